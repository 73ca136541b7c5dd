"""How long a meeting will take."""

from __future__ import annotations

import pytest

import conference.tables  # noqa: F401 - a row can only be made once every table is known
from conference.rosters.models import Conference, Row, Track
from conference.rosters.planning import in_minutes, plan_of, said


def _conference(starts_at: str = "14:00", ends_at: str = "16:00") -> Conference:
    return Conference(starts_at=starts_at, ends_at=ends_at, discuss_minutes=8.0, together_minutes=0.25)


def test_thirty_households_in_two_hours() -> None:
    rows = [Row(track=Track.TOGETHER) for _ in range(20)] + [Row(track=Track.DISCUSS) for _ in range(10)]
    plan = plan_of(_conference(), rows)
    assert (plan.text, plan.is_over) == ("見込み85分/120分", False)


@pytest.mark.parametrize(
    ("minutes", "is_over", "reason"),
    [(120.0, False, "just fits"), (120.25, True, "a row too many"), (None, False, "eight, as its track")],
)
def test_over(minutes: float | None, is_over: bool, reason: str) -> None:
    assert plan_of(_conference(), [Row(track=Track.DISCUSS, minutes=minutes)]).is_over is is_over, reason


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "available"),
    [
        ("14:00", "16:00", 120),
        ("14:00", "", None),
        ("", "", None),
        ("16:00", "14:00", None),
        ("午後", "16:00", None),
    ],
)
def test_the_minutes_there_are(starts_at: str, ends_at: str, available: int | None) -> None:
    assert plan_of(_conference(starts_at, ends_at), []).available == available


@pytest.mark.parametrize(("minutes", "text"), [(118.0, "118"), (0.25, "0.25"), (7.5, "7.5"), (100.0, "100")])
def test_no_more_digits_than_it_has(minutes: float, text: str) -> None:
    assert in_minutes(minutes) == text


@pytest.mark.parametrize(
    ("rest", "training", "text", "reason"),
    [
        (0, 60, "見込み8分/60分＋研修60分", "the second half is not the rows'"),
        (10, 60, "見込み8分/50分＋研修60分", "nor is the break"),
        (10, 0, "見込み8分/110分", "a break alone is not worth a word"),
        (0, 180, "見込み8分/0分＋研修180分", "longer than the meeting: nothing is left, and it is over"),
    ],
)
def test_what_is_not_the_rows(rest: int, training: int, text: str, reason: str) -> None:
    meeting = _conference()
    meeting.break_minutes, meeting.training_minutes = rest, training
    plan = plan_of(meeting, [Row(track=Track.DISCUSS)])
    assert (plan.text, plan.is_over) == (text, training == 180), reason


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0.25, "15秒"), (0.5, "30秒"), (1.0, "1分"), (1.25, "1分15秒"), (7.5, "7分半"), (8.0, "8分"), (0.0, "")],
)
def test_as_people_say_it(minutes: float, text: str) -> None:
    assert said(minutes) == text
