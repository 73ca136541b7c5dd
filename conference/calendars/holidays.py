"""Days on which the office is closed: weekends, national holidays, the turn of the year."""

from __future__ import annotations

from datetime import date, timedelta

import jpholiday

YEAR_END = "年末年始"
SUBSTITUTE = "振替休日"
_TURN = {(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)}  # municipal offices close on these by ordinance


def holiday_name(day: date) -> str:
    """元日, 振替休日, 年末年始 …; nothing on ordinary days, weekends included."""
    name: str | None = jpholiday.is_holiday_name(day)
    if name and name.endswith(SUBSTITUTE):
        return SUBSTITUTE
    return name or (YEAR_END if (day.month, day.day) in _TURN else "")


def is_closed(day: date) -> bool:
    return day.weekday() >= 5 or bool(holiday_name(day))


def why_closed(day: date) -> str:
    return holiday_name(day) or ("土曜" if day.weekday() == 5 else "日曜" if day.weekday() == 6 else "")


def same_weekday_when_open(day: date) -> date:
    """The day itself, or the same weekday of the first week in which the office is open on it."""
    while is_closed(day):
        day += timedelta(days=7) if day.weekday() < 5 else timedelta(days=7 - day.weekday())
    return day
