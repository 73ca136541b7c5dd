"""Heights and lines of a genogram: how deep each union runs, where children hang, where labels fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.pages.drawn_text import units, wrap
from search.pages.family import Family, Member, Union
from search.pages.genogram_boundary import HALF
from search.pages.genogram_layout import PITCH, Layout, arrange

R = 22  # px, half a symbol
LANE = 12  # px between the lines of two unions
LINE = 15  # px, a line of text
LABEL_UNITS = 6.2  # full-width characters in one line of a label
SMALL_UNITS = 7.4  # the same in small letters, before a label is cut in two
MARGIN = 16


@dataclass(frozen=True)
class Bond:
    """A union with its line: from `left` to `right` at depth `lane`; children hang from `drop`."""

    union: Union
    row: int
    left: int
    right: int
    lane: int
    drop: int


@dataclass(frozen=True)
class Plan:
    """Everything that has a place, in px."""

    layout: Layout
    bonds: tuple[Bond, ...]
    labels: dict[str, tuple[int, tuple[str, ...]]]  # depth below the symbol, lines
    centre: tuple[int, ...]  # y of each row's symbols
    bottom: tuple[int, ...]  # y under each row's labels
    bars: dict[tuple[int, int], int]  # (bond, row of the children) -> y of the bar
    width: int
    height: int


def plan_of(family: Family) -> Plan:
    """Give everything its place. Raises OddFamily."""
    layout = arrange(family)
    shift = MARGIN
    layout = Layout({id: x + shift for id, x in layout.x.items()}, layout.row, layout.rows)
    bonds = _bonds(family, layout)
    labels = {m.id: (_depth(m, layout, bonds), _label_lines(m)) for m in family.members}
    centre, bottom, bars, y = _heights(layout, bonds, labels)
    width = max(max(layout.x.values()) + PITCH // 2 + shift, 240)
    return Plan(layout, bonds, labels, centre, bottom, bars, width, y + MARGIN)


def _bonds(family: Family, layout: Layout) -> tuple[Bond, ...]:
    """Give each union a depth: lines of one row that overlap lie under each other, short ones on top."""
    spans = [(u, *_span(family, u, layout)) for u in family.unions]
    bonds: list[Bond] = []
    for union, left, right in sorted(spans, key=lambda s: s[2] - s[1]):
        row = layout.row[union.of[0]]
        taken = {b.lane for b in bonds if b.row == row and b.left <= right and left <= b.right}
        lane = next(n for n in range(len(bonds) + 1) if n not in taken)
        bonds.append(
            Bond(union, row, left, right, lane, _straight(layout, union, _drop(layout, row, left, right)))
        )
    return tuple(bonds)


def _straight(layout: Layout, union: Union, drop: int) -> int:
    """An only child who stands almost below the middle gets a line without a kink."""
    xs = [layout.x[child] for child in union.children]
    return xs[0] if len(xs) == 1 and len(union.of) == 2 and abs(xs[0] - drop) <= 8 else drop


def _span(family: Family, union: Union, layout: Layout) -> tuple[int, int]:
    ends = sorted(layout.x[id] + attach(family, union, id, layout) for id in union.of)
    return ends[0], ends[-1]


def attach(family: Family, union: Union, id: str, layout: Layout) -> int:
    """Where on the underside of a person a union's line starts: nearer partners further out."""
    own = [u for u in family.unions if id in u.of]
    unions = [u for u in own if len(u.of) == 2]
    if len(own) == 1 or union not in unions:
        return 0
    reach = {n: sum(layout.x[p] for p in u.of) - 2 * layout.x[id] for n, u in enumerate(unions)}
    side = 1 if reach[unions.index(union)] >= 0 else -1
    beside = [n for n in sorted(reach, key=lambda n: abs(reach[n])) if (reach[n] >= 0) == (side == 1)]
    step = min(6.0, 18 / len(beside))
    return round(side * step * (len(beside) - beside.index(unions.index(union))))


def _drop(layout: Layout, row: int, left: int, right: int) -> int:
    """Children hang from the middle of the line, or from the nearest place where no label is."""
    xs = [layout.x[id] for id in layout.rows[row]]
    middle = (left + right) // 2
    if left == right or all(abs(x - middle) >= HALF for x in xs):
        return middle
    gaps = [(a + b) // 2 for a, b in pairwise(xs) if left < (a + b) // 2 < right]
    return min(gaps, key=lambda g: (abs(g - middle), g), default=middle)


def _depth(member: Member, layout: Layout, bonds: Sequence[Bond]) -> int:
    """How far under the symbol the label begins: below every line that passes there."""
    x, row = layout.x[member.id], layout.row[member.id]
    over = [
        b.lane
        for b in bonds
        if b.row == row and b.left != b.right and b.left < x + HALF and b.right > x - HALF
    ]
    single = [0 for b in bonds if b.union.of == (member.id,)]
    return 4 + (max(over) + 1) * LANE + 4 if over else 8 if single else 4


def _heights(
    layout: Layout, bonds: Sequence[Bond], labels: dict[str, tuple[int, tuple[str, ...]]]
) -> tuple[tuple[int, ...], tuple[int, ...], dict[tuple[int, int], int], int]:
    centre, bottom, bars = [], [], {}
    y = MARGIN
    for row, people in enumerate(layout.rows):
        lanes = _bar_lanes(layout, bonds, row)
        if row:
            y += 22
            bars.update({key: y + lane * 10 for key, lane in lanes.items()})
            y += max(lanes.values(), default=0) * 10 + 22
        y += R
        centre.append(y)
        y += R + max(labels[id][0] + len(labels[id][1]) * LINE for id in people) + 6
        bottom.append(y)
    return tuple(centre), tuple(bottom), bars, y + 4


def _bar_lanes(layout: Layout, bonds: Sequence[Bond], row: int) -> dict[tuple[int, int], int]:
    """Bars of brothers and sisters above `row`: two that would meet get different heights."""
    lanes: dict[tuple[int, int], int] = {}
    taken: list[tuple[int, int, int]] = []
    for n, bond in sorted(enumerate(bonds), key=lambda item: item[1].drop):
        xs = [layout.x[c] for c in bond.union.children if layout.row[c] == row]
        if xs:
            left, right = min([*xs, bond.drop]), max([*xs, bond.drop])
            used = {lane for a, b, lane in taken if a - 6 <= right and left <= b + 6}
            lanes[n, row] = next(k for k in range(len(taken) + 1) if k not in used)
            taken.append((left, right, lanes[n, row]))
    return lanes


def _label_lines(member: Member) -> tuple[str, ...]:
    lines = wrap(member.label, SMALL_UNITS if units(member.label) <= SMALL_UNITS else LABEL_UNITS)[:3]
    if member.age and not age_inside(member):
        lines += wrap(member.age, LABEL_UNITS)[:2]
    return tuple(lines)


def age_inside(member: Member) -> bool:
    """Short ages stand in the symbol, longer ones under the label."""
    room = 0.0 if member.pregnancy else 2.6 if member.sex else 1.7
    return units(member.age) <= room
