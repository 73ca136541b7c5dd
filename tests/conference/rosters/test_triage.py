"""一括確認 or 協議, from what was written the day before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.briefs.models import Brief
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


@pytest.mark.parametrize(
    ("given", "late", "is_falling", "why", "reason"),
    [
        ({}, [], False, "", "nothing"),
        ({"change": "あり"}, [], True, triage.FALLING, "changed, and less safe"),
        ({"change": "なし"}, [], True, "", "less safe, but nothing has changed"),
        ({"change": "あり"}, [], False, "", "changed only"),
        ({}, [date(2026, 11, 1)], False, "", "one deadline, once"),
        ({}, [date(2026, 11, 1), date(2026, 11, 9)], False, triage.TWICE, "two deadlines"),
        ({}, [date(2026, 10, 1)], False, triage.TWICE, "already over at the last conference"),
    ],
)
def test_why_a_row_is_talked_about_for_longer(
    session: Session, given: dict[str, Any], late: list[date], is_falling: bool, why: str, reason: str
) -> None:
    october = factories.a_row(session, factories.a_conference(session, held_on=date(2026, 10, 22)))
    row = factories.a_row(session, household=october.household, carried_from=october, **{**QUIET, **given})
    assert triage.why_focus(row, late, is_falling=is_falling) == why, reason


@pytest.mark.parametrize(("category", "last_policy", "why"), [
    ("特定妊婦", "", triage.EXPECTING), ("要支援", "", ""), ("特定妊婦", "電話を続ける", ""),
])  # fmt: skip
def test_a_new_pregnancy_at_risk_gets_time(
    session: Session, category: str, last_policy: str, why: str
) -> None:
    member = factories.a_member(name="彩", relation="母", category=category)
    household = factories.a_household(session, members=[member])
    row = factories.a_row(session, household=household, last_policy=last_policy)
    assert triage.why_focus(row, [], is_falling=False) == why


@pytest.mark.parametrize(("now", "is_falling"), [(40, True), (60, False), (70, False), (None, False)])
def test_safety_that_falls(session: Session, now: int | None, is_falling: bool) -> None:
    october = factories.a_row(session, factories.a_conference(session, held_on=date(2026, 10, 22)))
    row = factories.a_row(session, household=october.household)
    session.add_all([Brief(row_id=october.id, safety=60), Brief(row_id=row.id, safety=now)])
    session.flush()
    assert (row.id in triage.falling_rows(session, [row])) is is_falling


def test_a_role_taken_over_is_late_by_its_newest_deadline(session: Session) -> None:
    household = factories.a_household(session)
    for held_on, due_on in ((date(2026, 9, 24), date(2026, 10, 1)), (date(2026, 10, 22), date(2026, 12, 1))):
        row = factories.a_row(session, factories.a_conference(session, held_on=held_on), household=household)
        factories.an_assignment(session, factories.a_decision(session, row), due_on=due_on)
    row = factories.a_row(session, household=household)
    assert triage.late_roles(session, row.conference, [row]) == {}


@pytest.mark.parametrize("text", ["", "12", "12dx", "x12dt", "12dt15", "9" * 20 + "dt"])
def test_an_address_made_by_hand_moves_nothing(text: str) -> None:
    assert triage.Moved.read(text).rows == ()


def test_what_was_moved_fits_an_address() -> None:
    moved = triage.Moved(((12, Track.DISCUSS, Track.FOCUS), (7, Track.FOCUS, Track.TOGETHER)))
    assert triage.Moved.read(moved.text) == moved


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
    assert (moved.to(Track.TOGETHER), moved.to(Track.DISCUSS)) == ([first.id], [second.id])
    assert _tracks(eve) == [Track.TOGETHER, Track.DISCUSS, Track.TOGETHER]


def test_undo_leaves_what_a_hand_has_moved_since(session: Session, eve: Conference) -> None:
    moved = triage.sort(session, eve)
    eve.rows[1].track = Track.TOGETHER
    assert triage.undo(eve, moved) == 1
    assert _tracks(eve) == [Track.DISCUSS, Track.TOGETHER, Track.TOGETHER]


def _form(**given: str) -> dict[str, str]:
    return {
        "discuss_minutes": "8",
        "focus_minutes": "15",
        "together_minutes": "0.25",
        "seen_within_days": "31",
        **given,
    }


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


def test_more_than_one_way_back(as_: As, session: Session, eve: Conference) -> None:
    """By hand to 重点, its longer minutes, and back where it was."""
    row, browser = eve.rows[2], as_(cast.SATO)
    told = browser.post("rosters.set_track", {"track": "重点"}, row_id=row.id)
    assert "「重点」に移しました。" in told.notices[0]
    assert "見込み24分" in told.words
    undo = told.soup.select_one(".notice form")
    assert undo is not None
    browser.post(str(undo["action"]))
    assert _fresh(session, eve)[2] == Track.TOGETHER


def test_the_bar_is_red_when_the_meeting_is_too_long(as_: As, session: Session, eve: Conference) -> None:
    browser = as_(cast.SATO)
    browser.post("rosters.sort", _form(discuss_minutes="130", only="minutes"), conference_id=eve.id)
    page = browser.get("rosters.roster", conference_id=eve.id)
    over = page.soup.select_one("#figures .over")
    assert over is not None
    assert over.get_text() == "見込み131分/120分 超過"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("discuss_minutes", "八分"),
        ("together_minutes", "-1"),
        ("focus_minutes", ""),
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
