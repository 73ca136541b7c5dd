"""Counts of households that leave the center: one to four may tell which household it is.  Pure.

A column with its total tells a hidden number too, by what is missing from the total: then the next
smallest number is left out as well, until every hidden number could be at least two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5
UNDER = "5未満"
LEFT_OUT = "X"
"""As official statistics write it."""


@dataclass(frozen=True)
class Column:
    """One number for each line, and their total."""

    numbers: tuple[int, ...]
    total: int
    is_sum: bool = True
    """False: the total counts each household once, so it is at most the sum."""


@dataclass(frozen=True)
class Told:
    """The same as it may be read outside."""

    texts: tuple[str, ...]
    total: str


def told_outside(columns: Sequence[Column]) -> list[Told]:
    """Columns that tell of each other: a line left out of one is left out of all. Zero tells of nobody."""
    also: set[int] = set()
    while any(tells(column, also) for column in columns):
        more = _next(columns[0], also)
        if more is None:
            return [Told(_texts(column, also), LEFT_OUT) for column in columns]
        also.add(more)
    return [Told(_texts(column, also), text(column.total)) for column in columns]


def text(number: int) -> str:
    return UNDER if is_small(number) else f"{number:,}"


def is_small(number: int) -> bool:
    return 0 < number < SMALL


def tells(column: Column, also: set[int]) -> bool:
    """Whether a small number can be worked out from the total and what is left to read."""
    small = sum(is_small(number) for number in column.numbers)
    if not small or is_small(column.total):
        return False
    large = sum(not is_small(number) for at, number in enumerate(column.numbers) if at in also and number)
    missing = column.total - sum(
        number for at, number in enumerate(column.numbers) if not is_small(number) and at not in also
    )
    if not large and (missing >= (SMALL - 1) * small or (column.is_sum and small == 1)):
        return True
    return column.is_sum and missing <= small + SMALL * large


def _texts(column: Column, also: set[int]) -> tuple[str, ...]:
    return tuple(
        LEFT_OUT if at in also and number >= SMALL else text(number)
        for at, number in enumerate(column.numbers)
    )


def _next(column: Column, also: set[int]) -> int | None:
    """The line with the smallest number that can still be read; None when none is left."""
    left = [(number, at) for at, number in enumerate(column.numbers) if number >= SMALL and at not in also]
    return min(left)[1] if left else None
