"""The columns of households as they may leave the center: none of them tells what another one hides.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from conference.years.small_numbers import (
    LEFT_OUT,
    MOST,
    SMALL,
    UNDER,
    Column,
    Told,
    Whole,
    is_small,
    told_outside,
    zeros_only,
)

FEW = 9
"""Of fewer households than this in several lines, how a part is hidden would tell what it is."""


def told_together(rows: Column, households: Column, parts: Sequence[Column]) -> list[Told]:
    """`parts`: how many of the households of each line are new, or ended. In the order given.

    In no line is a part more than its households, so it is hidden until neither tells of the other; where of the
    rows nothing but zeros is told, nothing else is told of the parts.
    """
    first = told_outside([rows, households])
    is_few = SMALL <= households.total < FEW and sum(map(bool, households.numbers)) > 1
    if is_few or (rows.total and first[0] == zeros_only(rows)):
        return [*first, *map(zeros_only, parts)]
    whole = _whole(rows, households, first)
    return [*first, *(told_outside([replace(each, whole=whole)])[0] for each in parts)]


def _whole(rows: Column, households: Column, told: Sequence[Told]) -> Whole:
    """What can be read of the lines of which every part is a part."""
    ceilings = tuple(map(_ceiling, households.numbers, told[0].texts, told[1].texts))
    read = sum(each for each, ceiling in zip(rows.numbers, ceilings, strict=True) if ceiling < inf)
    floors = tuple(SMALL if text == LEFT_OUT else 1 for text in told[0].texts)
    return Whole(ceilings, floors, inf if is_small(rows.total) else rows.total - read)


def _ceiling(households: int, rows: str, text: str) -> float:
    """The most that can be read of a line; inf where its rows are hidden too."""
    if rows in (UNDER, LEFT_OUT):
        return inf
    return MOST if text == UNDER else households
