"""見た記録: who may ask, what is answered, and that asking is noted too."""

from __future__ import annotations

import io

import openpyxl
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import audit
from conference.audit import service as trail
from conference.audit.wording import in_words
from tests import cast
from tests.browser import Browser
from tests.factories import a_household, a_row


@pytest.fixture
def seen(session: Session) -> str:
    """鈴木 saw one household's row, 乾 another's; returns the first one's case number."""
    one, other = a_row(session, household=a_household(session, case_number="R8-9001")), a_row(session)
    audit.record(session, cast.enter(session, cast.SUZUKI), "row_viewed", one)
    audit.record(session, cast.enter(session, cast.INUI), "row_viewed", other)
    session.commit()
    return "R8-9001"


def test_who_saw_this_household(app: Flask, seen: str) -> None:
    page = Browser(app).sign_in("takagi").post("audit.ask", {"case_number": seen})
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    assert len(rows) == 1
    assert "鈴木 花 行を見た R8-9001" in rows[0]
    assert seen not in page.answer.request.url


def test_what_one_person_saw_and_as_a_file(app: Flask, seen: str, session: Session) -> None:
    browser = Browser(app).sign_in("kanri")
    inui = cast.enter(session, cast.INUI)
    session.commit()
    page = browser.get("audit.viewed", person=inui.id)
    assert [row.get_text(" ", strip=True).count("乾 真由") for row in page.soup.select("tbody tr")] == [1]
    file = browser.client.get(browser.address("audit.viewed_xlsx", person=inui.id))
    sheet = openpyxl.load_workbook(io.BytesIO(file.data)).active
    assert [cell.value for cell in sheet[1]] == ["時", "だれ", "何を", "世帯番号", "くわしく"]
    assert sheet.max_row == 2


def test_asking_is_noted(app: Flask, session: Session) -> None:
    Browser(app).sign_in("takagi").get("audit.viewed")
    line = trail.newest(session)
    assert line is not None
    assert (line.action, line.person_id) == ("audit_viewed", cast.enter(session, cast.TAKAGI).id)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"case_number": "R9-0000"}, "その番号の世帯は見つかりません"),
        ({"since": "13/45"}, "「13/45」を日付として読めません"),
        ({"since": "0001-01-01", "until": "9999-12-31"}, "見た記録"),
        ({"person": "abc"}, "見た記録"),
        ({"person": "9" * 400}, "見た記録"),
    ],
)
def test_odd_questions(app: Flask, form: dict[str, str], told: str) -> None:
    assert told in Browser(app).sign_in("takagi").post("audit.ask", form).words


@pytest.mark.parametrize(
    ("detail", "words", "reason"),
    [
        ("", "", "nothing to add"),
        ('{"field": "policy", "number": 3}', "欄 方針、回目 3", "a field of the row"),
        ('{"field": "assignment:abcdefgh:due_on", "number": 1}', "欄 いつまで、回目 1", "a field of a role"),
        ('{"field": "gone", "number": 1}', "欄 gone、回目 1", "a field of an earlier version"),
        ('{"after": "trainer", "before": "child"}', "後 研修担当、前 児童福祉", "roles"),
    ],
)
def test_details_in_words(detail: str, words: str, reason: str) -> None:
    assert in_words(detail) == words, reason


@pytest.mark.parametrize("actor", [cast.SATO, cast.SUZUKI, cast.TANAKA, cast.NISHIMURA])
def test_nobody_else_asks(app: Flask, actor: cast.Actor) -> None:
    assert Browser(app).sign_in(actor.login).get("audit.viewed").status == 403
