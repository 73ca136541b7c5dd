"""方針案 reaches those who may read it, and who has answered is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.invitations.drafts import AGREED, carries_draft, drafts_in
from conference.invitations.models import RowComment
from conference.rosters.models import Attendance, Conference, ConferenceState, RowShare
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import FixedClock

As = Callable[[cast.Actor], Browser]
DRAFT = "春野さんと学校で会う"


@pytest.fixture
def meeting(session: Session) -> Conference:
    """春野 has a draft and is shared with 田中; 夏木 has none and is not."""
    people = [cast.enter(session, actor) for actor in (cast.SATO, cast.SUZUKI, cast.TANAKA)]
    seats = [Attendance(name=each.name, agency=each.agency, person_id=each.id) for each in people]
    made: Conference = factories.a_conference(session, attendances=seats)
    row = factories.a_row(session, made, household=factories.a_household(session, name="春野"))
    factories.a_row(session, made, household=factories.a_household(session, name="夏木"))
    session.add(Brief(row_id=row.id, child_draft=DRAFT, at_hand="児童記録票 3頁"))
    factories.share(session, row, people[2])
    session.refresh(made)
    assert [each.position for each in made.rows] == [1, 2]
    session.commit()
    return made


@pytest.mark.parametrize(
    ("ground", "scope", "carried"),
    [
        ("要対協", "", True),  # members of the council prepare together
        ("法令", "", True),
        ("本人同意", "学校での様子と支援方針", True),  # the family has said that it may
        ("本人同意", "学校での様子", False),  # and here it has not
    ],
)
def test_the_ground_decides(ground: str, scope: str, carried: bool) -> None:
    assert carries_draft(RowShare(ground=ground, scope=scope)) is carried


def test_the_office_always_reads_drafts() -> None:
    assert carries_draft(None)
    assert drafts_in(None) == []
    assert drafts_in(Brief(maternal_draft=" ", child_draft="会う")) == [("児童福祉", "会う")]


def test_an_invitation_carries_the_draft_without_names(as_: As, meeting: Conference) -> None:
    pack = as_(cast.TANAKA).get("invitations.own", conference_id=meeting.id).soup.select_one(".pack")
    words = pack.get_text(" ")  # type: ignore[union-attr]
    assert "児童福祉：○○さんと学校で会う" in words
    assert "見る資料：児童記録票 3頁" in words
    assert "春野" not in words


def test_without_a_ground_for_it_no_draft(as_: As, session: Session, meeting: Conference) -> None:
    share = meeting.rows[0].shares[0]
    share.ground, share.scope, share.consented_on = "本人同意", "学校での様子", meeting.held_on.replace(day=1)
    session.commit()
    page = as_(cast.TANAKA).get("invitations.own", conference_id=meeting.id)
    assert ("学校で会う" in page.words, AGREED in page.words, "今回の案" in page.words) == (
        False,
        False,
        False,
    )
    assert len(page.soup.select(".own-row")) == 1


def test_one_press_is_one_answer(as_: As, session: Session, meeting: Conference) -> None:
    browser, row_id = as_(cast.TANAKA), meeting.rows[0].id
    for _ in range(2):
        page = browser.post("invitations.agree", row_id=row_id)
    assert session.query(RowComment).filter_by(row_id=row_id, text=AGREED).count() == 1
    session.commit()
    assert [form for form in page.soup.select("form") if str(form["action"]).endswith("/agree")] == []
    overview = as_(cast.SATO).get("invitations.overview", conference_id=meeting.id)
    lines = [" ".join(line.get_text(" ").split()) for line in overview.soup.select("table.table tbody tr")]
    told = {line.split()[0]: "よい 1 件" in line for line in lines}
    assert told == {"佐藤": False, "鈴木": False, "田中": True}


def test_an_answer_to_an_older_draft_is_no_answer(
    as_: As, session: Session, meeting: Conference, wall_clock: FixedClock
) -> None:
    tanaka, row_id = as_(cast.TANAKA), meeting.rows[0].id
    tanaka.post("invitations.agree", row_id=row_id)
    wall_clock.move(minutes=5)
    asked = {"field": "child_draft", "value": "家で会う", "base": 0}
    assert as_(cast.SUZUKI).post("decisions.save", json=asked, row_id=row_id).status == 200
    own = tanaka.get("invitations.own", conference_id=meeting.id)
    assert "このあと案が変わりました" in own.words
    assert "よい 1 件" not in as_(cast.SATO).get("invitations.overview", conference_id=meeting.id).words
    wall_clock.move(minutes=5)
    assert "このあと案が変わりました" not in tanaka.post("invitations.agree", row_id=row_id).words
    assert "よい 1 件" in as_(cast.SATO).get("invitations.overview", conference_id=meeting.id).words
    assert session.query(RowComment).count() == 1
    session.commit()


def test_a_word_counts_as_an_answer_too(as_: As, meeting: Conference) -> None:
    as_(cast.SUZUKI).post("invitations.comment", {"text": "電話を先に"}, row_id=meeting.rows[0].id)
    assert "意見 1 件" in as_(cast.SATO).get("invitations.overview", conference_id=meeting.id).words


def test_it_can_be_taken_back(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.TANAKA)
    browser.post("invitations.agree", row_id=meeting.rows[0].id)
    made = session.query(RowComment).one()
    session.commit()
    page = browser.post("invitations.take_back_comment", row_id=made.row_id, comment_id=made.id)
    assert AGREED in page.words
    assert session.query(RowComment).count() == 0
    session.commit()


def test_not_after_the_record_is_confirmed(as_: As, session: Session, meeting: Conference) -> None:
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    assert as_(cast.TANAKA).post("invitations.agree", row_id=meeting.rows[0].id).status == 409
    assert as_(cast.TANAKA).post("invitations.agree", row_id=meeting.rows[1].id).status == 404
