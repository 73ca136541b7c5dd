"""What the family wishes and what was advised: written before the meeting too, and on every record of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from sqlalchemy.orm import Session

from conference.decisions.models import Talk
from conference.minutes.service import excerpt_of
from conference.rosters.models import ConferenceState, Row, RowStatus
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
WISH, ADVICE = "昼からなら行きたい", "山田先生：まず学校と会う"


@pytest.fixture
def row(session: Session) -> Row:
    meeting = factories.a_conference(session)
    meeting.series.family_seat = True
    made: Row = factories.a_row(session, meeting)
    session.commit()
    return made


def _said(session: Session, row: Row, state: ConferenceState) -> Row:
    row.talk = Talk(family_wish=WISH, advice=ADVICE)
    row.conference.state, row.status = state, RowStatus.DECIDED
    factories.a_decision(session, row, policy="訪問を続ける。")
    session.commit()
    return row


@pytest.mark.parametrize(
    ("field", "text"), [("family_wish", WISH), ("advice", ADVICE), ("at_hand", "児童記録票 3頁")]
)
def test_it_is_written_the_day_before(as_: As, row: Row, field: str, text: str) -> None:
    browser = as_(cast.SUZUKI)
    found = browser.get("rosters.panel", row_id=row.id).soup.select(f"[data-field={field}]")
    assert len(found) == 1, "asked once, wherever the meeting stands"
    sent = {"field": field, "value": text, "base": 0}
    assert browser.post("decisions.save", json=sent, row_id=row.id).json["value"] == text


def test_a_meeting_without_a_seat_for_the_family_does_not_ask(as_: As, session: Session, row: Row) -> None:
    row.conference.series.family_seat = False
    session.commit()
    panel = as_(cast.SUZUKI).get("rosters.panel", row_id=row.id).soup
    assert panel.select("[data-field=family_wish]") == []
    assert len(panel.select("[data-field=advice]")) == 1


def test_advice_is_one_line(as_: As, row: Row) -> None:
    sent = {"field": "advice", "value": "あ" * 201, "base": 0}
    answer = as_(cast.SUZUKI).post("decisions.save", json=sent, row_id=row.id)
    assert (answer.status, "200字まで" in answer.json["problem"]) == (422, True)


def test_the_record_holds_both_in_every_shape(as_: As, session: Session, row: Row) -> None:
    kept = _said(session, row, ConferenceState.CONFIRMED)
    browser = as_(cast.SUZUKI)
    for shape in ("roster", "sheets"):
        words = browser.get(f"/conferences/{kept.conference_id}/minutes?shape={shape}").words
        assert f"本人・家族の意向：{WISH}" in words
        assert f"助言：{ADVICE}" in words
    decided = browser.get(f"/conferences/{kept.conference_id}/minutes?shape=decisions").words
    assert (f"助言：{ADVICE}" in decided, WISH in decided) == (True, False)
    assert WISH in browser.get("households.household", household_id=kept.household_id).words
    assert ADVICE in browser.get("households.household", household_id=kept.household_id).words


def test_excel_word_and_the_excerpt_hold_them_too(as_: As, session: Session, row: Row) -> None:
    kept = _said(session, row, ConferenceState.REVIEWING)
    browser = as_(cast.SUZUKI)
    sheet = openpyxl.load_workbook(
        BytesIO(browser.get("minutes.workbook", conference_id=kept.conference_id).answer.data)
    ).active
    assert sheet is not None
    cells = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    word = Document(BytesIO(browser.get("minutes.word", conference_id=kept.conference_id).answer.data))
    typed = "\n".join(cell.text for table in word.tables for line in table.rows for cell in line.cells)
    for text in (WISH, ADVICE):
        assert text in cells
        assert text in typed
        assert text in excerpt_of(session, kept, kept.conference.held_on)


def test_nothing_said_leaves_no_label(session: Session, row: Row) -> None:
    assert "助言" not in excerpt_of(session, row, row.conference.held_on)


def test_advice_stays_in_the_office(as_: As, session: Session, row: Row) -> None:
    row.conference.series.numbers_outside = False
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    _said(session, row, ConferenceState.CONFIRMED)
    assert ADVICE not in as_(cast.TANAKA).get("rosters.panel", row_id=row.id).words
