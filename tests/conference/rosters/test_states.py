"""The life of a conference, and where its open rows go."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from conference.decisions import edits
from conference.decisions.edits import Editor
from conference.rosters import carrying, service, states
from conference.rosters.models import Conference, ConferenceState, Rhythm, Row, RowStatus, Track
from conference.rosters.states import StepNotOpen
from tests import cast, factories

NOW = datetime(2026, 11, 26, 15, 40)  # noqa: DTZ001
S = ConferenceState


@pytest.mark.parametrize(
    ("state", "name", "goal"),
    [
        (S.PREPARING, "send", S.SENT),
        (S.SENT, "unsend", S.PREPARING),
        (S.PREPARING, "begin", S.IN_SESSION),
        (S.SENT, "begin", S.IN_SESSION),
        (S.IN_SESSION, "close", S.REVIEWING),
        (S.REVIEWING, "resume", S.IN_SESSION),
        (S.REVIEWING, "confirm", S.CONFIRMED),
        (S.CONFIRMED, "reopen", S.REVIEWING),
    ],
)
def test_steps(session: Session, state: S, name: str, goal: S) -> None:
    conference = factories.a_conference(session, state=state)
    assert states.step(session, conference, name, NOW) is goal


@pytest.mark.parametrize(
    ("state", "name", "reason"),
    [
        (S.PREPARING, "close", "it has not begun"),
        (S.IN_SESSION, "confirm", "first 閉会"),
        (S.CONFIRMED, "resume", "first 確定を解く"),
        (S.CONFIRMED, "begin", "it is over"),
        (S.REVIEWING, "reopen", "it is open"),
    ],
)
def test_a_step_from_elsewhere_is_refused(session: Session, state: S, name: str, reason: str) -> None:
    conference = factories.a_conference(session, state=state)
    with pytest.raises(StepNotOpen):
        states.step(session, conference, name, NOW)
    assert conference.state == state, reason


@pytest.fixture
def held(session: Session) -> Conference:
    """In session: one row decided, one open, one put off, one talked about without an end."""
    conference: Conference = factories.a_conference(session, state=S.IN_SESSION)
    for status in (RowStatus.DECIDED, RowStatus.OPEN, RowStatus.CARRIED_OVER, RowStatus.IN_DISCUSSION):
        factories.a_row(session, conference, status=status, last_policy="前からの方針")
    session.refresh(conference)
    return conference


@pytest.fixture
def december(session: Session) -> Conference:
    made: Conference = factories.a_conference(session, held_on=date(2026, 12, 24))
    return made


def test_closing_carries_what_is_open(session: Session, held: Conference, december: Conference) -> None:
    held.next_conference_id = december.id
    states.step(session, held, "close", NOW)
    carried = [row.carried_from for row in december.rows]
    assert carried == held.rows[1:]
    assert [row.last_policy for row in december.rows] == ["前からの方針"] * 3
    assert [row.position for row in december.rows] == [1, 2, 3]


def test_without_a_next_conference_rows_wait(session: Session, held: Conference) -> None:
    states.step(session, held, "close", NOW)
    assert carrying.waiting_rows(session) == held.rows[1:]


def test_a_new_conference_of_any_series_collects_them(session: Session, held: Conference) -> None:
    states.step(session, held, "close", NOW)
    weekly = factories.a_series(session, "合同ケース会議 週", Rhythm.WEEKLY)
    new = factories.a_conference(session, series=weekly, held_on=date(2026, 12, 3))
    carrying.collect(session, new, ["waiting"])
    assert [row.carried_from for row in new.rows] == held.rows[1:]
    assert carrying.waiting_rows(session) == []


def test_back_to_the_session_takes_untouched_rows_back(
    session: Session, held: Conference, december: Conference
) -> None:
    held.next_conference_id = december.id
    states.step(session, held, "close", NOW)
    touched = december.rows[0]
    editor = Editor(cast.enter(session, cast.SATO), NOW)
    edits.save(session, editor, touched, "situation", "もう書いた", 0)
    states.step(session, held, "resume", NOW)
    assert december.rows == [touched]


def test_closing_twice_carries_once(session: Session, held: Conference, december: Conference) -> None:
    held.next_conference_id = december.id
    states.step(session, held, "close", NOW)
    states.step(session, held, "resume", NOW)
    states.step(session, held, "close", NOW)
    assert len(december.rows) == 3


def test_sources_count_each_household_once(session: Session, held: Conference, december: Conference) -> None:
    decided = held.rows[0]
    factories.a_decision(session, decided, next_conference_on=date(2026, 12, 24))
    states.step(session, held, "close", NOW)
    found = carrying.sources(session, december)
    assert [(source.name, len(source.rows)) for source in found] == [("waiting", 3), ("due", 1), ("again", 0)]


def test_a_closed_case_is_not_on_the_next_roster(session: Session, december: Conference) -> None:
    held = factories.a_conference(session, state=S.REVIEWING)
    row = factories.a_row(session, held, status=RowStatus.DECIDED)
    factories.a_decision(session, row, kind="終結", closure_kind="支援終結")
    assert all(source.rows == () for source in carrying.sources(session, december))


def test_the_carried_row_knows_the_decided_policy(session: Session, december: Conference) -> None:
    row = factories.a_row(
        session, factories.a_conference(session, state=S.REVIEWING), status=RowStatus.DECIDED
    )
    factories.a_decision(session, row, policy="訪問を週1回に増やす。")
    made = carrying.continue_row(session, december, row)
    assert (made.last_policy, made.situation, made.carried_from) == (
        "訪問を週1回に増やす。",
        row.situation,
        row,
    )


def test_taking_up_another_row_lets_an_empty_one_go(session: Session, held: Conference) -> None:
    first, second = held.rows[1], held.rows[3]
    states.take_up(first, NOW)
    assert (first.status, second.status) == (RowStatus.IN_DISCUSSION, RowStatus.OPEN)


@pytest.mark.parametrize(
    ("index", "track", "reason"),
    [(0, Track.DISCUSS, "it is decided"), (1, Track.TOGETHER, "it waits for 一括確認")],
)
def test_some_rows_are_not_taken_up(
    session: Session, held: Conference, index: int, track: Track, reason: str
) -> None:
    row: Row = held.rows[index]
    row.track = track
    assert not states.take_up(row, NOW), reason


def test_a_conference_for_one_household_is_in_session_at_once(session: Session) -> None:
    household = factories.a_household(session)
    conference = service.open_for_one(session, household, cast.enter(session, cast.SUZUKI), NOW)
    assert (conference.state, conference.series.rhythm, len(conference.rows)) == (S.IN_SESSION, "随時", 1)
    assert [each.name for each in conference.attendances] == ["鈴木 花"]
