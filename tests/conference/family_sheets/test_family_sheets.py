"""The paper for a family: its own words and decisions only; and the 概要 of one row on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.briefs.models import Brief
from conference.decisions.models import Talk
from conference.rosters.models import Row
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def row(session: Session) -> Row:
    meeting = factories.a_conference(session)
    meeting.series.family_seat = True
    family = factories.a_household(session, name="春野", lead_worker="鈴木")
    made: Row = factories.a_row(session, meeting, household=family, situation="母は眠れていない。")
    factories.a_row(session, meeting, household=factories.a_household(session, name="夏木"))
    made.talk = Talk(family_wish="昼からなら行きたい", advice="山田先生：急がない")
    session.add(Brief(row_id=made.id, life="朝は起きられない", at_hand="児童記録票 3頁"))
    factories.an_assignment(session, factories.a_decision(session, made, policy="朝の訪問を続けます。"))
    session.commit()
    return made


def test_the_familys_paper_says_what_it_may(as_: As, row: Row) -> None:
    page = as_(cast.SUZUKI).get("family_sheets.sheet", row_id=row.id)
    paper = page.soup.select_one("article").get_text(" ")  # type: ignore[union-attr]
    for said in ("春野", "昼からなら行きたい", "朝の訪問を続けます。", "鈴木：朝の訪問（12/10まで）"):
        assert said in paper
    for kept in ("夏木", "眠れていない", "山田先生", "起きられない"):
        assert kept not in page.text


def test_a_family_that_is_not_told(as_: As, session: Session, row: Row) -> None:
    assert "家族には伝えない" not in as_(cast.SUZUKI).get("family_sheets.sheet", row_id=row.id).words
    row.decision.family_not_told = True  # type: ignore[union-attr]
    session.commit()
    assert "家族には伝えない" in as_(cast.SUZUKI).get("family_sheets.sheet", row_id=row.id).words


def test_the_panel_leads_there_where_the_family_has_a_seat(as_: As, session: Session, row: Row) -> None:
    assert "家族に渡す紙" in as_(cast.SUZUKI).get("rosters.panel", row_id=row.id).words
    row.conference.series.family_seat = False
    session.commit()
    assert "家族に渡す紙" not in as_(cast.SUZUKI).get("rosters.panel", row_id=row.id).words


def test_an_undecided_row_has_empty_lines_to_write_on(as_: As, row: Row) -> None:
    page = as_(cast.SUZUKI).get("family_sheets.sheet", row_id=row.id + 1)
    assert [each.get_text().strip() for each in page.soup.select("textarea")] == ["", "", "", ""]


def test_one_rows_brief_on_paper_is_numbered(as_: As, session: Session, row: Row) -> None:
    page = as_(cast.SUZUKI).get("briefs.brief", row_id=row.id)
    sheet = page.soup.select_one(".brief-sheet").get_text(" ")  # type: ignore[union-attr]
    assert ("朝は起きられない" in sheet, "児童記録票 3頁" in sheet) == (True, True)
    assert "春野" not in page.words
    seen = select(AuditEvent.household_id).where(AuditEvent.action == "brief_printed")
    assert session.scalars(seen).all() == [row.household_id]
    session.commit()
