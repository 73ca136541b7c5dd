"""Saving over HTTP: works, colleague, outsider, bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.decisions.models import Decision, FieldEdit
from conference.rosters.models import ConferenceState, Row, RowStatus, Track
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def row(session: Session) -> Row:
    conference = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    made: Row = factories.a_row(session, conference)
    factories.a_row(session, conference, track=Track.TOGETHER)
    factories.a_row(session, conference)
    session.refresh(conference)
    assert len(conference.rows) == 3
    session.commit()  # pages write too: whoever keeps a writing session open locks them out
    return made


def save(browser: Browser, row: Row, **given: object) -> Page:
    sent = {"field": "policy", "value": "訪問を週1回に増やす。", "base": 0, "page": "p1", **given}
    return browser.post("decisions.save", json=sent, row_id=row.id)


def test_saves_and_says_when(as_: As, row: Row) -> None:
    page = save(as_(cast.SATO), row)
    assert (page.status, page.json["number"], page.json["at"]) == (200, 1, "14:30")


def test_says_saved_only_after_the_commit(as_: As, row: Row, session: Session) -> None:
    save(as_(cast.SATO), row)
    session.rollback()
    assert session.scalar(select(Decision.policy).where(Decision.row_id == row.id)) == "訪問を週1回に増やす。"


def test_a_colleague_writes_in_the_same_row(as_: As, row: Row) -> None:
    save(as_(cast.SATO), row)
    page = save(as_(cast.SUZUKI), row, value="園も", page="p2")
    assert page.status == 409
    assert (page.json["who"], page.json["theirs"], page.json["yours"]) == (
        "佐藤",
        "訪問を週1回に増やす。",
        "園も",
    )


def test_a_date_comes_back_as_it_will_be_shown(as_: As, row: Row) -> None:
    assert save(as_(cast.INUI), row, field="review_on", value="12/10").json["value"] == "令和8年12月10日(木)"


def test_a_kind_brings_its_proposals(as_: As, row: Row) -> None:
    also = save(as_(cast.SATO), row, field="kind", value="継続").json["also"]
    assert also["review_on"]["why"] == "継続なので3か月後"


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_write_nothing(as_: As, row: Row, session: Session, actor: cast.Actor) -> None:
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    assert save(as_(actor), row).status in (403, 404)
    assert session.scalars(select(FieldEdit)).all() == []


def test_nobody_is_asked_to_sign_in(browser: Browser, row: Row) -> None:
    answer = browser.client.post(
        f"/rows/{row.id}/save", json={"field": "policy"}, headers={"X-Background": "1"}
    )
    assert answer.status_code in (400, 401)


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ({"field": "review_on", "value": "13/45"}, 422, "「13/45」を日付として読めません"),
        ({"value": "あ" * 4001}, 422, "4,000字まで"),
        ({"value": "x" * 1_000_000}, 422, "書いた文はこの画面に残っています"),
        ({"field": "password_hash"}, 400, "この欄は今は書けません"),
        ({"field": "assignment:1:what"}, 400, "この欄は今は書けません"),
        ({"value": None}, 400, "この欄は今は書けません"),
        ({"value": ["x"]}, 400, "この欄は今は書けません"),
        ({"base": "1"}, 400, "この欄は今は書けません"),
        ({"base": True}, 400, "この欄は今は書けません"),
        ({"field": "kind", "value": "中止"}, 422, "出ている中から選んでください"),
    ],
)
def test_bad_input_gets_a_sentence(
    as_: As, row: Row, sent: dict[str, object], status: int, says: str
) -> None:
    page = save(as_(cast.SATO), row, **sent)
    assert page.status == status
    assert says in page.json["problem"]


@pytest.mark.parametrize(
    "value",
    [
        "👨‍👩‍👧",
        "ﾊﾝｶｸ",
        "㍻",
        "title:[TO",
        '"',
        "AND OR",
        "=cmd|' /C calc'!A0",
        "<script>",
        "'; DROP TABLE row; --",
    ],
)
def test_any_text_is_kept(as_: As, row: Row, value: str, session: Session) -> None:
    assert save(as_(cast.SATO), row, value=value).status == 200
    assert session.scalar(select(FieldEdit.value).where(FieldEdit.number == 1)) == value


@pytest.mark.parametrize("value", ["訪\0問", "\ud800"])
def test_what_no_keyboard_writes_is_refused_in_words(as_: As, row: Row, value: str) -> None:
    page = save(as_(cast.SATO), row, value=value)
    assert (page.status, "保存できない文字" in page.json["problem"]) == (400, True)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff\xfe"])
def test_what_is_no_json_is_refused(as_: As, row: Row, body: bytes) -> None:
    browser = as_(cast.SATO)
    answer = browser.client.post(
        f"/rows/{row.id}/save",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": browser.csrf_token()},
    )
    assert answer.status_code == 400


def test_a_confirmed_record_is_read_only(as_: As, row: Row, session: Session) -> None:
    session.get_one(Row, row.id).conference.state = ConferenceState.CONFIRMED
    session.commit()
    browser = as_(cast.SATO)
    assert save(browser, row).status == 423
    assert browser.post("decisions.decide", row_id=row.id, json={}).status in (409, 423)
    assert browser.post("decisions.undecide", row_id=row.id, json={}).status in (409, 423)


def test_decide_tells_what_is_missing_and_who_is_next(as_: As, row: Row, session: Session) -> None:
    browser = as_(cast.SATO)
    save(browser, row, field="kind", value="継続")
    answer = browser.post("decisions.decide", row_id=row.id, json={}).json
    rows = session.scalars(select(Row).order_by(Row.position)).all()
    assert answer["status"] == RowStatus.DECIDED
    assert "policy" in [each["field"] for each in answer["missing"]]
    assert answer["next"] == rows[2].id  # the row in between waits for 一括確認


def test_next_time_carries_over(as_: As, row: Row) -> None:
    browser = as_(cast.SATO)
    save(browser, row, field="kind", value="次回へ")
    assert browser.post("decisions.decide", row_id=row.id, json={}).json["status"] == RowStatus.CARRIED_OVER


def test_the_last_row_has_no_next(as_: As, row: Row, session: Session) -> None:
    for each in session.scalars(select(Row).where(Row.id != row.id)):
        each.status = RowStatus.DECIDED
    session.commit()
    assert as_(cast.SATO).post("decisions.decide", row_id=row.id, json={}).json["next"] is None


def test_undecide_opens_the_row_again(as_: As, row: Row) -> None:
    browser = as_(cast.SATO)
    browser.post("decisions.decide", row_id=row.id, json={})
    assert (
        browser.post("decisions.undecide", row_id=row.id, json={}).json["status"] == RowStatus.IN_DISCUSSION
    )


def test_every_save_leaves_its_line_without_words(as_: As, row: Row, session: Session) -> None:
    save(as_(cast.SATO), row)
    line = session.scalars(select(AuditEvent).where(AuditEvent.action == "field_saved")).one()
    assert (line.subject_id, line.household_id) == (row.id, row.household_id)
    assert "訪問" not in line.detail


def test_fields_tell_what_stands_there(as_: As, row: Row) -> None:
    save(as_(cast.SATO), row)
    fields = as_(cast.SUZUKI).get("decisions.fields", row_id=row.id).json["fields"]
    assert fields["policy"] == {"number": 1, "value": "訪問を週1回に増やす。", "why": ""}


def test_like_last_time_and_back(as_: As, row: Row, session: Session) -> None:
    session.get_one(Row, row.id).last_policy = "電話を続ける"
    session.commit()
    browser = as_(cast.SUZUKI)
    mark = browser.post("decisions.same", row_id=row.id, json={}).json["mark"]
    assert browser.get("decisions.fields", row_id=row.id).json["fields"]["policy"]["value"] == "電話を続ける"
    assert browser.post("decisions.undo_same", row_id=row.id, mark=mark, json={}).status == 200
    assert browser.get("decisions.fields", row_id=row.id).json["fields"]["policy"]["value"] == ""


@pytest.mark.parametrize(
    ("state", "status"), [(ConferenceState.PREPARING, 423), (ConferenceState.CONFIRMED, 409)]
)
def test_like_last_time_needs_a_conference_that_decides(
    as_: As, row: Row, session: Session, state: ConferenceState, status: int
) -> None:
    session.get_one(Row, row.id).conference.state = state
    session.commit()
    assert as_(cast.SATO).post("decisions.same", row_id=row.id, json={}).status == status


def test_like_last_time_is_not_for_outsiders(as_: As, row: Row, session: Session) -> None:
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    assert as_(cast.TANAKA).post("decisions.same", row_id=row.id, json={}).status == 403
