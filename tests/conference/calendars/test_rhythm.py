"""When a series meets next: its own weekday, holidays skipped, never in the past; and the file for calendars."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice

import pytest

from conference.calendars.holidays import holiday_name, is_closed
from conference.calendars.ics import LONGEST_LINE, calendar_file, escaped, folded
from conference.calendars.rhythm import OwnDay, coming_days, next_day, own_day
from conference.rosters.models import Conference, Rhythm, Series
from tests.fakes import A_SATURDAY

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 9, 22), "国民の休日"),
        (date(2026, 5, 6), "振替休日"),
        (date(2026, 12, 29), "年末年始"),
        (date(2027, 1, 1), "元日"),
        (date(2026, 12, 28), ""),
        (date(2026, 11, 21), ""),
    ],
)
def test_holidays(day: date, name: str) -> None:
    assert holiday_name(day) == name


def test_weekends_are_closed() -> None:
    assert [is_closed(date(2026, 11, day)) for day in (20, 21, 22, 23, 24)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("rhythm", "last", "day", "meant", "reason"),
    [
        (Rhythm.WEEKLY, date(2026, 11, 17), date(2026, 11, 24), date(2026, 11, 24), "a week later"),
        (
            Rhythm.WEEKLY,
            date(2026, 11, 16),
            date(2026, 11, 30),
            date(2026, 11, 23),
            "a holiday: the week after",
        ),
        (Rhythm.WEEKLY, date(2026, 12, 22), date(2027, 1, 5), date(2026, 12, 29), "the turn of the year"),
        (
            Rhythm.WEEKLY,
            date(2026, 9, 1),
            date(2026, 11, 24),
            date(2026, 11, 24),
            "a long pause: none in the past",
        ),
        (Rhythm.MONTHLY, date(2026, 11, 26), date(2026, 12, 24), date(2026, 12, 24), "the fourth Thursday"),
        (Rhythm.MONTHLY, date(2026, 12, 24), date(2027, 1, 28), date(2027, 1, 28), "into the next year"),
        (Rhythm.MONTHLY, date(2026, 12, 31), date(2027, 1, 28), date(2027, 1, 28), "the fifth is the last"),
        (Rhythm.MONTHLY, date(2027, 4, 15), date(2027, 5, 20), date(2027, 5, 20), "the third Thursday"),
        (Rhythm.MONTHLY, date(2026, 10, 23), date(2026, 11, 27), date(2026, 11, 27), "the fourth Friday"),
        (
            Rhythm.MONTHLY,
            date(2026, 12, 7),
            date(2027, 1, 4),
            date(2027, 1, 4),
            "the first Monday is a working day",
        ),
        (
            Rhythm.MONTHLY,
            date(2026, 12, 14),
            date(2027, 1, 18),
            date(2027, 1, 11),
            "成人の日: the week after",
        ),
    ],
)
def test_next_day(rhythm: Rhythm, last: date, day: date, meant: date, reason: str) -> None:
    assert next_day(rhythm, OwnDay.of(last), TODAY) == (day, meant), reason


@pytest.mark.parametrize(
    ("rhythm", "held", "own", "reason"),
    [
        (Rhythm.MONTHLY, [date(2026, 12, 14), date(2027, 1, 18)], date(2027, 1, 11), "成人の日: a week later"),
        (Rhythm.MONTHLY, [date(2026, 10, 26), date(2026, 11, 24)], date(2026, 11, 23), "the day after a holiday"),
        (Rhythm.MONTHLY, [date(2026, 10, 26), date(2026, 11, 20)], date(2026, 11, 23), "the Friday before it"),
        (Rhythm.WEEKLY, [date(2026, 11, 16), date(2026, 11, 24)], date(2026, 11, 23), "a weekly one"),
        (Rhythm.WEEKLY, [date(2026, 11, 2), date(2026, 11, 24)], date(2026, 11, 23), "after a pause"),
        (Rhythm.MONTHLY, [date(2027, 12, 6), date(2028, 1, 17)], date(2028, 1, 3), "two holidays in a row"),
        (Rhythm.WEEKLY, [date(2026, 11, 16), date(2026, 11, 24), date(2026, 12, 1)], date(2026, 12, 1), "from now on"),
        (Rhythm.MONTHLY, [date(2026, 9, 28), date(2026, 10, 27)], date(2026, 10, 27), "it was open: they chose so"),
        (Rhythm.QUARTERLY, [date(2026, 10, 12), date(2027, 2, 5)], date(2027, 2, 5), "weeks after 成人の日"),
        (Rhythm.MONTHLY, [date(2026, 11, 26), date(2026, 11, 20)], date(2026, 11, 20), "planned before the last"),
        (Rhythm.WEEKLY, [date(2026, 11, 14), date(2026, 11, 24)], date(2026, 11, 24), "a Saturday is no holiday"),
        (Rhythm.AD_HOC, [date(2026, 10, 26), date(2026, 11, 24)], date(2026, 11, 24), "no rhythm"),
        (Rhythm.MONTHLY, [date(2026, 11, 24)], date(2026, 11, 24), "the first of all"),
    ],
)  # fmt: skip
def test_a_holiday_does_not_change_the_series_own_day(
    rhythm: Rhythm, held: list[date], own: date, reason: str
) -> None:
    assert own_day(rhythm, held).day == own, reason


OCTOBER, NOVEMBER = date(2026, 10, 29), date(2026, 11, 26)


@pytest.mark.parametrize(
    ("held", "nth", "reason"),
    [
        ([OCTOBER, NOVEMBER], 5, "the fifth, then the fourth of four: the last of each"),
        ([date(2026, 8, 27), date(2026, 9, 24), OCTOBER, NOVEMBER], 5, "two months of four Thursdays before it"),
        ([OCTOBER, NOVEMBER, date(2027, 1, 7)], 5, "the last of December is a holiday: a week later"),
        ([date(2027, 6, 29), date(2027, 7, 27), date(2027, 8, 24)], 4, "the fourth of five: they chose so"),
        ([date(2026, 9, 24), date(2026, 10, 22), NOVEMBER], 4, "always the fourth"),
    ],
)  # fmt: skip
def test_the_last_of_the_month_stays_the_last(held: list[date], nth: int, reason: str) -> None:
    assert own_day(Rhythm.MONTHLY, held).nth == nth, reason


def test_the_last_thursdays_to_come() -> None:
    last = own_day(Rhythm.MONTHLY, [OCTOBER, NOVEMBER])
    days = [day for day, _ in islice(coming_days(Rhythm.MONTHLY, last, date(2027, 6, 1)), 3)]
    assert days == [date(2027, 6, 24), date(2027, 7, 29), date(2027, 8, 26)]


def test_no_rhythm_no_day() -> None:
    assert next_day(Rhythm.AD_HOC, OwnDay.of(TODAY), TODAY) is None


def _conference(**given: str) -> Conference:
    series = Series(name="合同ケース会議, 全体; 2", rhythm="月例")
    return Conference(id=7, series=series, held_on=date(2026, 11, 26), **given)


def test_the_file_says_day_time_and_place() -> None:
    text = calendar_file(
        [_conference(starts_at="14:00", ends_at="16:00", place="2階\n会議室")], A_SATURDAY
    ).decode()
    assert text.split("\r\n")[4:-2] == [
        "BEGIN:VEVENT", "UID:conference-7@chiebukuro.invalid", "DTSTAMP:20261121T053000Z",
        "DTSTART:20261126T050000Z", "DTEND:20261126T070000Z",
        "SEQUENCE:29920650",
        "SUMMARY:合同ケース会議\\, 全体\\; 2（月例）", "LOCATION:2階\\n会議室", "END:VEVENT",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("times", "line", "reason"),
    [
        ({"starts_at": "", "ends_at": ""}, "DTSTART;VALUE=DATE:20261126", "no time: the whole day"),
        ({"starts_at": "14:00", "ends_at": ""}, "DTEND:20261126T070000Z", "no end: two hours"),
        ({"starts_at": "14:00", "ends_at": "13:00"}, "DTEND:20261126T070000Z", "an end before the start"),
        ({"starts_at": "午後", "ends_at": ""}, "DTSTART;VALUE=DATE:20261126", "words for a time"),
    ],
)
def test_times_as_offices_write_them(times: dict[str, str], line: str, reason: str) -> None:
    assert line in calendar_file([_conference(**times)], A_SATURDAY).decode(), reason


def test_long_lines_are_folded_between_letters() -> None:
    pieces = folded("SUMMARY:" + "会" * 60).split(b"\r\n")
    assert all(len(piece) <= LONGEST_LINE for piece in pieces)
    assert "".join(piece.decode().removeprefix(" ") for piece in pieces) == "SUMMARY:" + "会" * 60


def test_escaping() -> None:
    assert escaped("a\\b;c,d\r\ne") == "a\\\\b\\;c\\,d\\ne"
    assert calendar_file([], datetime.fromisoformat("2026-11-21T14:30")).endswith(b"END:VCALENDAR\r\n")
