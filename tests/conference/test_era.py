"""Dates as offices write them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.era import (
    ERAS,
    WEEKDAYS,
    era_of,
    format_date,
    format_short,
    from_serial,
    parse_date,
    read_date,
)

CONFERENCE_DAY = date(2026, 11, 26)
DEC_1 = date(2026, 12, 1)
JUN_14 = date(2017, 6, 14)
DEC_3 = date(2020, 12, 3)

READABLE = [
    ("R8.12.1", DEC_1, "letter and points"),
    ("R8/12/1", DEC_1, "letter and slashes"),
    ("R8-12-1", DEC_1, "letter and hyphens"),
    ("Ｒ８ー１２ー１", DEC_1, "the long-vowel mark typed as a hyphen"),
    ("R08.12.01", DEC_1, "padded"),
    ("r8.12.1", DEC_1, "small letter"),
    ("令和8年12月1日", DEC_1, "written out"),
    ("令和 8年12月 1日", DEC_1, "blanks that line figures up"),
    ("令和８年１２月１日（火）", DEC_1, "full width, weekday in brackets"),
    ("令和8年12月1日火曜日", DEC_1, "weekday without brackets"),
    ("㋿8年12月1日", DEC_1, "the era in one character"),
    ("令和八年十二月一日", DEC_1, "kanji numerals"),
    ("令和8・12・1", DEC_1, "middle dots"),
    ("5081201", DEC_1, "era code and yymmdd, as resident registers write"),
    ("令和8年(2026年)12月1日", DEC_1, "both years, era first"),
    ("2026年(令和8年)12月1日", DEC_1, "both years, western first"),
    ("R8.12.1まで", DEC_1, "a deadline"),
    ("令和元年5月1日", date(2019, 5, 1), "the era's first day"),
    ("R元.5.1", date(2019, 5, 1), "元 after a letter"),
    ("R1.5.1", date(2019, 5, 1), "1 for 元"),
    ("平成31年4月8日", date(2019, 4, 8), "the era's last year"),
    ("平成31年4月30日", date(2019, 4, 30), "the era's last day"),
    ("平成元年1月8日", date(1989, 1, 8), "the day after 昭和"),
    ("昭和64年1月7日", date(1989, 1, 7), "昭和's last day"),
    ("S50.2.3", date(1975, 2, 3), "a parent's birth date"),
    ("T15.12.24", date(1926, 12, 24), "a great-grandparent's"),
    ("Ｈ２９．６．１４", JUN_14, "full width throughout"),
    ("H29.6.14", JUN_14, "half width"),
    ("H29.6.14生", JUN_14, "生 behind a birth date"),
    ("H29.6.14(9歳)", JUN_14, "the age in the same cell"),
    ("H29.6.14\n9歳5か月", JUN_14, "the age on a second line"),
    ("㍻29年6月14日", JUN_14, "㍻"),
    ("平成二十九年六月十四日", JUN_14, "tens and ones in kanji"),
    ("H290614", JUN_14, "letter and yymmdd"),
    ("2020-12-03", DEC_3, "ISO"),
    ("2020/12/3", DEC_3, "slashes"),
    ("2020.12.3", DEC_3, "points"),
    ("2020年12月3日", DEC_3, "western, written out"),
    ("二〇二〇年十二月三日", DEC_3, "western year digit by digit"),
    ("20201203", DEC_3, "eight digits"),
    (20201203, DEC_3, "eight digits that Excel made a number"),
    ("2020-12-03T00:00:00", DEC_3, "a machine's time stamp"),
    ("2020/12/3 0:00", DEC_3, "a date with a time must not become the 30th"),
    (datetime(2020, 12, 3, 13, 30), DEC_3, "a date cell"),  # noqa: DTZ001 - spreadsheet cells have no zone
    (DEC_3, DEC_3, "a date"),
    (44168, DEC_3, "an Excel serial"),
    (44168.5, DEC_3, "a serial with a time of day"),
    ("44168", DEC_3, "a serial that went through csv"),
    ("12/10", date(2026, 12, 10), "month and day: ahead of the conference"),
    ("１２／１０", date(2026, 12, 10), "the same, full width"),
    ("12.10", date(2026, 12, 10), "the same, point"),
    ("12月10日(木)", date(2026, 12, 10), "the same, written out"),
    ("1/22", date(2027, 1, 22), "the new year"),
    ("11/20", date(2026, 11, 20), "just overdue is not next year's"),
    ("7/1", date(2027, 7, 1), "long past means next year"),
]

UNREADABLE = [
    ("13/45", "no such month or day"),
    ("2/29", "no leap year near"),
    ("R8.2.29", "令和8年 is no leap year"),
    ("R8.13.1", "month 13"),
    ("R0.1.1", "an era has no year 0"),
    ("令和9999年1月1日", "beyond the calendar"),
    ("令和8年12月", "no day"),
    ("令和8年度末", "a fiscal year is no day"),
    ("8.12.1", "which era?"),
    ("R8.12.1.5", "a fourth number"),
    ("平成31年(2018年)4月8日", "the two years disagree"),
    (12.1, "12.10 that Excel made a number: the 1st or the 10th?"),
    (3, "a running number"),
    (9_999, "a serial of 1927, more likely an amount"),
    ("夏休み明け", "words"),
    ("9" * 100_000, "a very long cell"),
    ("\ud800R8.12.1", "a lone surrogate"),
    ("R8.12.1\x00", "NUL"),
]

NOTHING_SAID = [None, "", " ", "　", "-", "―", "ー", "未定", "なし", "不明", True]


@pytest.mark.parametrize(("cell", "expected", "reason"), READABLE)
def test_reads(cell: object, expected: date, reason: str) -> None:
    reading = read_date(cell, CONFERENCE_DAY)

    assert (expected, None) == (reading.value, reading.note), reason


@pytest.mark.parametrize(("cell", "reason"), UNREADABLE)
def test_unreadable_is_none_with_a_sentence(cell: object, reason: str) -> None:
    reading = read_date(cell, CONFERENCE_DAY)

    assert reading.value is None, reason
    assert "「" in (reading.note or ""), reason
    assert len(reading.note or "") < 100, reason


@pytest.mark.parametrize("cell", NOTHING_SAID)
def test_a_cell_that_says_nothing_needs_no_sentence(cell: object) -> None:
    reading = read_date(cell, CONFERENCE_DAY)

    assert (reading.value, reading.note) == (None, None)


@pytest.mark.parametrize(
    ("cell", "meant", "reason"),
    [
        ("令和元年4月1日", "平成31年4月1日", "令和 began in May"),
        ("平成31年5月1日", "令和元年5月1日", "平成 ended in April"),
        ("平成32年3月31日", "令和2年3月31日", "written before the new era was known"),
        ("S64.1.8", "平成元年1月8日", "昭和 ended on the 7th"),
        ("H1.1.7", "昭和64年1月7日", "平成 began on the 8th"),
    ],
)
def test_a_day_outside_its_era_is_unreadable_and_the_right_era_is_named(
    cell: str, meant: str, reason: str
) -> None:
    reading = read_date(cell)

    assert reading.value is None, reason
    assert f"{meant}では" in (reading.note or ""), reason


def test_a_wrong_weekday_keeps_the_date_and_asks() -> None:
    reading = read_date("R8.12.1(金)")

    assert reading.value == DEC_1
    assert "火曜日ですが、金曜日" in (reading.note or "")


def test_the_example_shown_can_be_read_in_that_place() -> None:
    assert read_date("13/45", CONFERENCE_DAY).note == (
        "「13/45」を日付として読めません。「12/10」のように書いてください。"
    )
    assert "「R8.12.10」のように" in (read_date("13/45").note or "")


def test_month_and_day_alone_need_a_reference() -> None:
    assert parse_date("12/10") is None


def test_the_1904_date_system_is_four_years_behind() -> None:
    assert from_serial(44168) == from_serial(44168 - 1462, date1904=True) == DEC_3
    assert parse_date(44168 - 1462, date1904=True) == DEC_3


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (DEC_1, "令和8年12月1日(火)", "R8.12.1"),
        (date(2019, 5, 1), "令和元年5月1日(水)", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日(火)", "H31.4.30"),
        (date(1900, 1, 1), "1900年1月1日(月)", "1900.1.1"),
    ],
)
def test_writes(day: date, long: str, short: str) -> None:
    assert long == format_date(day)
    assert short == format_short(day)


def test_eras_follow_each_other_without_a_gap() -> None:
    newest_first = list(ERAS)

    for newer, older in pairwise(newest_first):
        assert (newer.first - older.last).days == 1


@given(st.dates(min_value=ERAS[-1].first, max_value=date(2100, 12, 31)))
def test_what_is_written_is_read_back(day: date) -> None:
    era = era_of(day)
    assert era is not None
    written = [
        format_date(day),
        format_date(day, weekday=False),
        format_short(day),
        day.isoformat(),
        f"{day:%Y%m%d}",
        format_date(day).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        f"{era.letter}{day.year - era.first.year + 1:02}{day:%m%d}",
    ]

    assert {day} == {parse_date(text) for text in written}


@given(st.dates(min_value=date(1928, 1, 1), max_value=date(2100, 12, 31)))
def test_serials_are_read_back(day: date) -> None:
    assert day == parse_date((day - date(1899, 12, 30)).days)


@given(st.dates(min_value=date(2000, 3, 1), max_value=date(2090, 1, 1)), st.integers(-90, 274))
def test_month_and_day_find_the_year_around_the_reference(reference: date, distance: int) -> None:
    day = date.fromordinal(reference.toordinal() + distance)

    assert day == parse_date(f"{day.month}/{day.day}", reference)


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="令和平成元年月日RHS0123456789./-()" + WEEKDAYS),
        st.floats(),
        st.integers(),
    )
)
def test_nothing_typed_breaks_the_reader(cell: object) -> None:
    reading = read_date(cell, CONFERENCE_DAY)

    assert reading.value is None or isinstance(reading.value, date)
