"""The eras with the days they really covered, and dates written with them.

Pure: no Flask, no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Era:
    """One era with the days it really covered."""

    name: str
    letter: str
    code: str  # the digit that resident registers put before yymmdd
    first: date
    last: date

    def year_of(self, number: int) -> int:
        return self.first.year + number - 1


ERAS = (
    Era("令和", "R", "5", date(2019, 5, 1), date.max),
    Era("平成", "H", "4", date(1989, 1, 8), date(2019, 4, 30)),
    Era("昭和", "S", "3", date(1926, 12, 25), date(1989, 1, 7)),
    Era("大正", "T", "2", date(1912, 7, 30), date(1926, 12, 24)),
)
WEEKDAYS = "月火水木金土日"


def era_of(day: date) -> Era | None:
    """The era a day belongs to; None before 大正."""
    return next((era for era in ERAS if day >= era.first), None)


def format_date(day: date, *, weekday: bool = True) -> str:
    """令和8年12月1日(火); 令和元年5月1日(水)."""
    era = era_of(day)
    number = day.year - era.first.year + 1 if era else 0
    year = f"{era.name}{'元' if number == 1 else number}" if era else str(day.year)
    return f"{year}年{day.month}月{day.day}日" + (f"({WEEKDAYS[day.weekday()]})" if weekday else "")


def format_short(day: date) -> str:
    """R8.12.1."""
    era = era_of(day)
    year = f"{era.letter}{day.year - era.first.year + 1}" if era else str(day.year)
    return f"{year}.{day.month}.{day.day}"


def format_month_day(day: date) -> str:
    """12/1, for tables whose year is plain."""
    return f"{day.month}/{day.day}"
