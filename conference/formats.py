"""Jinja filters: dates in 和暦, times, ages as of a day."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from conference import era


def long_date(day: date | None) -> str:
    """令和8年12月1日(火); 未定 when there is none."""
    return era.format_date(day) if day else "未定"


def short_date(day: date | None) -> str:
    return era.format_short(day) if day else "未定"


def month_day(day: date | None) -> str:
    return era.format_month_day(day) if day else "未定"


def clock(moment: datetime | None) -> str:
    """9:05."""
    return f"{moment.hour}:{moment.minute:02}" if moment else ""


def moment(moment: datetime | None) -> str:
    """R8.11.21 9:05; まだ when it has not happened."""
    return f"{era.format_short(moment.date())} {clock(moment)}" if moment else "まだ"


def fiscal_year_label(day: date) -> str:
    """令和8年度."""
    first = date(era.fiscal_year(day), 4, 1)
    return era.format_date(first, weekday=False).partition("年")[0] + "年度"


def age_on(birth_date: date | None, on: date) -> str:
    """The 学年 or 月齢 the office speaks of, as of that day; nothing when no birth date is known."""
    return era.age_label_on(birth_date, on) if birth_date else ""


FILTERS = (long_date, short_date, month_day, clock, moment, fiscal_year_label, age_on)


def init_app(app: Flask) -> None:
    for made in FILTERS:
        app.jinja_env.filters[made.__name__] = made
