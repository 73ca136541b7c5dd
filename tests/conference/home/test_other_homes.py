"""The first page of 研修担当 and of a participant from outside: what they come for, and no name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.invitations.models import RowQuestion
from conference.people.models import Person
from conference.point_edits.models import EditState, PointEdit
from conference.rosters.models import ConferenceState, Row
from conference.unfound.models import UnfoundSearch
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
AT = datetime.combine(date(2026, 11, 20), time(9))
ASKED = "休み時間の様子を聞いておいてください。"


@pytest.fixture
def row(session: Session) -> Row:
    """One family that the school is asked about, one that it is not."""
    conference = factories.a_conference(session)
    made: Row = factories.a_row(session, conference, household=factories.a_household(session, name="春野"))
    other = factories.a_row(session, conference, household=factories.a_household(session, name="夏木"))
    school = cast.enter(session, cast.TANAKA)
    factories.share(session, made, school)
    session.add_all(RowQuestion(row_id=each.id, text=ASKED, at=AT) for each in (made, other))
    session.commit()
    return made


def test_a_participant_sees_what_is_asked_of_him(as_: As, session: Session, row: Row) -> None:
    page = as_(cast.TANAKA).get("home.index")
    assert page.words.count(ASKED) == 1
    assert "案内の来ている会議 1 件" in page.words
    assert "まだ読んでいません" in page.words
    assert all(name not in page.text for name in ("春野", "夏木"))
    seen = select(AuditEvent.household_id).where(AuditEvent.action == "home_viewed")
    assert session.scalars(seen).all() == [row.household_id]


def test_said_to_be_read_it_stands_there(as_: As, row: Row) -> None:
    school = as_(cast.TANAKA)
    school.post("invitations.mark_read", conference_id=row.conference_id)
    assert "まだ読んでいません" not in school.get("home.index").words


@pytest.mark.parametrize("why", ["no ground", "consent has ended", "closed", "past"])
def test_a_meeting_that_opens_nothing_is_not_there(as_: As, session: Session, row: Row, why: str) -> None:
    row = session.merge(row)
    if why == "no ground":
        row.shares.clear()
    elif why == "consent has ended":
        row.shares[0].ground, row.shares[0].consented_on = "本人同意", date(2026, 4, 1)
        row.shares[0].consent_until = date(2026, 11, 20)
    elif why == "closed":
        row.conference.state = ConferenceState.REVIEWING
    else:
        row.conference.held_on = date(2026, 11, 20)
    session.commit()
    page = as_(cast.TANAKA).get("home.index")
    assert "今はありません。" in page.words
    assert ASKED not in page.text


def test_a_trainer_sees_her_edits_and_what_nobody_found(as_: As, session: Session) -> None:
    trainer, other = cast.enter(session, cast.NISHIMURA), cast.enter(session, cast.SUZUKI)
    for state in (EditState.WAITING, EditState.PUBLISHED, EditState.RETURNED):
        session.add(_an_edit(trainer, state))
    session.add(_an_edit(other, EditState.WRITING))
    session.add_all(
        UnfoundSearch(words="夜の通訳", mark=str(each), month=date(2026, 11, 1)) for each in range(3)
    )
    session.commit()
    page = as_(cast.NISHIMURA).get("home.index")
    tags = [each.text.strip() for each in page.soup.select("[aria-labelledby=edits] .tag")]
    assert tags == ["▲ 差し戻し", "▶ 承認待ち"]
    assert "夜の通訳 3 人" in page.words


def _an_edit(author: Person, state: EditState) -> PointEdit:
    return PointEdit(
        point_id="p1-1", author_id=author.id, state=state, base="", text="", started_at=AT, saved_at=AT
    )


def test_a_trainer_has_the_same_where_there_is_only_the_library(library_app: Flask) -> None:
    page = Browser(library_app).sign_in(cast.NISHIMURA.login).get("home.index")
    assert "三つの90分研修" in page.words
