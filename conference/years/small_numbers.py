"""Counts of households that leave the center: one to four may tell which household it is.  Pure.

A column with its total tells a hidden number too, by what is missing from the total: then the smallest
number that can still be read is left out as well, until the hidden ones could be several things. Whoever
reads the sheet may know this rule: so ends that are nearly reached count as reached, and where no number
is left to hide nothing but zeros is told, which says of no number whether it is small.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf

SMALL = 5
MOST = SMALL - 1
"""What a hidden small number can be at most."""
UNDER = "5未満"
LEFT_OUT = "X"
"""As official statistics write it."""
NEAR = 4
"""With less room than this between a part and its whole, one tells of the other."""


@dataclass(frozen=True)
class Whole:
    """Other columns, line by line, as they are told: no number of a part of them is more."""

    at_most: tuple[float, ...]
    """inf for a hidden line."""
    at_least: tuple[int, ...]
    """Of a hidden line."""
    hidden: float
    """What the hidden lines are together; inf where that is hidden too."""


@dataclass(frozen=True)
class Column:
    """One number for each line, and their total."""

    numbers: tuple[int, ...]
    total: int
    is_sum: bool = True
    """False: the total counts each household once, so it is at most the sum."""
    whole: Whole | None = None
    """What is told of the numbers of which these are parts."""

    def ceiling(self, line: int) -> float:
        return self.whole.at_most[line] if self.whole else inf


@dataclass(frozen=True)
class Told:
    """The same as it may be read outside."""

    texts: tuple[str, ...]
    total: str


def told_outside(columns: Sequence[Column]) -> list[Told]:
    """Columns that tell of each other: a line left out of one is left out of all. Zero tells of nobody."""
    also: set[int] = set()
    while any(tells(column, columns[0], also) or is_pressed(column, also) for column in columns):
        more = _next(columns[0], also)
        if more is None:
            return [zeros_only(each) for each in columns]
        also.add(more)
    return [Told(_texts(column, also), text(column.total)) for column in columns]


def zeros_only(column: Column) -> Told:
    return Told(tuple(map(_zero_only, column.numbers)), _zero_only(column.total))


def text(number: int) -> str:
    return UNDER if is_small(number) else f"{number:,}"


def is_small(number: int) -> bool:
    return 0 < number < SMALL


def tells(column: Column, first: Column, also: Collection[int]) -> bool:
    """Whether small numbers can be worked out, or nearly, from the total and what is left to read.

    `also`: lines left out; `first`: the column that says which, and that no line of the others goes beyond.
    """
    small = sum(map(is_small, column.numbers))
    if not small:
        return False
    if is_small(column.total):
        return column.is_sum and small == MOST  # four that make four are one each
    if not column.is_sum:
        return _room(column, first, also) < 2
    low, high = _reach(column, first, small, also)
    if small == 1:
        return high - low < 2
    return high <= small + 1 or low >= MOST * small - 1


def is_pressed(column: Column, also: Collection[int]) -> bool:
    """Whether a part is so nearly all of its whole that it tells what is hidden there."""
    whole = column.whole
    if whole is None or not whole.hidden:
        return False
    missing = _missing(column, also)
    if is_small(column.total):
        is_beside = any(each and column.ceiling(at) < inf for at, each in enumerate(column.numbers))
        if is_beside or whole.hidden < SMALL:
            return False
        missing = SMALL  # told as if it were five: else five alone would be told by zeros only
    most = _most(column, also)
    return whole.hidden - missing + sum(_loose(column, at, most) for at in range(len(column.numbers))) < NEAR


def _loose(column: Column, at: int, most: dict[int, float]) -> float:
    """What one line adds to the room between a part and its whole; below zero for what it takes of it."""
    number = column.numbers[at]
    if column.whole is None or column.ceiling(at) < inf:
        return min(most.get(at, 0), column.ceiling(at))
    least = column.whole.at_least[at]
    if at not in most:
        return -max(least, number)
    return -max(0, least - (MOST if is_small(number) else number))


def _reach(column: Column, first: Column, small: int, also: Collection[int]) -> tuple[float, float]:
    """The least and the most that the small numbers of a sum can be together."""
    most = _most(first, also)
    partners = [at for at, each in enumerate(column.numbers) if at in also and each >= SMALL]
    missing = _missing(column, also)
    low = max(small, missing - sum(min(most[at], column.ceiling(at)) for at in partners))
    return low, min(MOST * small, missing - SMALL * len(partners))


def _room(column: Column, first: Column, also: Collection[int]) -> float:
    """How much more than what is missing the hidden numbers of no sum could be together."""
    most = _most(first, also)
    hidden = [(at, each) for at, each in enumerate(column.numbers) if each and (at in also or is_small(each))]
    both = sum(MOST if is_small(each) else most[at] for at, each in hidden if at in most)
    alone = MOST * sum(at not in most for at, _ in hidden)
    return min(both, _missing(first, also) if first.is_sum else inf) + alone - _missing(column, also)


def _most(first: Column, also: Collection[int]) -> dict[int, float]:
    """By hidden line: no more than the total leaves to it, and what can still be read would have gone before it."""
    following = _next(first, also)
    read = inf if following is None else first.numbers[following]
    small = [at for at, each in enumerate(first.numbers) if is_small(each)]
    free = _missing(first, also) - len(small) - SMALL * len(also) if first.is_sum else inf
    before = {at: read if following is None or at < following else read - 1 for at in also}
    return dict.fromkeys(small, MOST) | {at: min(each, SMALL + free) for at, each in before.items()}


def _missing(column: Column, also: Collection[int]) -> int:
    """What the numbers left to read lack of the total."""
    return column.total - sum(
        each for at, each in enumerate(column.numbers) if at not in also and not is_small(each)
    )


def _texts(column: Column, also: Collection[int]) -> tuple[str, ...]:
    return tuple(
        LEFT_OUT if at in also and number >= SMALL else text(number)
        for at, number in enumerate(column.numbers)
    )


def _zero_only(number: int) -> str:
    return LEFT_OUT if number else text(number)


def _next(column: Column, also: Collection[int]) -> int | None:
    """The line with the smallest number that can still be read; None when none is left."""
    left = [(number, at) for at, number in enumerate(column.numbers) if number >= SMALL and at not in also]
    return min(left)[1] if left else None
