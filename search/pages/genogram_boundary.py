"""The dashed line around the people who live together: never around anybody else.

Neighbours in a row share one rectangle; rectangles are joined by corridors that run where nobody
stands; the outline of their union is the boundary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Rect = tuple[int, int, int, int]  # left, top, right, bottom in px
Point = tuple[int, int]
HALF = 40  # px from a person to the boundary beside her
CORRIDOR = 7  # px, half the width of a corridor


def enclose(
    rows: Sequence[Sequence[tuple[int, bool]]], tops: Sequence[int], bottoms: Sequence[int]
) -> list[Rect]:
    """Rectangles that cover the household. `rows` holds (x, lives here) from left to right."""
    runs = [(r, run) for r, line in enumerate(rows) for run in _runs(line)]
    rects = [(run[0] - HALF, tops[r], run[1] + HALF, bottoms[r]) for r, run in runs]
    for (r, one), (s, other) in pairwise(runs):
        rects += _corridor(rows, tops, bottoms, (r, one), (s, other))
    return rects


def outline(rects: Sequence[Rect]) -> list[list[Point]]:
    """Closed corner lists around the union of the rectangles."""
    xs = sorted({x for r in rects for x in (r[0], r[2])})
    ys = sorted({y for r in rects for y in (r[1], r[3])})
    full = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(r[0] <= xs[i] < r[2] and r[1] <= ys[j] < r[3] for r in rects)
    }
    return [_corners([(xs[i], ys[j]) for i, j in loop]) for loop in _loops(_edges(full))]


def _runs(line: Sequence[tuple[int, bool]]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    before = False
    for x, inside in line:
        if inside:
            runs = [*runs[:-1], (runs[-1][0], x)] if before else [*runs, (x, x)]
        before = inside
    return runs


def _corridor(
    rows: Sequence[Sequence[tuple[int, bool]]],
    tops: Sequence[int],
    bottoms: Sequence[int],
    start: tuple[int, tuple[int, int]],
    end: tuple[int, tuple[int, int]],
) -> list[Rect]:
    (r, one), (s, other) = start, end
    if r == s:  # round below the person who stands between
        low = bottoms[r] + CORRIDOR
        return [
            *_hop(one[1], bottoms[r] - 1, low),
            _level(one[1], other[0], low),
            *_hop(other[0], bottoms[r] - 1, low),
        ]
    if s == r + 1 and (shared := _shared(one, other)):
        return [(shared[0], bottoms[r], shared[1], tops[s])]
    path: list[Rect] = []
    x = (one[0] + one[1]) // 2
    y = bottoms[r]
    for between in range(r + 1, s):
        gap = _gap(rows[between], x)
        level = (bottoms[between - 1] + tops[between]) // 2
        path += [*_hop(x, y, level), _level(x, gap, level)]
        x, y = gap, level
    level = (bottoms[s - 1] + tops[s]) // 2
    goal = (other[0] + other[1]) // 2
    return [*path, *_hop(x, y, level), _level(x, goal, level), *_hop(goal, level, tops[s])]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    left, right = max(one[0], other[0]) - HALF, min(one[1], other[1]) + HALF
    return (left, right) if right - left >= 2 * CORRIDOR else None


def _gap(line: Sequence[tuple[int, bool]], near: int) -> int:
    """The place nearest to `near` in a row where nobody stands."""
    xs = [x for x, _ in line]
    gaps = [xs[0] - HALF - CORRIDOR, xs[-1] + HALF + CORRIDOR]
    gaps += [(a + b) // 2 for a, b in pairwise(xs)]
    return min(gaps, key=lambda gap: (abs(gap - near), gap))


def _hop(x: int, top: int, bottom: int) -> list[Rect]:
    return [(x - CORRIDOR, top, x + CORRIDOR, bottom)] if bottom > top else []


def _level(a: int, b: int, y: int) -> Rect:
    return (min(a, b) - CORRIDOR, y - CORRIDOR, max(a, b) + CORRIDOR, y + CORRIDOR)


def _edges(full: set[tuple[int, int]]) -> dict[Point, list[Point]]:
    """Edges of filled cells that face an empty one, the filled side on the right."""
    edges: dict[Point, list[Point]] = {}
    for i, j in sorted(full):
        sides = [
            ((i, j - 1), (i, j), (i + 1, j)),
            ((i + 1, j), (i + 1, j), (i + 1, j + 1)),
            ((i, j + 1), (i + 1, j + 1), (i, j + 1)),
            ((i - 1, j), (i, j + 1), (i, j)),
        ]
        for neighbour, a, b in sides:
            if neighbour not in full:
                edges.setdefault(a, []).append(b)
    return edges


def _loops(edges: dict[Point, list[Point]]) -> Iterable[list[Point]]:
    while edges:
        start = at = min(edges)
        loop = []
        while at in edges:
            loop.append(at)
            following = edges[at].pop()
            if not edges[at]:
                del edges[at]
            at = following
            if at == start:
                break
        yield loop


def _corners(loop: list[Point]) -> list[Point]:
    """Leave out points on a straight line."""
    around = zip([loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True)
    return [p for a, p, b in around if not (a[0] == p[0] == b[0] or a[1] == p[1] == b[1])]
