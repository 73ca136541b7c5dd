"""一括確認 or 協議, from what was written the day before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.rosters import triage
from conference.rosters.models import Conference, ConferenceState, RowStatus, Track
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
QUIET: dict[str, Any] = {"change": "なし", "last_seen_on": date(2026, 11, 20), "last_policy": "電話を続ける"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, ""),
        ({"last_seen_on": date(2026, 10, 26)}, ""),
        ({"last_seen_on": date(2026, 10, 25)}, triage.NOT_SEEN),
        ({"last_seen_on": None}, triage.UNWRITTEN),
        ({"change": ""}, triage.UNWRITTEN),
        ({"change": "未確認"}, triage.UNSURE),
        ({"change": "あり"}, triage.CHANGED),
        ({"last_policy": ""}, triage.NEW),
        ({"review_on": date(2026, 11, 25)}, triage.OVERDUE),
        ({"plan_review_on": date(2026, 11, 25)}, triage.OVERDUE),
        ({"review_on": date(2026, 11, 26)}, ""),
    ],
)
def test_why_a_row_is_talked_about(session: Session, given: dict[str, Any], reason: str) -> None:
    row = factories.a_row(session, **{**QUIET, **given})
    assert triage.why_discuss(row, row.conference, set()) == reason


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (RowStatus.DECIDED, "継続", ""),
        (RowStatus.DECIDED, "終結", triage.CLOSED),
        (RowStatus.CARRIED_OVER, "次回へ", triage.LEFT),
        (RowStatus.OPEN, "", triage.LEFT),
    ],
)
def test_what_happened_last_time(session: Session, status: RowStatus, kind: str, reason: str) -> None:
    october = factories.a_conference(session, held_on=date(2026, 10, 22))
    earlier = factories.a_row(session, october, status=status)
    factories.a_decision(session, earlier, kind=kind)
    row = factories.a_row(session, household=earlier.household, carried_from=earlier, **QUIET)
    assert triage.why_discuss(row, row.conference, set()) == reason


@pytest.mark.parametrize(
    ("due_on", "state", "is_over"),
    [(date(2026, 11, 25), "", True), (date(2026, 11, 25), "済", False), (date(2026, 11, 26), "未", False)],
)
def test_a_deadline_that_passed(session: Session, due_on: date, state: str, is_over: bool) -> None:
    earlier = factories.a_row(session, factories.a_conference(session, held_on=date(2026, 10, 22)))
    factories.an_assignment(session, factories.a_decision(session, earlier), due_on=due_on, state=state)
    row = factories.a_row(session, household=earlier.household, **QUIET)
    over = triage.overdue_households(session, row.conference, [row])
    assert (row.household_id in over) is is_over


@pytest.fixture
def eve(session: Session) -> Conference:
    """One quiet row on the wrong track, one unwritten row on the wrong track, one quiet and right."""
    made: Conference = factories.a_conference(session)
    factories.a_row(session, made, track=Track.DISCUSS, **QUIET)
    factories.a_row(session, made, track=Track.TOGETHER, last_policy="電話を続ける")
    factories.a_row(session, made, track=Track.TOGETHER, **QUIET)
    session.refresh(made)
    assert len(made.rows) == 3
    session.commit()
    return made


def _fresh(session: Session, conference: Conference) -> list[str]:
    """Tracks as the pages left them; the session lets go of the lock again."""
    session.refresh(conference)
    for row in conference.rows:
        session.refresh(row)
    found = _tracks(conference)
    session.commit()
    return found


def _tracks(conference: Conference) -> list[str]:
    return [row.track for row in conference.rows]


def test_sorting_moves_only_what_stands_wrong(session: Session, eve: Conference) -> None:
    first, second, _ = eve.rows
    moved = triage.sort(session, eve)
    assert (moved.together, moved.discuss) == ([first.id], [second.id])
    assert _tracks(eve) == [Track.TOGETHER, Track.DISCUSS, Track.TOGETHER]


def test_undo_leaves_what_a_hand_has_moved_since(session: Session, eve: Conference) -> None:
    moved = triage.sort(session, eve)
    eve.rows[1].track = Track.TOGETHER
    assert triage.undo(eve, moved) == 1
    assert _tracks(eve) == [Track.DISCUSS, Track.TOGETHER, Track.TOGETHER]


def _form(**given: str) -> dict[str, str]:
    return {"discuss_minutes": "8", "together_minutes": "0.25", "seen_within_days": "31", **given}


def test_a_facilitator_sorts_and_takes_it_back(as_: As, session: Session, eve: Conference) -> None:
    browser = as_(cast.SATO)
    page = browser.get("rosters.sorting", conference_id=eve.id)
    assert "2件を一括確認、1件を協議に振り分ける" in page.words
    assert "未入力 1" in page.words
    told = browser.post("rosters.sort", _form(discuss_minutes="１０分"), conference_id=eve.id)
    assert "1件を一括確認へ、1件を協議へ移しました。" in told.notices[0]
    assert _fresh(session, eve)[0] == Track.TOGETHER
    undo = told.soup.select_one(".notice form")
    assert undo is not None
    assert "2件を振り分ける前に戻しました。" in browser.post(str(undo["action"])).notices
    assert _fresh(session, eve) == [Track.DISCUSS, Track.TOGETHER, Track.TOGETHER]


def test_the_bar_is_red_when_the_meeting_is_too_long(as_: As, session: Session, eve: Conference) -> None:
    browser = as_(cast.SATO)
    browser.post("rosters.sort", _form(discuss_minutes="130", only="minutes"), conference_id=eve.id)
    page = browser.get("rosters.roster", conference_id=eve.id)
    over = page.soup.select_one("#figures .over")
    assert over is not None
    assert over.get_text() == "見込み130.5分/120分 超過"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("discuss_minutes", "八分"),
        ("together_minutes", "-1"),
        ("discuss_minutes", "999"),
        ("seen_within_days", "0"),
    ],
)
def test_odd_minutes_keep_their_text(as_: As, eve: Conference, name: str, text: str) -> None:
    page = as_(cast.SATO).post("rosters.sort", _form(**{name: text}), conference_id=eve.id)
    assert page.status == 422
    assert f'value="{text}"' in page.text


@pytest.mark.parametrize(
    ("text", "minutes"), [("12", 12.0), ("", None), ("１５分", 15.0), ("たくさん", None)]
)
def test_minutes_of_one_row(
    as_: As, session: Session, eve: Conference, text: str, minutes: float | None
) -> None:
    row = eve.rows[0]
    as_(cast.SATO).post("rosters.row_minutes", {"minutes": text}, row_id=row.id)
    session.refresh(row)
    assert row.minutes == minutes


def test_a_confirmed_record_is_not_sorted(as_: As, session: Session, eve: Conference) -> None:
    eve.state = ConferenceState.CONFIRMED
    session.commit()
    assert as_(cast.SATO).post("rosters.sort", _form(), conference_id=eve.id).status == 409


@pytest.mark.parametrize("actor", [cast.SUZUKI, cast.TANAKA, cast.KANRI])
def test_sorting_is_for_facilitators(as_: As, eve: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("rosters.sorting", conference_id=eve.id).status == 403
    assert as_(actor).post("rosters.sort", _form(), conference_id=eve.id).status == 403


def test_who_looked_at_the_reasons_is_kept(as_: As, session: Session, eve: Conference) -> None:
    as_(cast.SATO).get("rosters.sorting", conference_id=eve.id)
    seen = set(session.scalars(select(AuditEvent.household_id).where(AuditEvent.action == "row_viewed")))
    assert seen == {row.household_id for row in eve.rows}
