"""会議メモ over HTTP: works, colleague, outsider, bad input; on the record, in Word, in Excel."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.notes.models import ConferenceNote
from conference.rosters.models import Conference, ConferenceState
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
AGREED = "児童福祉係：団体の一覧を配る 12/10まで\n母子保健係：健診の日を知らせる"


@pytest.fixture
def meeting(session: Session) -> Conference:
    """Of a kind without a roster."""
    series = factories.a_series(session, "事例検討会")
    series.kind = "study"
    made: Conference = factories.a_conference(session, series=series)
    session.commit()
    return made


def _save(
    browser: Browser, meeting: Conference, field: str, value: Any, base: Any = 0, page: str = "p1"
) -> Page:
    asked = {"field": field, "value": value, "base": base, "page": page}
    return browser.post("notes.save", json=asked, conference_id=meeting.id)


def test_the_page_of_such_a_meeting_is_its_memo(as_: As, meeting: Conference) -> None:
    page = as_(cast.SATO).get("rosters.roster", conference_id=meeting.id)
    assert page.h1 == "事例検討会（月例） 令和8年11月26日(木)"
    assert [tag["data-field"] for tag in page.soup.select("[data-field]")] == [
        "agenda",
        "agreed",
        "looked_back",
    ]
    for not_here in ("名簿を取り込む", "世帯を加える", "案内と共有の根拠"):
        assert not_here not in page.words


def test_what_is_written_stands_in_the_record(as_: As, meeting: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    assert _save(browser, meeting, "agenda", "夏休みの過ごし方").json["number"] == 1
    assert _save(browser, meeting, "agreed", AGREED).json["value"] == AGREED
    assert _save(browser, meeting, "agreed", AGREED, base=1).json["number"] == 1, (
        "the same text is no version"
    )
    record = browser.get("minutes.minutes", conference_id=meeting.id)
    assert "議題 夏休みの過ごし方 決まったこと 児童福祉係：団体の一覧を配る" in record.words
    assert "ふりかえり" not in record.words, "a part nobody wrote is left out"
    assert "名簿に行がありません" not in record.words
    assert record.soup.select(".minutes") == []
    word = Document(BytesIO(browser.get("minutes.word", conference_id=meeting.id).answer.data))
    assert "母子保健係：健診の日を知らせる" in [line.text for line in word.paragraphs]
    sheet = openpyxl.load_workbook(
        BytesIO(browser.get("minutes.workbook", conference_id=meeting.id).answer.data)
    )
    assert ("決まったこと", AGREED) in [row[:2] for row in sheet.worksheets[0].iter_rows(values_only=True)]
    assert "児童福祉係：団体の一覧を配る" in browser.get("rosters.conferences").words
    assert session.scalars(select(AuditEvent.action).where(AuditEvent.action == "note_saved")).all() != []
    session.commit()


def test_a_meeting_that_reads_no_cases_does_not_ask_for_them(as_: As, session: Session) -> None:
    series = factories.a_series(session, "支援者連絡会")
    series.kind = "supporters"
    meeting = factories.a_conference(session, series=series)
    session.commit()
    browser = as_(cast.SATO)
    for endpoint in ("series.checklist", "minutes.minutes"):
        assert "事例" not in browser.get(endpoint, conference_id=meeting.id).soup.main.get_text()  # type: ignore[union-attr]


def test_an_empty_record_says_so(as_: As, meeting: Conference) -> None:
    record = as_(cast.SATO).get("minutes.minutes", conference_id=meeting.id)
    assert "議題・決まったことは、まだ書かれていません。" in record.words


def test_two_people_lose_no_word(as_: As, meeting: Conference, session: Session) -> None:
    _save(as_(cast.SUZUKI), meeting, "agreed", "鈴木の文", page="p1")
    refused = _save(as_(cast.INUI), meeting, "agreed", "乾の文", page="p2")
    assert refused.status == 409
    assert (refused.json["who"], refused.json["theirs"], refused.json["yours"]) == (
        "鈴木",
        "鈴木の文",
        "乾の文",
    )
    assert _save(as_(cast.INUI), meeting, "agreed", "二人の文", base=1, page="p2").json["number"] == 2
    own = _save(as_(cast.INUI), meeting, "agreed", "続き", base=1, page="p2")
    assert own.json["number"] == 3, "its own lost answer is no conflict"
    kept = session.scalars(select(ConferenceNote.value).order_by(ConferenceNote.number)).all()
    assert kept == ["鈴木の文", "二人の文", "続き"]
    session.commit()


def test_a_meeting_with_a_roster_only_looks_back(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session)
    session.commit()
    browser = as_(cast.SATO)
    page = browser.get("series.checklist", conference_id=meeting.id)
    assert page.h1.startswith("準備")
    assert [tag["data-field"] for tag in page.soup.select("details [data-field]")] == ["looked_back"]
    assert _save(browser, meeting, "agreed", "世帯のこと").status == 400
    assert _save(browser, meeting, "looked_back", "時間どおりだった。").status == 200
    assert "ふりかえり 時間どおりだった。" in browser.get("minutes.minutes", conference_id=meeting.id).words


def test_after_確定_it_is_read_only(as_: As, meeting: Conference, session: Session) -> None:
    browser = as_(cast.SATO)
    _save(browser, meeting, "agreed", AGREED)
    for name in ("begin", "close", "confirm"):
        if name == "close":
            browser.post("rosters.close", conference_id=meeting.id)
        else:
            browser.post("rosters.take_step", conference_id=meeting.id, name=name)
    session.expire_all()
    assert session.get_one(Conference, meeting.id).phase is ConferenceState.CONFIRMED
    session.commit()
    page = browser.get("series.checklist", conference_id=meeting.id)
    assert page.soup.select("[data-field]") == []
    assert "健診の日を知らせる" in page.words
    assert _save(browser, meeting, "agreed", "後から", base=1).status == 423


@pytest.mark.parametrize(
    ("field", "value", "base", "status", "reason"),
    [
        ("policy", "方針", 0, 400, "a field of rows"),
        ("when", "2026-12-01", 0, 400, "not written as a text"),
        ("agreed", None, 0, 400, "no text"),
        ("agreed", "文", "0", 400, "no version"),
        ("agreed", "字" * 4001, 0, 422, "too long"),
    ],
)
def test_odd_input(
    as_: As, meeting: Conference, field: str, value: Any, base: Any, status: int, reason: str
) -> None:
    answer = _save(as_(cast.SATO), meeting, field, value, base)
    assert answer.status == status, reason


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI], ids=lambda actor: actor.login)
def test_nobody_else_reads_or_writes(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert _save(browser, meeting, "agreed", "外から").status in (403, 404)
    assert browser.get("rosters.roster", conference_id=meeting.id).status in (403, 404)
