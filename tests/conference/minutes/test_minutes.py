"""記録: the page, the workbook, one household's excerpt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.briefs.models import Brief
from conference.minutes.service import COLUMNS, excerpt_of
from conference.rosters.models import Attendance, Conference, ConferenceState, RowStatus
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
FORMULA = '=HYPERLINK("http://example.invalid","押す")'


@pytest.fixture
def held(session: Session) -> Conference:
    people = [
        Attendance(name="佐藤 恵", agency="こども家庭センター"),
        Attendance(name="田中 修", agency="さつき野小学校", kind="欠席"),
        Attendance(name="高木 誠", kind="供覧"),
    ]
    made: Conference = factories.a_conference(session, state=ConferenceState.REVIEWING, attendances=people)
    household = factories.a_household(session, name="春野")
    row = factories.a_row(
        session, made, household=household, status=RowStatus.DECIDED, last_policy="=前の方針"
    )
    decision = factories.a_decision(
        session,
        row,
        policy=FORMULA,
        family_told_by="鈴木",
        family_told_how="電話で",
        review_on=date(2027, 1, 22),
    )
    factories.an_assignment(session, decision)
    factories.a_row(session, made, household=factories.a_household(session, name="夏木"))
    session.refresh(made)
    assert len(made.rows) == 2
    session.commit()
    return made


def test_the_page_has_the_columns_the_people_and_the_mark(as_: As, held: Conference) -> None:
    page = as_(cast.INUI).get("minutes.minutes", conference_id=held.id)
    assert [tag.get_text() for tag in page.soup.select(".minutes thead tr:last-child th")] == list(COLUMNS)
    assert "取扱注意・会議後回収" in page.soup.select_one(".minutes thead tr").get_text()  # type: ignore[union-attr]
    for said in (
        "出席 佐藤 恵（こども家庭センター）",
        "欠席 田中 修（さつき野小学校）",
        "供覧 高木 誠",
        "決めずに残った行・次回へ回した行：2番",
    ):
        assert said in page.words


def test_the_workbook_prints_on_a4_landscape_with_its_head(as_: As, held: Conference) -> None:
    page = as_(cast.INUI).get("minutes.workbook", conference_id=held.id)
    sheet = openpyxl.load_workbook(BytesIO(page.answer.data)).active
    assert sheet is not None
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    head = int(str(sheet.print_title_rows).rpartition("$")[2])
    assert [cell.value for cell in sheet[head]] == list(COLUMNS)


def test_no_cell_of_the_workbook_is_a_formula(as_: As, held: Conference) -> None:
    page = as_(cast.INUI).get("minutes.workbook", conference_id=held.id)
    book = openpyxl.load_workbook(BytesIO(page.answer.data))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value]  # type: ignore[union-attr]
    risky = [cell for cell in cells if "=" in str(cell.value)]
    assert len(risky) == 2
    assert all(cell.data_type == "s" for cell in cells)
    assert all(cell.quotePrefix for cell in risky)  # stays a text even when somebody edits the cell


def test_the_file_names_no_family(as_: As, held: Conference) -> None:
    page = as_(cast.INUI).get("minutes.workbook", conference_id=held.id)
    assert "kiroku-20261126.xlsx" in page.answer.headers["Content-Disposition"]


def test_the_excerpt_is_one_household_in_fixed_order(session: Session, held: Conference) -> None:
    text = excerpt_of(session, held.rows[0], date(2026, 11, 26))
    heads = [line.partition("：")[0] for line in text.splitlines()]
    assert heads == [
        "合同ケース会議（月例）　令和8年11月26日(木)", "世帯", "結果", "方針", "役割と期限", "・児福 鈴木", "家族へ",
        "次回協議日", "見直し予定日（支援方針）", "評価日（サポートプラン）", "出席者の所属",
    ]  # fmt: skip
    assert "夏木" not in text
    assert "出席者の所属：こども家庭センター" in text


def test_the_excerpt_tells_the_two_numbers_where_they_were_asked(session: Session, held: Conference) -> None:
    row = held.rows[0]
    assert "安全の度合い" not in excerpt_of(session, row, date(2026, 11, 26))
    session.add(Brief(row_id=row.id, safety=55, family_score=60, family_score_by="保護者"))
    session.flush()
    lines = excerpt_of(session, row, date(2026, 11, 26)).split("\n")
    assert lines[2:4] == ["安全の度合い：55", "本人・家族の点数：60（保護者）"]


def test_an_excerpt_of_an_open_row(as_: As, held: Conference) -> None:
    page = as_(cast.SUZUKI).get("minutes.excerpt", row_id=held.rows[1].id)
    assert "結果：未協議" in page.soup.textarea.get_text()  # type: ignore[union-attr]


def test_taking_names_home_leaves_its_line(as_: As, held: Conference, session: Session) -> None:
    as_(cast.INUI).get("minutes.workbook", conference_id=held.id)
    lines = session.scalars(select(AuditEvent).where(AuditEvent.action == "minutes_exported")).all()
    assert {line.household_id for line in lines} == {None, *(row.household_id for row in held.rows)}
    assert {line.detail for line in lines} == {'{"rows": 2}'}


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
@pytest.mark.parametrize("endpoint", ["minutes.minutes", "minutes.workbook"])
def test_outsiders_take_nothing(as_: As, held: Conference, actor: cast.Actor, endpoint: str) -> None:
    assert as_(actor).get(endpoint, conference_id=held.id).status == 403


def test_an_empty_conference_has_minutes_too(as_: As, session: Session) -> None:
    conference = factories.a_conference(session)
    session.commit()
    assert (
        "名簿に行がありません。" in as_(cast.SATO).get("minutes.minutes", conference_id=conference.id).words
    )
    assert as_(cast.SATO).get("minutes.workbook", conference_id=conference.id).status == 200


def test_a_date_from_before_is_said_to_be_one(as_: As, session: Session, held: Conference) -> None:
    held.rows[1].review_on = date(2026, 12, 10)
    session.commit()
    page = as_(cast.INUI).get("minutes.minutes", conference_id=held.id)
    assert "見直 前 12/10" in page.words
    assert "見直し予定日（支援方針）：前のまま 令和8年12月10日" in excerpt_of(
        session, held.rows[1], held.held_on
    )
