"""Dates as an office writes them."""

from __future__ import annotations

from datetime import date

REIWA = date(2019, 5, 1)


def japanese(day: date) -> str:
    """令和8年11月21日; before 令和 the western year."""
    if day < REIWA:
        return f"{day.year}年{day.month}月{day.day}日"
    year = day.year - 2018
    return f"令和{'元' if year == 1 else year}年{day.month}月{day.day}日"
