"""Which turn belongs to which meeting, and whose turn an empty day is."""

from __future__ import annotations

from datetime import date

import pytest

from conference.calendars.rhythm import OwnDay, coming_days
from conference.rosters.models import Rhythm
from conference.turns.days import Meeting, in_turn, paired

OCT, NOV = date(2026, 10, 14), date(2026, 11, 11)
MONTHLY, WEEKLY, AD_HOC = Rhythm.MONTHLY, Rhythm.WEEKLY, Rhythm.AD_HOC


def _meeting(number: int, held_on: date, meant: date | None = None) -> Meeting:
    return Meeting(number, held_on, meant or held_on)


PAIRS = [
    (MONTHLY, [OCT, NOV], [_meeting(1, OCT), _meeting(2, NOV)], {0: 1, 1: 2}, "each on its day"),
    (MONTHLY, [OCT], [_meeting(1, date(2026, 10, 21), OCT)], {0: 1}, "moved by a week: its turn goes with it"),
    (MONTHLY, [OCT, NOV], [_meeting(1, date(2026, 11, 4), OCT)], {0: 1}, "moved into November it is October's still"),
    (MONTHLY, [OCT], [_meeting(1, date(2026, 10, 20))], {0: 1}, "made on another day of the month"),
    (MONTHLY, [OCT], [_meeting(1, date(2026, 12, 9))], {}, "another month's"),
    (WEEKLY, [date(2026, 10, 13)], [_meeting(1, date(2026, 10, 15))], {0: 1}, "made on another day of the week"),
    (WEEKLY, [date(2026, 10, 13)], [_meeting(1, date(2026, 10, 20))], {}, "the next week's"),
    (AD_HOC, [OCT], [_meeting(1, date(2026, 10, 15))], {}, "随時 has only its day"),
    (MONTHLY, [OCT], [_meeting(1, date(2026, 10, 7)), _meeting(2, OCT)], {0: 2}, "two in a month: the one of the day"),
]  # fmt: skip


@pytest.mark.parametrize(("rhythm", "turns", "meetings", "pairs", "reason"), PAIRS)
def test_a_turn_finds_its_meeting(
    rhythm: str, turns: list[date], meetings: list[Meeting], pairs: dict[int, int], reason: str
) -> None:
    assert paired(rhythm, enumerate(turns), meetings) == pairs, reason


@pytest.mark.parametrize(
    ("standing", "names", "given", "reason"),
    [
        (["", "", ""], ["甲", "乙"], ["甲", "乙", "甲"], "round and round"),
        (["甲", "", ""], ["甲", "乙", "丙"], ["甲", "乙", "丙"], "goes on after who stands before"),
        (["", "丙", ""], ["甲", "乙", "丙"], ["甲", "丙", "甲"], "who stands in between stays, and counts"),
        (["丁", ""], ["甲", "乙"], ["丁", "甲"], "somebody from outside the round does not move it"),
    ],
)
def test_in_turn(standing: list[str], names: list[str], given: list[str], reason: str) -> None:
    assert in_turn(standing, names) == given, reason


def test_the_days_ahead_keep_their_place_in_the_month() -> None:
    """The second Monday, though October's is a holiday and the meeting goes to the third."""
    days = coming_days(MONTHLY, OwnDay.of(date(2026, 9, 14)), date(2026, 9, 15))
    found = [next(days) for _ in range(3)]
    assert [meant for _, meant in found] == [date(2026, 10, 12), date(2026, 11, 9), date(2026, 12, 14)]
    assert found[0][0] == date(2026, 10, 19)


def test_a_week_that_moves_onto_the_next_is_told_once() -> None:
    days = coming_days(WEEKLY, OwnDay.of(date(2026, 10, 5)), date(2026, 10, 6))
    assert [next(days)[0] for _ in range(3)] == [date(2026, 10, 19), date(2026, 10, 26), date(2026, 11, 2)]


def test_ad_hoc_has_no_days() -> None:
    assert list(coming_days(AD_HOC, OwnDay.of(OCT), OCT)) == []
