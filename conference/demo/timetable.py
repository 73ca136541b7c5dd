"""When the practice office met and will meet, counted from a day.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from conference.calendars.holidays import is_closed

MONTHS, WEEKS = 24, 40
TUESDAY, THURSDAY = 1, 3
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Meeting:
    """One past or coming day; `ago` counts months before the coming monthly meeting."""

    held_on: date
    is_monthly: bool
    ago: int


def coming(today: date) -> date:
    """The monthly meeting that the office prepares: the next Thursday, or the first open day after it."""
    return open_from(_thursday_after(today))


def coming_weekly(today: date) -> date:
    monthly = coming(today)
    return open_from(monthly + timedelta(days=(TUESDAY - monthly.weekday() - 1) % 7 + 1))


def past(today: date) -> list[Meeting]:
    """Two years of meetings before today, the oldest first."""
    days = [Meeting(day, True, ago) for ago, day in enumerate(_monthly(today), start=1)]
    weekly = [Meeting(day, False, _ago(day, days)) for day in _weekly(today)]
    return sorted([*days, *weekly], key=lambda each: (each.held_on, each.is_monthly))


def _monthly(today: date) -> list[date]:
    """The same Thursday of each month before, the newest first."""
    thursday = _thursday_after(today)
    nth = min(3, (thursday.day - 1) // 7)
    months = [divmod(thursday.year * 12 + thursday.month - 1 - ago, 12) for ago in range(1, MONTHS + 1)]
    return [open_before(_nth_thursday(year, month + 1, nth)) for year, month in months]


def _nth_thursday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7) + nth * WEEK


def _weekly(today: date) -> list[date]:
    day = coming_weekly(today)
    day -= timedelta(days=(day.weekday() - TUESDAY) % 7)
    found: list[date] = []
    while len(found) < WEEKS:
        day -= WEEK
        if day < today and not is_closed(day):
            found.append(day)
    return found


def _ago(day: date, monthly: list[Meeting]) -> int:
    """A week belongs to the month before the next monthly meeting."""
    return max((each.ago for each in monthly if each.held_on >= day), default=0)


def _thursday_after(today: date) -> date:
    return today + timedelta(days=(THURSDAY - today.weekday() - 1) % 7 + 1)


def open_from(day: date) -> date:
    while is_closed(day):
        day += timedelta(days=1)
    return day


def open_before(day: date) -> date:
    while is_closed(day):
        day -= timedelta(days=1)
    return day
