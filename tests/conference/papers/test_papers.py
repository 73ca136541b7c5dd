"""Named paper: every copy has its number and its holder, and what is not back is said in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.papers import service
from conference.papers.models import PaperCopy
from conference.rosters.models import Attendance, Conference, ConferenceState
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """Three who get paper, one who is absent."""
    for actor in cast.CAST:
        cast.enter(session, actor)
    people = [
        Attendance(name="佐藤 恵"),
        Attendance(name="田中 修", agency="さつき野小学校"),
        Attendance(name="乾 真由", kind="欠席"),
        Attendance(name="高木 誠", kind="供覧"),
    ]
    made: Conference = factories.a_conference(session, state=ConferenceState.SENT, attendances=people)
    factories.a_row(session, made)
    session.commit()
    return made


def test_numbers_go_on_and_names_go_round(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    page = browser.get("papers.returns", conference_id=meeting.id)
    assert page.soup.select_one("#count")["value"] == "3"  # type: ignore[index]
    page = browser.post("papers.issue", {"count": "２"}, conference_id=meeting.id)
    assert page.notices == ["No.1から2まで、2部に番号を付けました。"]
    browser.post("papers.issue", {"count": "2"}, conference_id=meeting.id)
    copies = [(each.run, each.number, each.holder) for each in service.copies_of(session, meeting)]
    assert copies == [(1, 1, "佐藤 恵"), (1, 2, "田中 修"), (2, 3, "高木 誠"), (2, 4, "")]


def test_each_copy_says_its_number_on_every_page(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    browser.post("papers.issue", {"count": "3"}, conference_id=meeting.id)
    page = browser.get("papers.printed", conference_id=meeting.id, run=1)
    marks = [each.get_text() for each in page.soup.select("thead .handling")]
    assert marks == [
        f"取扱注意・会議後回収　No. {number} /3　{name}"
        for number, name in ((1, "佐藤 恵"), (2, "田中 修"), (3, "高木 誠"))
    ]
    assert page.soup.select_one(".copy h2").get_text().startswith("合同ケース会議（月例）名簿")  # type: ignore[union-attr]
    assert session.query(AuditEvent).filter_by(action="paper_printed").count() == 2  # the meeting and its row


def test_what_is_not_back_is_said(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    browser.post("papers.issue", {"count": "4"}, conference_id=meeting.id)
    browser.post("papers.returned", copy_id=1, yes=1)
    page = browser.post("papers.returned", copy_id=3, yes=1)
    assert "4部のうち2部が戻りました。まだ戻っていない紙：No.2 田中 修、No.4 予備" in page.words
    page = browser.post("papers.returned", copy_id=3, yes=0)
    assert "4部のうち1部が戻りました。" in page.words
    page = browser.post("papers.all_returned", conference_id=meeting.id)
    assert "4部が全部戻りました。" in page.words


def test_the_facilitator_is_told_when_the_room_is_empty(
    as_: As, session: Session, meeting: Conference
) -> None:
    as_(cast.SATO).post("papers.issue", {"count": "3"}, conference_id=meeting.id)
    assert "戻らない紙" not in as_(cast.SATO).get("home.index").words
    meeting.state, meeting.closed_at = ConferenceState.REVIEWING, A_SATURDAY
    session.commit()
    assert "戻らない紙 月例 11/26 3 部" in as_(cast.SATO).get("home.index").words
    assert "戻らない紙" not in as_(cast.SUZUKI).get("home.index").words
    as_(cast.SATO).post("papers.all_returned", conference_id=meeting.id)
    assert "戻らない紙" not in as_(cast.SATO).get("home.index").words


@pytest.mark.parametrize("count", ["", "0", "61", "-1", "三", "2.5"])
def test_a_number_nobody_can_read(as_: As, session: Session, meeting: Conference, count: str) -> None:
    page = as_(cast.SATO).post("papers.issue", {"count": count}, conference_id=meeting.id)
    assert page.status == 422
    assert "部数は1から60までの数で書いてください。" in page.words
    assert session.query(PaperCopy).count() == 0


def test_a_printing_is_taken_back_until_something_is_back(
    as_: As, session: Session, meeting: Conference
) -> None:
    browser = as_(cast.SATO)
    browser.post("papers.issue", {"count": "2"}, conference_id=meeting.id)
    browser.post("papers.returned", copy_id=1, yes=1)
    assert browser.post("papers.take_back", conference_id=meeting.id, run=1).status == 409
    browser.post("papers.returned", copy_id=1, yes=0)
    page = browser.post("papers.take_back", conference_id=meeting.id, run=1)
    assert "番号を付ける前に戻しました。" in page.notices[0]
    assert session.query(PaperCopy).count() == 0


def test_a_printing_that_is_not_there(as_: As, meeting: Conference) -> None:
    assert as_(cast.SATO).get("papers.printed", conference_id=meeting.id, run=7).status == 404
    assert as_(cast.SATO).post("papers.take_back", conference_id=meeting.id, run=7).status == 404


@pytest.mark.parametrize(
    ("form", "asked", "marked", "reason"),
    [
        ("roster", "", "thead .handling", "as the series writes it up"),
        ("sheets", "", ".leaf .handling", "a sheet for each household"),
        ("roster", "sheets", ".leaf .handling", "this time a sheet for each household"),
        ("sheets", "roster", "thead .handling", "this time the roster"),
        ("decisions", "", "thead .handling", "decisions alone are no paper for the table"),
        ("roster", "decisions", "thead .handling", "nor when asked for"),
    ],
)
def test_copies_are_numbered_in_the_shape_that_is_handed_out(
    as_: As, session: Session, meeting: Conference, form: str, asked: str, marked: str, reason: str
) -> None:
    meeting.series.minutes_form = form
    session.commit()
    browser = as_(cast.SATO)
    browser.post("papers.issue", {"count": "2"}, conference_id=meeting.id)
    page = browser.get("papers.printed", conference_id=meeting.id, run=1, shape=asked)
    marks = [each.get_text() for each in page.soup.select(".copy .handling")]
    assert marks == [each.get_text() for each in page.soup.select(marked)], reason
    numbered = [f"取扱注意・会議後回収　No. {each}" for each in ("1 /2　佐藤 恵", "2 /2　田中 修")]
    assert marks == numbered, reason
    ids = [each["id"] for each in page.soup.select("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_nobody_outside_the_office_opens_it(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("papers.returns", conference_id=meeting.id).status in (403, 404)
