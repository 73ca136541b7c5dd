"""ホワイトボード: written together, on the wall without names, on paper at the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.rosters.models import ConferenceState, Row
from conference.whiteboards.models import Whiteboard
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
REST = "会議の席に戻っています"


@pytest.fixture
def rows(session: Session) -> list[Row]:
    """春野 with mother and daughter, and another family."""
    people = [
        factories.a_member(name="春野 洋子", relation="母", birth_date=date(1990, 4, 2)),
        factories.a_member(name="春野 陽菜", relation="長女"),
    ]
    meeting = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    family = factories.a_household(session, name="春野", members=people)
    made = [factories.a_row(session, meeting, household=family), factories.a_row(session, meeting)]
    assert [row.conference.id for row in made] == [meeting.id, meeting.id]
    session.commit()
    return made


def write(browser: Browser, row: Row, name: str, text: str, base: int = 0) -> Page:
    asked = {"field": name, "value": text, "base": base, "page": "p1"}
    return browser.post("decisions.save", json=asked, row_id=row.id)


def test_anybody_of_the_office_writes_and_nobody_is_overwritten(as_: As, rows: list[Row]) -> None:
    assert write(as_(cast.SUZUKI), rows[0], "board_issues", "朝起きられない").status == 200
    page = as_(cast.INUI).get("whiteboards.whiteboard", row_id=rows[0].id)
    field = page.soup.select_one("[data-field=board_issues]")
    assert field is not None
    assert (field.get_text(), field["data-number"]) == ("朝起きられない", "1")
    second = as_(cast.SATO).post(
        "decisions.save",
        json={"field": "board_issues", "value": "夜眠れない", "base": 0, "page": "p2"},
        row_id=rows[0].id,
    )
    assert (second.status, second.json["theirs"]) == (409, "朝起きられない")


def test_writing_on_the_board_decides_nothing(as_: As, rows: list[Row], session: Session) -> None:
    write(as_(cast.SATO), rows[0], "board_policy", "訪問")
    session.rollback()
    assert session.get_one(Row, rows[0].id).status == "未協議"


def _wall(browser: Browser, row: Row) -> Page:
    return browser.get("projector.row", conference_id=row.conference_id)


def test_the_wall_shows_it_on_request_with_signs_for_names(as_: As, rows: list[Row]) -> None:
    browser = as_(cast.SATO)
    write(browser, rows[0], "board_issues", "陽菜さんと洋子さんの朝")
    assert _wall(browser, rows[0]).words == REST
    browser.post("whiteboards.show", {"shown": "1"}, row_id=rows[0].id)
    shown = _wall(browser, rows[0])
    assert "○○さんと○○さんの朝" in shown.words
    assert [name for name in ("春野", "陽菜", "洋子") if name in shown.text] == []
    assert shown.soup.select_one(".wall-board svg") is not None
    browser.post("whiteboards.show", {"shown": "0"}, row_id=rows[0].id)
    assert _wall(browser, rows[0]).soup.select_one(".wall-board") is None
    assert _wall(browser, rows[0]).words.startswith("No. 1")


def test_its_two_headings_are_the_same_everywhere(as_: As, rows: list[Row]) -> None:
    browser = as_(cast.SATO)
    write(browser, rows[0], "board_issues", "朝起きられない")
    browser.post("whiteboards.show", {"shown": "1"}, row_id=rows[0].id)
    pages = (
        browser.get("whiteboards.whiteboard", row_id=rows[0].id).soup.select(".board-part label"),
        _wall(browser, rows[0]).soup.select(".wall-board h2"),
        browser.get("whiteboards.paper", conference_id=rows[0].conference_id).soup.select("h3")[:2],
    )
    assert [[each.get_text().strip() for each in found] for found in pages] == [
        ["課題（見立て）", "方針（手立て）"]
    ] * 3


def test_turning_to_another_row_takes_it_off(as_: As, rows: list[Row]) -> None:
    browser = as_(cast.SATO)
    browser.post("whiteboards.show", {"shown": "1"}, row_id=rows[0].id)
    browser.post("projector.turn", json={"row": rows[1].id}, conference_id=rows[0].conference_id)
    assert _wall(browser, rows[0]).soup.select_one(".wall-board") is None


def test_a_page_each_on_paper_and_only_those_written_on(as_: As, rows: list[Row], session: Session) -> None:
    browser = as_(cast.SUZUKI)
    empty = browser.get("whiteboards.paper", conference_id=rows[0].conference_id)
    assert "書いたホワイトボードはありません" in empty.words
    write(browser, rows[0], "board_policy", "訪問を週1回に")
    page = browser.get("whiteboards.paper", conference_id=rows[0].conference_id)
    sheets = page.soup.select("article")
    assert len(sheets) == 1
    for words in ("取扱注意・会議後回収", "春野", "訪問を週1回に"):
        assert words in sheets[0].get_text()
    assert sheets[0].svg is not None
    lines = set(session.execute(select(AuditEvent.action, AuditEvent.subject_id)).all())
    assert ("whiteboards_printed", rows[0].id) in lines


def test_it_is_kept_with_the_row_and_closed_with_the_record(
    as_: As, rows: list[Row], session: Session
) -> None:
    browser = as_(cast.SATO)
    write(browser, rows[0], "board_issues", "朝のこと")
    session.rollback()
    session.get_one(Row, rows[0].id).conference.state = ConferenceState.CONFIRMED
    session.commit()
    page = browser.get("whiteboards.whiteboard", row_id=rows[0].id)
    assert "朝のこと" in page.words
    assert page.soup.select(".board textarea") == []
    assert write(browser, rows[0], "board_issues", "あとから", 1).status == 423


def test_a_board_goes_with_its_row(session: Session) -> None:
    row = factories.a_row(session)
    session.add(Whiteboard(row_id=row.id, board_issues="朝"))
    session.flush()
    session.delete(row)
    session.flush()
    session.expire_all()
    assert session.query(Whiteboard).all() == []


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_no_board(as_: As, rows: list[Row], session: Session, actor: cast.Actor) -> None:
    factories.share(session, rows[0], cast.enter(session, cast.TANAKA))
    session.commit()
    browser = as_(actor)
    assert browser.get("whiteboards.whiteboard", row_id=rows[0].id).status == 403
    assert browser.get("whiteboards.paper", conference_id=rows[0].conference_id).status == 403
    assert browser.post("whiteboards.show", {}, row_id=rows[0].id).status == 403
    assert write(browser, rows[0], "board_issues", "x").status in (403, 404)


@pytest.mark.parametrize(
    ("text", "status", "reason"),
    [
        ("あ" * 4001, 422, "too long"),
        ("<script>alert(1)</script>", 200, "any text is kept and shown as text"),
    ],
)
def test_odd_texts(as_: As, rows: list[Row], text: str, status: int, reason: str) -> None:
    browser = as_(cast.SATO)
    assert write(browser, rows[0], "board_issues", text).status == status, reason
    page = browser.get("whiteboards.paper", conference_id=rows[0].conference_id)
    assert page.soup.select("article script") == []
    assert browser.get("whiteboards.whiteboard", row_id=99_999).status == 404
