"""What dates, times and ages look like on the screen."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conference import formats

A_DAY = date(2026, 12, 1)
A_MOMENT = datetime(2026, 12, 1, 9, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("shown", "expected", "reason"),
    [
        (formats.long_date(A_DAY), "令和8年12月1日(火)", "with its weekday"),
        (formats.long_date(date(2019, 5, 1)), "令和元年5月1日(水)", "the first year is 元年"),
        (formats.long_date(None), "未定", "never blank"),
        (formats.short_date(A_DAY), "R8.12.1", "for tables"),
        (formats.month_day(A_DAY), "12/1", "where the year is plain"),
        (formats.month_day(None), "未定", "never blank"),
        (formats.clock(A_MOMENT), "9:05", "no leading zero on the hour"),
        (formats.moment(A_MOMENT), "R8.12.1 9:05", "day and time"),
        (formats.moment(None), "まだ", "it has not happened"),
        (formats.fiscal_year_label(date(2027, 3, 31)), "令和8年度", "the year ends in March"),
        (formats.fiscal_year_label(date(2027, 4, 1)), "令和9年度", "and begins in April"),
        (formats.age_on(None, A_DAY), "", "no birth date is known"),
        (formats.age_on(date(2017, 6, 3), A_DAY), "小3", "a school child has a grade"),
    ],
)
def test_filters(shown: str, expected: str, reason: str) -> None:
    assert shown == expected, reason
