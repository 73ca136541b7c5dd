"""一覧 over HTTP: who starts with which lines, 済・未 in place, the workbook, and who finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.decisions.models import Assignment
from conference.lists.service import NAMES
from conference.rosters.models import ConferenceState
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
FORMULA = '=HYPERLINK("http://example.invalid","押す")'


@pytest.fixture
def role(session: Session) -> Assignment:
    """春野 is 鈴木's, 夏木 is 乾's; one role is overdue, on a confirmed record."""
    meeting = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    for name, worker in (("春野", "鈴木"), ("夏木", "乾")):
        row = factories.a_row(
            session, meeting, household=factories.a_household(session, name=name, lead_worker=worker)
        )
        decision = factories.a_decision(session, row, policy=FORMULA, plan_review_on=date(2026, 12, 1))
        made = factories.an_assignment(session, decision, who=worker, what=FORMULA, due_on=date(2026, 11, 1))
    session.commit()
    return made  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("actor", [cast.SATO, cast.TAKAGI, cast.SUZUKI, cast.INUI])
def test_every_list_opens(as_: As, role: Assignment, actor: cast.Actor, name: str) -> None:
    assert NAMES[name].title in as_(actor).get("lists.shown", name=name).h1


def test_a_worker_starts_on_her_own_and_may_see_all(as_: As, role: Assignment) -> None:
    browser = as_(cast.SUZUKI)
    own, every = browser.get("/lists"), browser.get("/lists?worker=all")
    assert ("春野" in own.words, "夏木" in own.words) == (True, False)
    assert ("春野" in every.words, "夏木" in every.words) == (True, True)
    assert "夏木" in as_(cast.SATO).get("/lists").words


@pytest.mark.parametrize(
    "asked",
    ["worker=9999999", "worker='", "months=x", "year=99999999999", "year=020260", "function=x", "by=x"],
)
def test_odd_questions_are_answered(as_: As, role: Assignment, asked: str) -> None:
    for name in NAMES:
        assert as_(cast.SATO).get(f"/lists/{name}?{asked}").status == 200


def test_done_is_said_in_place_even_after_confirming(as_: As, role: Assignment, session: Session) -> None:
    browser = as_(cast.INUI)
    page = browser.get("/lists/roles")
    field = page.soup.select_one("[data-panel] input[value=済]")
    assert field is not None
    sent = {"field": field["data-field"], "value": "済", "base": int(str(field["data-number"]))}
    assert browser.post("decisions.save", json=sent, row_id=role.decision.row_id).status == 200
    assert "済んでいない役割はありません。" in browser.get("/lists/roles").words


def test_the_workbook_runs_nothing_and_names_nobody_in_its_name(as_: As, role: Assignment) -> None:
    page = as_(cast.SATO).get("lists.workbook", name="roles")
    assert "ichiran-roles-20261121.xlsx" in page.answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(page.answer.get_data()))
    cells = [cell for row in book.active for cell in row]  # type: ignore[union-attr]
    risky = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert len(risky) == 2
    assert {(cell.data_type, cell.quotePrefix) for cell in risky} == {("s", True)}


def test_seeing_and_taking_leave_a_line_per_household(as_: As, role: Assignment, session: Session) -> None:
    browser = as_(cast.SATO)
    browser.get("lists.shown", name="plans")
    browser.get("lists.workbook", name="plans")
    seen = session.execute(
        select(AuditEvent.action, AuditEvent.household_id).where(AuditEvent.action.like("list_%"))
    )
    households = set(
        session.scalars(select(AuditEvent.household_id).where(AuditEvent.action == "list_viewed"))
    )
    assert len(households) == 2
    assert sorted(action for action, _ in seen) == ["list_exported"] * 2 + ["list_viewed"] * 2


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_no_list(as_: As, role: Assignment, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert [browser.get(f"/lists/{name}").status for name in NAMES] == [403] * len(NAMES)
    assert "一覧" not in [link.get_text() for link in browser.get("/").soup.select("nav a")]


def test_an_unknown_list_is_not_there(as_: As) -> None:
    assert as_(cast.SATO).get("lists.shown", name="x").status == 404


def test_an_empty_office(as_: As) -> None:
    browser = as_(cast.SATO)
    for name in NAMES:
        assert browser.get("lists.shown", name=name).soup.select(".empty"), name
        assert browser.get("lists.workbook", name=name).status == 200
