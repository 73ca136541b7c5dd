"""The first page: what this person owes comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.home import service
from conference.households.models import HouseholdWorker
from conference.rosters.models import ConferenceState, RowStatus
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
TODAY = date(2026, 11, 21)


def test_a_worker_is_asked_for_her_households_only(session: Session) -> None:
    conference = factories.a_conference(session)
    mine = factories.a_row(session, conference, household=factories.a_household(session, lead_worker="鈴木"))
    shared = factories.a_household(session, lead_worker="ほかの人")
    suzuki = cast.enter(session, cast.SUZUKI)
    session.add(HouseholdWorker(household_id=shared.id, person_id=suzuki.id))
    also_mine = factories.a_row(session, conference, household=shared)
    factories.a_row(session, conference, household=factories.a_household(session, lead_worker="乾"))
    owed = service.owed_by(session, suzuki, TODAY)
    assert (owed.to_write, owed.days_left) == ([mine, also_mine], 5)


@pytest.mark.parametrize(
    ("change", "seen", "owes", "reason"),
    [
        ("", None, True, "nothing is written"),
        ("なし", None, True, "when they were last met is not written"),
        ("", TODAY, True, "what changed is not written"),
        ("あり", TODAY, False, "both are"),
        ("未確認", None, False, "it is said that nobody knows"),
    ],
)
def test_what_is_owed(session: Session, change: str, seen: date | None, owes: bool, reason: str) -> None:
    assert service.is_unwritten(factories.a_row(session, change=change, last_seen_on=seen)) is owes, reason


def test_deadlines_come_overdue_first_and_done_ones_not_at_all(session: Session) -> None:
    suzuki = cast.enter(session, cast.SUZUKI)
    decision = factories.a_decision(session, factories.a_row(session))
    for what, days, state in (
        ("来月", 30, ""),
        ("先週", -7, "未"),
        ("済んだ", -9, "済"),
        ("要らない", -9, "不要"),
    ):
        factories.an_assignment(
            session, decision, what=what, due_on=TODAY + timedelta(days=days), state=state, person=suzuki
        )
    factories.an_assignment(session, decision, what="期限なし", due_on=None, person=suzuki)
    factories.an_assignment(session, decision, what="よその人の", person=cast.enter(session, cast.INUI))
    owed = service.owed_by(session, suzuki, TODAY)
    assert [each.role.what for each in owed.deadlines] == ["先週", "来月", "期限なし"]
    assert (owed.overdue, owed.this_week) == (1, 0)


def test_a_role_taken_over_is_asked_once(session: Session) -> None:
    suzuki, household = cast.enter(session, cast.SUZUKI), factories.a_household(session)
    for day in (date(2026, 10, 22), date(2026, 11, 19)):
        row = factories.a_row(session, factories.a_conference(session, held_on=day), household=household)
        factories.an_assignment(session, factories.a_decision(session, row), person=suzuki)
    assert len(service.owed_by(session, suzuki, TODAY).deadlines) == 1


def test_plans_to_evaluate_within_a_month(session: Session) -> None:
    suzuki = cast.enter(session, cast.SUZUKI)
    for days in (-3, 20, 60):
        row = factories.a_row(session, household=factories.a_household(session, lead_worker="鈴木 花"))
        factories.a_decision(session, row, plan_review_on=TODAY + timedelta(days=days))
    closed = factories.a_row(session, household=factories.a_household(session, lead_worker="鈴木"))
    factories.a_decision(session, closed, kind="終結", plan_review_on=TODAY)
    assert len(service.owed_by(session, suzuki, TODAY).plans) == 2


def test_a_facilitator_sees_what_is_not_ready(session: Session) -> None:
    conference = factories.a_conference(session)
    for worker in ("鈴木", "鈴木", "乾"):
        factories.a_row(session, conference, household=factories.a_household(session, lead_worker=worker))
    past = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.REVIEWING)
    left = factories.a_row(session, past)
    decided = factories.a_row(session, past, status=RowStatus.DECIDED)
    factories.an_assignment(
        session, factories.a_decision(session, decided, review_on=date(2026, 11, 1)), due_on=date(2026, 11, 1)
    )
    found = service.overview(session, TODAY)
    assert found.conference is conference
    assert found.unwritten == [("鈴木", 2), ("乾", 1)]
    assert found.waiting == [left]
    assert [each.days_over for each in found.overdue] == [20]
    assert found.reviews_over == [decided]
    assert left in found.dateless
    assert decided not in found.dateless
    assert found.plan is not None
    assert found.plan.text == "見込み24分/120分"


def test_a_day_from_the_sheet_counts_as_one(session: Session) -> None:
    over = factories.a_row(session, review_on=date(2026, 11, 1))
    found = service.overview(session, TODAY)
    assert (found.reviews_over, found.dateless) == ([over], [])


@pytest.mark.parametrize("actor", cast.CAST)
def test_everybody_has_a_first_page(as_: As, session: Session, actor: cast.Actor) -> None:
    row = factories.a_row(session, household=factories.a_household(session, name="春野", lead_worker="鈴木"))
    factories.an_assignment(
        session, factories.a_decision(session, row), person=cast.enter(session, cast.SUZUKI), due_on=TODAY
    )
    session.commit()
    page = as_(actor).get("home.index")
    assert page.h1 == "ホーム"
    assert not (actor.role.sees_rosters is False and "春野" in page.words)


def test_she_writes_from_here(as_: As, session: Session) -> None:
    row = factories.a_row(session, household=factories.a_household(session, lead_worker="鈴木"))
    session.commit()
    browser = as_(cast.SUZUKI)
    page = browser.get("home.index")
    assert "会議までに書くこと 1 件" in page.words
    for field, value in (("change", "なし"), ("last_seen_on", "11/20")):
        assert (
            browser.post(
                "decisions.save", json={"field": field, "value": value, "base": 0}, row_id=row.id
            ).status
            == 200
        )
    assert "書くことはありません。" in browser.get("home.index").words


def test_names_seen_at_home_leave_their_line(as_: As, session: Session) -> None:
    row = factories.a_row(session, household=factories.a_household(session, lead_worker="鈴木"))
    session.commit()
    as_(cast.SUZUKI).get("home.index")
    seen = session.scalars(select(AuditEvent.household_id).where(AuditEvent.action == "home_viewed")).all()
    assert seen == [row.household_id]


def test_the_library_alone_names_nobody(library_app: Flask, session: Session) -> None:
    factories.a_row(session, household=factories.a_household(session, name="春野", lead_worker="鈴木"))
    session.commit()
    page = Browser(library_app).sign_in(cast.SUZUKI.login).get("home.index")
    assert (page.h1, "春野" in page.words) == ("ホーム", False)
