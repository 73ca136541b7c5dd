"""Who stands beside whom in a row of a genogram: few crossing lines, the page's order among siblings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from search.pages.family import Family, Union

Block = tuple[str, ...]
Pull = Callable[[Sequence[float]], float]


def order(family: Family, lines: list[list[Block]]) -> list[list[Block]]:
    """Of a few sweeps that start differently, the order with the fewest crossing lines."""
    best: tuple[tuple[int, float], list[list[Block]]] | None = None
    for pull, turned in ((p, t) for p in (fmean, min, max) for t in (False, True)):
        tried = _sweep(family, lines, pull, turned)
        cost = _cost(family, tried)
        if best is None or cost < best[0]:
            best = (cost, tried)
        if cost[0] == 0:
            break
    return best[1] if best else lines


def _sweep(family: Family, lines: list[list[Block]], pull: Pull, turned: bool) -> list[list[Block]]:
    """Parents over their children, brothers and sisters in the order of the page."""
    parents = {child: union for union in family.unions for child in union.children}
    rank = {child: n for union in family.unions for n, child in enumerate(_twins_together(union))}
    children: dict[str, list[str]] = defaultdict(list)
    for union in family.unions:
        for parent in union.of:
            children[parent] += union.children
    order = [line[::-1] if turned else list(line) for line in lines]
    for sweep in range(4):
        down = sweep % 2 == 1
        for line in order if down else reversed(order):
            place = _slots(order)
            if down:
                line.sort(
                    key=lambda b: _key(
                        b, [_middle(parents[i], place) for i in b if i in parents], place, rank
                    )
                )
            else:
                line.sort(key=lambda b: _key(b, _pulled(b, children, place, pull), place, rank))
    return order


def _pulled(
    block: Block, children: Mapping[str, Sequence[str]], place: Mapping[str, float], pull: Pull
) -> list[float]:
    near = [place[child] for id in block for child in children.get(id, ())]
    return [pull(near)] if near else []


def _key(
    block: Block, near: Sequence[float], place: Mapping[str, float], rank: Mapping[str, int]
) -> tuple[float, int]:
    own = fmean(place[id] for id in block)
    return (round(fmean(near), 6) if near else own, min(rank.get(id, 0) for id in block))


def _middle(union: Union, place: Mapping[str, float]) -> float:
    return fmean(place[parent] for parent in union.of)


def _cost(family: Family, order: Sequence[Sequence[Block]]) -> tuple[int, float]:
    """Crossing lines between parents and children, then their length."""
    place = _slots(order)
    row = {id: n for n, line in enumerate(order) for block in line for id in block}
    lines = [(row[c], _middle(union, place), place[c]) for union in family.unions for c in union.children]
    crossings = sum(
        1
        for n, (r, a, b) in enumerate(lines)
        for s, c, d in lines[n + 1 :]
        if r == s and (a - c) * (b - d) < 0
    )
    return crossings, round(sum(abs(a - b) for _, a, b in lines), 6)


def _twins_together(union: Union) -> list[str]:
    first: dict[str, str] = {id: group[0] for group in union.twins for id in group}
    order = list(union.children)
    return sorted(order, key=lambda id: (order.index(str(first.get(id, id))), order.index(id)))


def _slots(lines: Sequence[Sequence[Block]]) -> dict[str, float]:
    slots: dict[str, float] = {}
    for line in lines:
        people = [id for block in line for id in block]
        slots.update({id: n - len(people) / 2 for n, id in enumerate(people)})
    return slots
