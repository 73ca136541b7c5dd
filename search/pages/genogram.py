"""A family as a genogram in the Japanese convention, drawn as SVG without any outside part.

Square a man or boy, circle a woman or girl, diamond not known, triangle a pregnancy; the index person
doubled; a dashed line around those who live together; // divorce, / separation, dots for living
together unmarried, a cross for the dead, twins from one point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import sqrt
from statistics import fmean

from search.pages.family import Family, Member, Union, describe
from search.pages.genogram_boundary import HALF, enclose, outline
from search.pages.genogram_layout import PITCH, Layout, arrange

R = 22  # px, half a symbol
LANE = 12  # px between the lines of two unions
LINE = 15  # px, a line of text
LABEL_UNITS = 6.2  # full-width characters in one line of a label
SMALL_UNITS = 7.4  # the same in small letters, before a label is cut in two
MARGIN = 16
FONT = "'BIZ UDPGothic','BIZ UDPゴシック','Yu Gothic',sans-serif"
DASHES = {"内縁": ' stroke-dasharray="2 4"', "交際": ' stroke-dasharray="8 5"'}


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


def draw(family: Family) -> str:
    """The family as one `<svg>` element with a sentence for screen readers. Raises OddFamily."""
    plan = _plan(family)
    words = escape(describe(family), quote=True)
    legend = _legend(family, plan)
    height = plan.height + len(legend) * LINE
    body = [
        _boundary(family, plan),
        *(_bond(family, plan, n) for n in range(len(plan.bonds))),
        *(_person(member, plan) for member in family.members),
        *(
            _text(MARGIN, plan.height + n * LINE, line, anchor="start", size=11)
            for n, line in enumerate(legend)
        ),
    ]
    return (
        f'<svg class="genogram" role="img" aria-label="{words}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {plan.width} {height}" width="{plan.width}" height="{height}" '
        f'font-family="{FONT}" font-size="13" stroke="#000" fill="none" stroke-width="1.5">'
        f"<title>家族の図</title><desc>{words}</desc>{''.join(body)}</svg>"
    )


def _plan(family: Family) -> Plan:
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


def _span(family: Family, union: Union, layout: Layout) -> tuple[int, int]:
    ends = sorted(layout.x[id] + _attach(family, union, id, layout) for id in union.of)
    return ends[0], ends[-1]


def _attach(family: Family, union: Union, id: str, layout: Layout) -> int:
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


def _straight(layout: Layout, union: Union, drop: int) -> int:
    """An only child who stands almost below the middle gets a line without a kink."""
    xs = [layout.x[child] for child in union.children]
    return xs[0] if len(xs) == 1 and len(union.of) == 2 and abs(xs[0] - drop) <= 8 else drop


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
    if member.age and not _age_inside(member):
        lines += wrap(member.age, LABEL_UNITS)[:2]
    return tuple(lines)


def _age_inside(member: Member) -> bool:
    room = 0.0 if member.pregnancy else 2.6 if member.sex else 1.7
    return units(member.age) <= room


def units(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(0.56 if ord(c) < 0x2000 or 0xFF61 <= ord(c) <= 0xFF9F else 1.0 for c in text)


def wrap(text: str, limit: float) -> list[str]:
    """Cut a Japanese text into lines of at most `limit` full-width characters; no line starts with 。、）."""
    lines, line = [], ""
    for c in text:
        if line and units(line + c) > limit and c not in "。、）」ー％%っゃゅょ":
            lines.append(line)
            line = ""
        line += c
    return [*lines, line] if line else lines


def _boundary(family: Family, plan: Plan) -> str:
    if not family.household:
        return ""
    inside = set(family.household)
    rows = [[(plan.layout.x[id], id in inside) for id in line] for line in plan.layout.rows]
    rects = enclose(rows, [y - R - 10 for y in plan.centre], plan.bottom)
    paths = ("M" + "L".join(f"{x} {y}" for x, y in loop) + "Z" for loop in outline(rects))
    return f'<path d="{"".join(paths)}" stroke-dasharray="7 5" stroke-linejoin="round" stroke="#4d4d4d"/>'


def _bond(family: Family, plan: Plan, n: int) -> str:
    bond = plan.bonds[n]
    y = plan.centre[bond.row] + R + LANE * (bond.lane + 1)
    parts = []
    if len(bond.union.of) == 2:
        parts.append(_bracket(family, plan, bond, y))
        parts += _slashes(family, plan, bond, y)
    else:
        y = plan.centre[bond.row]
    for row in sorted({plan.layout.row[c] for c in bond.union.children}):
        parts += _descent(plan, bond, y, plan.bars[n, row], row)
    return "".join(parts)


def _bracket(family: Family, plan: Plan, bond: Bond, y: int) -> str:
    ends = sorted(
        (plan.layout.x[id] + _attach(family, bond.union, id, plan.layout), id) for id in bond.union.of
    )
    (a, one), (b, other) = ends
    top_a = _underside(family.member(one), a - plan.layout.x[one], plan.centre[bond.row])
    top_b = _underside(family.member(other), b - plan.layout.x[other], plan.centre[bond.row])
    return f'<path d="M{a} {top_a}V{y}H{b}V{top_b}"{DASHES.get(bond.union.kind, "")}/>'


def _underside(member: Member, offset: int, centre: int) -> int:
    if member.pregnancy or member.sex == "m":
        return centre + R
    return centre + (round(sqrt(R * R - offset * offset)) if member.sex == "f" else R - abs(offset))


def _slashes(family: Family, plan: Plan, bond: Bond, y: int) -> list[str]:
    """// or / on the side of the partner who has left the home."""
    count = {"離婚": 2, "別居": 1}.get(bond.union.kind, 0)
    left, right = sorted(bond.union.of, key=lambda id: plan.layout.x[id])
    gone_right = right not in family.household and left in family.household
    edge = bond.right if gone_right else bond.left
    near = bond.drop if abs(bond.drop - edge) > 16 else (bond.left + bond.right) // 2
    x = (edge + near) // 2
    return [_line(x - 4 + 5 * k, y + 7, x + 4 + 5 * k, y - 7) for k in range(count)]


def _descent(plan: Plan, bond: Bond, y: int, bar: int, row: int) -> list[str]:
    twin = {id: group for group in bond.union.twins for id in group}
    children = [c for c in bond.union.children if plan.layout.row[c] == row]
    top = plan.centre[row] - R
    feet = {c: _foot(plan, twin.get(c, (c,)), row) for c in children}
    xs = [*feet.values(), bond.drop]
    parts = [_line(bond.drop, y, bond.drop, bar)]
    if min(xs) != max(xs):
        parts.append(_line(min(xs), bar, max(xs), bar))
    return parts + [_line(feet[c], bar, plan.layout.x[c], top) for c in children]


def _foot(plan: Plan, group: Sequence[str], row: int) -> int:
    """Where a child's line leaves the bar: twins share one point."""
    return round(fmean(plan.layout.x[id] for id in group if plan.layout.row[id] == row))


def _line(x1: int, y1: int, x2: int, y2: int) -> str:
    return f'<path d="M{x1} {y1}L{x2} {y2}"/>'


def _person(member: Member, plan: Plan) -> str:
    x, y = plan.layout.x[member.id], plan.centre[plan.layout.row[member.id]]
    parts = [_symbol(member, x, y, R)]
    if member.index:
        parts.append(_symbol(member, x, y, R - 4))
    if member.dead:
        parts += [_line(x - R, y - R, x + R, y + R), _line(x - R, y + R, x + R, y - R)]
    if member.age and _age_inside(member):
        parts.append(_text(x, y + 5, member.age))
    depth, lines = plan.labels[member.id]
    for n, line in enumerate(lines):
        size = 13 if units(line) <= LABEL_UNITS else 11
        parts.append(_text(x, y + R + depth + 12 + n * LINE, line, size=size))
    return f'<g class="person" data-id="{escape(member.id, quote=True)}">{"".join(parts)}</g>'


def _symbol(member: Member, x: int, y: int, r: int) -> str:
    if member.pregnancy:
        return f'<path d="M{x} {y - r}L{x + r} {y + r}H{x - r}Z" fill="#fff"/>'
    if member.sex == "m":
        return f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" fill="#fff"/>'
    if member.sex == "f":
        return f'<circle cx="{x}" cy="{y}" r="{r}" fill="#fff"/>'
    return f'<path d="M{x} {y - r}L{x + r} {y}L{x} {y + r}L{x - r} {y}Z" fill="#fff"/>'


def _text(x: int, y: int, text: str, *, anchor: str = "middle", size: int = 13) -> str:
    """Black letters on a white edge, so that a line behind them does not cut them."""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="#000" stroke="#fff" '
        f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
    )


def _legend(family: Family, plan: Plan) -> list[str]:
    """Only the signs that this drawing uses, cut to its width."""
    kinds = {u.kind for u in family.unions if len(u.of) == 2}
    signs = [
        ("二重＝話の中心の人", any(m.index for m in family.members)),
        ("破線の囲み＝いっしょに暮らす人", bool(family.household)),
        ("◇＝性別を書いていない人", any(not m.sex and not m.pregnancy for m in family.members)),
        ("△＝妊娠中", any(m.pregnancy for m in family.members)),
        ("×＝亡くなった人", any(m.dead for m in family.members)),
        ("//＝離婚", "離婚" in kinds),
        ("/＝別居", "別居" in kinds),
        ("点線＝内縁", "内縁" in kinds),
        ("長い破線＝交際", "交際" in kinds),
    ]
    lines: list[str] = []
    for sign in (words for words, used in signs if used):
        if lines and units(lines[-1] + "　" + sign) * 11 <= plan.width - 2 * MARGIN:
            lines[-1] += "　" + sign
        else:
            lines.append(sign)
    return lines
