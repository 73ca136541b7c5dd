"""A record in three shapes: the roster, one household a sheet, the decisions alone; each as a Word file too."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from sqlalchemy.orm import Session

from conference.minutes.service import COLUMNS
from conference.minutes.shapes import DECISIONS, ROSTER, SHAPES, SHEETS
from conference.rosters.models import Conference, ConferenceState, RowStatus
from conference.series.kinds import MINUTES_FORMS
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def held(session: Session) -> Conference:
    made: Conference = factories.a_conference(session, state=ConferenceState.REVIEWING)
    for name in ("春野", "夏木", "秋山"):
        row = factories.a_row(session, made, household=factories.a_household(session, name=name))
        row.status = RowStatus.DECIDED
        factories.a_decision(session, row, policy=f"{name}の家を朝に訪ねる。")
    session.commit()
    return made


def _word(as_: As, held: Conference, shape: str = "") -> Any:
    page = as_(cast.INUI).get("minutes.word", conference_id=held.id, shape=shape)
    assert "filename=kiroku-20261126.docx" in page.answer.headers["Content-Disposition"]
    return docx.Document(BytesIO(page.answer.data))


def test_every_shape_a_series_may_choose_exists() -> None:
    assert set(SHAPES) == set(MINUTES_FORMS)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.id)
def test_what_is_shown_fits_the_paper(shape: Any) -> None:
    assert sum(shape.widths) <= (274 if shape.landscape else 183)
    assert set(shape.columns) <= set(COLUMNS)


def test_the_word_file_prints_as_the_page_does(as_: As, held: Conference) -> None:
    word = _word(as_, held)
    table = word.tables[0]
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert [cell.text for cell in table.rows[0].cells] == list(COLUMNS)
    assert len(table.rows) == 1 + 3
    assert "取扱注意・会議後回収" in word.sections[0].header.paragraphs[0].text
    head, *rows = (row._tr.xml for row in table.rows)
    assert "w:tblHeader" in head
    assert all("w:cantSplit" in row for row in rows)


def test_a_sheet_holds_one_household(as_: As, held: Conference) -> None:
    word = _word(as_, held, SHEETS.id)
    texts = [" ".join(cell.text for row in table.rows for cell in row.cells) for table in word.tables]
    assert ["春野" in text for text in texts] == [True, False, False]
    assert word.sections[0].orientation == WD_ORIENT.PORTRAIT
    page = as_(cast.INUI).get("minutes.minutes", conference_id=held.id, shape=SHEETS.id)
    assert [tag.get_text(" ", strip=True) for tag in page.soup.select(".leaf h2")] == [
        "1番\u3000春野", "2番\u3000夏木", "3番\u3000秋山",
    ]  # fmt: skip


def test_decisions_alone_leave_the_situation_out(as_: As, held: Conference) -> None:
    page = as_(cast.INUI).get("minutes.minutes", conference_id=held.id, shape=DECISIONS.id)
    assert [tag.get_text() for tag in page.soup.select(".minutes thead tr:last-child th")] == list(
        DECISIONS.columns
    )
    assert "夏木の家を朝に訪ねる。" in page.words
    assert len(_word(as_, held, DECISIONS.id).tables[0].columns) == len(DECISIONS.columns)


@pytest.mark.parametrize(
    ("series", "asked", "shown", "reason"),
    [
        ("sheets", "", "一件一葉", "the series' own"),
        ("sheets", "roster", "名簿型", "another for this print"),
        ("roster", "いろは", "名簿型", "a shape nobody knows is the series' own"),
        ("", "", "名簿型", "a series that never chose"),
    ],
)
def test_who_chooses_the_shape(
    as_: As, held: Conference, session: Session, series: str, asked: str, shown: str, reason: str
) -> None:
    held.series.minutes_form = series
    session.commit()
    page = as_(cast.INUI).get("minutes.minutes", conference_id=held.id, shape=asked)
    chosen = page.soup.select_one(".shapes [aria-current]")
    assert chosen is not None
    assert chosen.get_text().startswith(shown), reason


def test_a_text_like_a_formula_is_a_text_in_word(as_: As, held: Conference, session: Session) -> None:
    held.rows[0].situation = "=1+1 <w:p> ㍻ \x0b次の行"
    session.commit()
    assert any(
        "=1+1" in cell.text for row in _word(as_, held, ROSTER.id).tables[0].rows for cell in row.cells
    )


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_take_no_word_file(as_: As, held: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("minutes.word", conference_id=held.id).status == 403
