"""Sheets that go to agencies outside, what comes back, and into 状況 without overwriting a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.invitations.models import PaperShare, RowComment
from conference.rosters.models import Attendance, Conference, ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def meeting(session: Session) -> Conference:
    """児童相談所 has no account and gets 春野 on paper; 保健所 gets nothing."""
    office = cast.enter(session, cast.SUZUKI)
    seats = [
        Attendance(name=office.name, person_id=office.id),
        Attendance(name="西", agency="児童相談所"),
        Attendance(name="保健所"),
    ]
    made: Conference = factories.a_conference(session, attendances=seats)
    made.series.numbers_outside = False  # its other papers carry names; this sheet never does
    row = factories.a_row(
        session, made, household=factories.a_household(session, name="春野"), situation="欠席が続く。"
    )
    factories.a_row(session, made, household=factories.a_household(session, name="夏木"))
    session.flush()
    session.add(PaperShare(row_id=row.id, attendance_id=seats[1].id, ground="要対協"))
    session.refresh(made)
    assert ([each.position for each in made.rows], len(made.attendances)) == ([1, 2], 3)
    session.commit()
    return made


def _states(page: Page) -> list[str]:
    lines = [line.find_all("td") for line in page.soup.select("main table tbody tr")]
    return [" ".join(cells[2].get_text(" ").split()) for cells in lines]


def test_the_sheet_has_numbers_and_room_to_write(as_: As, meeting: Conference) -> None:
    page = as_(cast.SUZUKI).get("replies.on_paper", conference_id=meeting.id)
    sheets = page.soup.select(".reply-sheet")
    assert len(sheets) == 1, "nobody gets a sheet without a row"
    assert [name for name in ("春野", "夏木", "さつき野") if name in page.words] == []
    assert "西（児童相談所） 様" in page.words
    assert [tag.get_text() for tag in sheets[0].select("tbody th")] == ["1"]


def test_where_each_sheet_is(as_: As, meeting: Conference) -> None:
    browser, seat = as_(cast.SUZUKI), meeting.attendances[1].id
    told = [_states(browser.get("replies.replies", conference_id=meeting.id))]
    for state in ("送った", "届いた", "まだ"):
        page = browser.post(
            "replies.change_state", {"state": state}, conference_id=meeting.id, attendance_id=seat
        )
        told.append(_states(page))
    assert told == [["まだ", "まだ"], ["送った 11/21", "まだ"], ["届いた 11/21", "まだ"], ["まだ", "まだ"]]


def test_only_seats_and_words_of_this_meeting(as_: As, meeting: Conference) -> None:
    browser = as_(cast.SUZUKI)
    for state, seat in (("消した", meeting.attendances[1].id), ("送った", meeting.attendances[0].id)):
        answer = browser.post(
            "replies.change_state", {"state": state}, conference_id=meeting.id, attendance_id=seat
        )
        assert answer.status == 404


def _enter(as_: As, meeting: Conference, **given: str) -> Page:
    sent = {"who": str(meeting.attendances[1].id), "row": str(meeting.rows[0].id), "text": "週2回会えた"}
    return as_(cast.SUZUKI).post("replies.enter", {**sent, **given}, conference_id=meeting.id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", ""),
        ("who", "9999"),
        ("row", "9999"),
        ("text", " "),
        ("text", "あ" * 801),
        ("safety", "120"),
        ("safety", "-1"),
        ("safety", "だいたい"),
    ],
)
def test_what_cannot_be_entered_stays_on_the_screen(
    as_: As, session: Session, meeting: Conference, field: str, value: str
) -> None:
    page = _enter(as_, meeting, **{field: value})
    assert (page.status, len(page.soup.select(".problem"))) == (422, 1)
    assert session.query(RowComment).count() == 0
    session.commit()


def test_a_form_that_comes_back_with_names_is_on_record(
    as_: As, session: Session, meeting: Conference
) -> None:
    session.commit()
    assert _enter(as_, meeting, text=" ").status == 422
    seen = session.query(AuditEvent.household_id).filter(AuditEvent.action == "row_viewed").all()
    assert {household for (household,) in seen} == {row.household_id for row in meeting.rows}


def test_what_came_back_stands_under_its_agency(as_: As, session: Session, meeting: Conference) -> None:
    page = _enter(as_, meeting, safety="６０")
    assert _states(page)[0] == "届いた 11/21"
    kept = session.query(RowComment).one()
    assert (kept.text, kept.agency, kept.safety) == ("西（児童相談所）から　週2回会えた", "児童相談所", 60)
    assert kept.words == "西（児童相談所）から　週2回会えた（安全の度合い60）"
    session.commit()


def test_a_number_alone_is_a_reply(as_: As, session: Session, meeting: Conference) -> None:
    assert _enter(as_, meeting, text="", safety="0").status == 200
    assert session.query(RowComment).one().words == "西（児童相談所）から（安全の度合い0）"
    session.commit()


def _into(as_: As, session: Session, comment: RowComment, step: str = "into_situation") -> tuple[int, str]:
    answer = as_(cast.SUZUKI).post(f"replies.{step}", row_id=comment.row_id, comment_id=comment.id)
    session.expire_all()
    text = session.get_one(Row, comment.row_id).situation
    session.commit()
    return answer.status, text


def test_into_the_situation_and_back(as_: As, session: Session, meeting: Conference) -> None:
    _enter(as_, meeting, safety="60")
    comment = session.query(RowComment).one()
    session.commit()
    line = "［11/21 鈴木（児童福祉係）］西（児童相談所）から　週2回会えた（安全の度合い60）"
    assert _into(as_, session, comment) == (200, f"欠席が続く。\n{line}")
    assert _into(as_, session, comment) == (409, f"欠席が続く。\n{line}"), "once is enough"
    assert _into(as_, session, comment, "out_of_situation") == (200, "欠席が続く。")
    assert _into(as_, session, comment, "out_of_situation") == (409, "欠席が続く。"), (
        "nothing is said to be gone twice"
    )


def test_a_confirmed_record_stays(as_: As, session: Session, meeting: Conference) -> None:
    _enter(as_, meeting)
    comment = session.query(RowComment).one()
    comment.row.conference.state = ConferenceState.CONFIRMED
    session.commit()
    assert _into(as_, session, comment) == (409, "欠席が続く。")


def test_a_comment_of_another_row(as_: As, session: Session, meeting: Conference) -> None:
    _enter(as_, meeting)
    comment_id = session.query(RowComment).one().id
    session.commit()
    answer = as_(cast.SUZUKI).post("replies.into_situation", row_id=meeting.rows[1].id, comment_id=comment_id)
    assert answer.status == 404


def test_the_panel_offers_it(as_: As, meeting: Conference) -> None:
    _enter(as_, meeting)
    assert "状況に足す" in as_(cast.SUZUKI).get("rosters.panel", row_id=meeting.rows[0].id).words
