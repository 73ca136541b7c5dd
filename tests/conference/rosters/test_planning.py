"""How long a meeting will take."""

from __future__ import annotations

import pytest

import conference.tables  # noqa: F401 - a row can only be made once every table is known
from conference.rosters.models import Conference, Row, Track
from conference.rosters.planning import in_minutes, plan_of


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
