"""When a series meets next: its own weekday, week by week or the n-th of its months.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from conference.calendars.holidays import holiday_name, same_weekday_when_open
from conference.rosters.models import Rhythm

WEEK = timedelta(days=7)
LAST = 5
NEAR = 2 * WEEK
"""A meeting so near a holiday was held in its place."""


@dataclass(frozen=True)
class OwnDay:
    """A day its rhythm chose, and which of its month it is meant to be: the fourth may be the last, too."""

    day: date
    nth: int
    """1 … 5; the fifth is the last."""

    @classmethod
    def of(cls, day: date) -> OwnDay:
        return cls(day, nth_of(day))


def next_day(rhythm: str, last: OwnDay, today: date) -> tuple[date, date] | None:
    """(the day, the day its rhythm means): they differ where the office is closed.  None for 随時."""
    return next(coming_days(rhythm, last, today), None)


def coming_days(rhythm: str, last: OwnDay, today: date) -> Iterator[tuple[date, date]]:
    """(the day, the day meant) from today on, without end; months keep the n-th weekday of `last`.  Nothing for 随時."""
    if rhythm == Rhythm.AD_HOC:
        return
    meant, before = last.day, last.day
    while True:
        meant = _after(rhythm, meant, last)
        day = same_weekday_when_open(meant)
        if day >= today and day > before:
            yield day, meant
            before = day


def own_day(rhythm: str, held: Sequence[date]) -> OwnDay:
    """The rhythm's own day of the last of these meetings: another than it was held on where that was a holiday."""
    own = OwnDay.of(held[0])
    for day in held[1:]:
        nearest = _nearest(rhythm, own, day)
        own = OwnDay(nearest, own.nth) if _stands_for(day, nearest) else OwnDay.of(day)
    return own


def _stands_for(day: date, nearest: date) -> bool:
    """Held on the rhythm's own day, or in place of one that was a holiday."""
    return day == nearest or bool(holiday_name(nearest) and abs(day - nearest) <= NEAR)


def _nearest(rhythm: str, pattern: OwnDay, day: date) -> date:
    """Of the days that follow `pattern` in its rhythm, the one next to `day`; `day` itself for 随時."""
    if rhythm == Rhythm.AD_HOC:
        return day
    before = after = pattern.day
    while after < day:
        before, after = after, _after(rhythm, after, pattern)
    return min(before, after, key=lambda each: abs(day - each))


def _after(rhythm: str, day: date, pattern: OwnDay) -> date:
    """The next turn after `day`; months keep the n-th weekday of `pattern`."""
    if rhythm == Rhythm.WEEKLY:
        return day + WEEK
    months = day.month - 1 + Rhythm(rhythm).months
    first = date(day.year + months // 12, months % 12 + 1, 1)
    return nth_weekday(first, pattern.nth, pattern.day.weekday())


def nth_of(day: date) -> int:
    """1 … 5, as the day alone tells."""
    return (day.day - 1) // 7 + 1


def nth_weekday(first: date, nth: int, weekday: int) -> date:
    """The n-th such weekday of the month that begins on `first`; the last one for the fifth."""
    found = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (nth - 1)
    return found if nth < LAST or found.month == first.month else found - WEEK
