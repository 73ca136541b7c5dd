"""Behind or ahead of 進行表, said only where it matters."""

from __future__ import annotations

from datetime import timedelta

import pytest

import conference.tables  # noqa: F401 - a row can only be made once every table is known
from conference.decisions.models import Talk
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from conference.rosters.pace import pace_of
from tests.fakes import A_SATURDAY

DONE, OPEN, TALKED = RowStatus.DECIDED, RowStatus.OPEN, RowStatus.IN_DISCUSSION
BEGAN = A_SATURDAY.replace(hour=14, minute=0)


def _text(states: list[RowStatus], gone: int, **given: object) -> str:
    """Four rows of ten minutes from 14:00; who is talked about has been for two minutes."""
    now = BEGAN + timedelta(minutes=gone)
    rows = [
        Row(
            position=at, status=state, track=Track.DISCUSS,
            opened_at=now - timedelta(minutes=2) if state is TALKED else None,
        )
        for at, state in enumerate(states, start=1)
    ]  # fmt: skip
    standard = {"starts_at": "14:00", "ends_at": "16:00", "break_minutes": 0, "training_minutes": 0}
    meeting = Conference(
        rows=rows, held_on=BEGAN.date(), state=ConferenceState.IN_SESSION, discuss_minutes=10.0,
        together_minutes=0.25, focus_minutes=15.0, **{**standard, **given},
    )  # fmt: skip
    found = pace_of(meeting, meeting.rows, now)
    return found.text if found else ""


@pytest.mark.parametrize(
    ("states", "gone", "given", "text", "reason"),
    [
        ([OPEN] * 4, 20, {}, "", "nobody has begun to talk: 前回決めたこと has no minutes of its own"),
        ([DONE, OPEN, OPEN, OPEN], 12, {}, "", "two minutes are not worth a word"),
        ([DONE, OPEN, OPEN, OPEN], 17, {}, "予定より7分おくれ", "a slow row"),
        ([DONE, DONE, OPEN, OPEN], 15, {}, "予定より5分早い", "two quick ones"),
        ([DONE, TALKED, OPEN, OPEN], 19, {}, "予定より7分おくれ", "its own two minutes are as planned"),
        ([DONE] * 4, 90, {}, "", "through: there is nothing to hurry"),
        ([DONE, DONE, OPEN, OPEN], 28, {"break_minutes": 10}, "", "in the break that was planned"),
        ([DONE, DONE, OPEN, OPEN], 36, {"break_minutes": 10}, "予定より6分おくれ", "a long break"),
        ([DONE, DONE, DONE, OPEN], 44, {"break_minutes": 10}, "予定より4分おくれ", "after the break"),
        ([DONE, OPEN, OPEN, OPEN], 17, {"starts_at": ""}, "", "no planned beginning"),
    ],
)
def test_behind_or_ahead(
    states: list[RowStatus], gone: int, given: dict[str, object], text: str, reason: str
) -> None:
    assert _text(states, gone, **given) == text, reason


def test_what_was_talked_about_before_counts() -> None:
    """Put aside after twelve of ten minutes: ten are used up, two are late."""
    row = Row(position=1, status=OPEN, track=Track.DISCUSS, talk=Talk(spent_seconds=12 * 60))
    meeting = Conference(
        rows=[row, Row(position=2, status=OPEN, track=Track.DISCUSS)], held_on=BEGAN.date(), discuss_minutes=10.0,
        state=ConferenceState.IN_SESSION, starts_at="14:00", ends_at="16:00",
    )  # fmt: skip
    found = pace_of(meeting, meeting.rows, BEGAN + timedelta(minutes=15))
    assert found is not None
    assert found.behind == 5
