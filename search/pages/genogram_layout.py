"""Where each person of a genogram stands: a row for the generation, a place within the row.

Couples and chains of partners form blocks that move together. Rows are ordered by the mean place of
parents and children; places come from least squares under a smallest distance, so two symbols can
never meet whatever the family.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from search.pages.family import Family, OddFamily
from search.pages.genogram_order import Block, order

PITCH = 96  # px from one person to the next in a row
SWEEPS = 6


@dataclass(frozen=True)
class Layout:
    """`x` in px from the left edge of the drawing, `row` counted from the oldest generation."""

    x: dict[str, int]
    row: dict[str, int]
    rows: tuple[tuple[str, ...], ...]


def arrange(family: Family) -> Layout:
    """Place every member; the same family always gives the same places. Raises OddFamily."""
    blocks = _blocks(family)
    row = _generations(family, blocks)
    ordered = order(family, _rows(blocks, row))
    x = _places(family, ordered)
    left = min(x.values()) - PITCH // 2
    ints = {id: int(value - left + 0.5) for id, value in x.items()}
    return Layout(ints, row, tuple(tuple(id for block in line for id in block) for line in ordered))


def _blocks(family: Family) -> list[Block]:
    """Partners who are linked by unions, in the order in which they stand side by side."""
    partners: dict[str, list[str]] = {m.id: [] for m in family.members}
    for union in family.unions:
        if len(union.of) == 2:
            one, other = union.of
            if other not in partners[one]:
                partners[one].append(other)
                partners[other].append(one)
    blocks: list[Block] = []
    seen: set[str] = set()
    for id in sorted(partners, key=lambda i: -len(partners[i])):
        if id not in seen:
            blocks.append(_man_left(family, tuple(_chain(id, partners, seen))))
    return sorted(blocks, key=lambda block: _declared(family, block))


def _chain(id: str, partners: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """Earlier partners on the left of a person, the last one on the right."""
    seen.add(id)
    sides = []
    for partner in partners[id]:
        if partner not in seen:
            sides.append(_chain(partner, partners, seen))
    left = [person for side in sides[:-1] for person in side]
    return [*left, id, *(sides[-1] if sides else [])]


def _man_left(family: Family, block: Block) -> Block:
    if len(block) == 2 and family.member(block[0]).sex == "f" and family.member(block[1]).sex != "f":
        return block[::-1]
    return block


def _declared(family: Family, block: Iterable[str]) -> int:
    ids = [m.id for m in family.members]
    return min(ids.index(id) for id in block)


def _generations(family: Family, blocks: Sequence[Block]) -> dict[str, int]:
    """Row of each person: partners share one, children stand below their parents."""
    of = {id: n for n, block in enumerate(blocks) for id in block}
    below: dict[int, set[int]] = defaultdict(set)
    for union in family.unions:
        for child in union.children:
            below[of[union.of[0]]].add(of[child])
    order = _topological(family, blocks, below)
    depth = dict.fromkeys(range(len(blocks)), 0)
    for n in order:
        for under in below[n]:
            depth[under] = max(depth[under], depth[n] + 1)
    fed = {under for group in below.values() for under in group}
    for n in reversed(order):  # grandparents of a shorter line stand right above their children
        if n not in fed and below[n]:
            depth[n] = min(depth[under] for under in below[n]) - 1
    _seat_the_unlinked(family, blocks, depth, below, fed)
    return {id: depth[of[id]] for id in of}


def _topological(family: Family, blocks: Sequence[Block], below: Mapping[int, set[int]]) -> list[int]:
    order: list[int] = []
    state: dict[int, int] = {}

    def visit(n: int) -> None:
        if state.get(n) == 1:
            raise OddFamily(
                f"家族の図で「{family.member(blocks[n][0]).label}」の親子の線が輪になっています。親と子を確かめてください。"
            )
        if n not in state:
            state[n] = 1
            for child in sorted(below.get(n, ())):
                visit(child)
            state[n] = 2
            order.append(n)

    for n in range(len(blocks)):
        visit(n)
    return order[::-1]


def _seat_the_unlinked(
    family: Family,
    blocks: Sequence[Block],
    depth: dict[int, int],
    below: Mapping[int, set[int]],
    fed: set[int],
) -> None:
    """People without a line stand in the row that their label suggests, counted from the index person."""
    index = next((m.id for m in family.members if m.index), family.members[0].id)
    home = next(depth[n] for n, block in enumerate(blocks) if index in block)
    top = max(depth.values(), default=0)
    for n, block in enumerate(blocks):
        if n not in fed and not below.get(n) and index not in block:
            label = family.member(block[0]).label
            up = 2 if "祖" in label else 1 if any(c in label for c in "母父親おじおば叔伯") else 0
            depth[n] = min(top, home - up)


def _rows(blocks: Sequence[Block], row: dict[str, int]) -> list[list[Block]]:
    first = min(row.values())
    used = sorted({row[block[0]] for block in blocks})
    lines = [[block for block in blocks if row[block[0]] == r] for r in used]
    if first != 0 or used != list(range(len(used))):  # no empty rows
        for block in blocks:
            for id in block:
                row[id] = used.index(row[id])
    return lines


def _places(family: Family, lines: Sequence[Sequence[Block]]) -> dict[str, float]:
    x = {id: n * float(PITCH) for line in lines for n, id in enumerate(i for b in line for i in b)}
    for sweep in range(2 * SWEEPS):
        wish = _wishes(family, x, down=sweep % 2 == 0)
        for line in lines:
            _settle(line, wish, x)
    return x


def _wishes(family: Family, x: Mapping[str, float], *, down: bool) -> dict[str, list[float]]:
    """How far each person would move: children under their parents, or parents over their children."""
    wish: dict[str, list[float]] = defaultdict(list)
    for union in family.unions:
        if union.children:
            gap = fmean(x[p] for p in union.of) - fmean(x[c] for c in union.children)
            for id in union.children if down else union.of:
                wish[id].append(gap if down else -gap)
    return wish


def _settle(line: Sequence[Block], wish: Mapping[str, Sequence[float]], x: dict[str, float]) -> None:
    """Least squares under a smallest distance (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []  # wished place, weight, number of blocks
    start = 0.0
    for block in line:
        moves = [move for id in block for move in wish.get(id, ())]
        pools.append((x[block[0]] - start + (fmean(moves) if moves else 0.0), len(moves) + 0.05, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, v, m), (b, w, n) = pools[-2:]
            pools[-2:] = [((a * v + b * w) / (v + w), v + w, m + n)]
        start += len(block) * PITCH
    starts = [place for place, _, count in pools for _ in range(count)]
    at = 0
    for block, place in zip(line, starts, strict=True):
        for id in block:
            x[id] = place + at * PITCH
            at += 1
