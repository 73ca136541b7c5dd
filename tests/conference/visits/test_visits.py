"""予定の一覧: pasted names become lines; every line is kept or says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy.orm import Session

from conference.visits.models import Visit, VisitKind
from tests import cast
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
ROUND = VisitKind.ROUND


def _add(browser: Browser, places: str, kind: str = ROUND, year: str = "2026") -> Page:
    return browser.post("visits.add", {"places": places, "kind": kind, "year": year})


def _fields(page: Page) -> dict[str, str]:
    """The form as the page holds it."""
    form = page.soup.select_one("form[action$='/visits/lines']")
    assert form is not None
    return {
        str(tag["name"]): str(tag.get("value", ""))
        for tag in form.select("input[name]")
        if tag["name"] != "csrf_token" and (tag.get("type") != "checkbox" or tag.has_attr("checked"))
    }


def _places(page: Page) -> list[str]:
    return [str(each.find(string=True)).strip() for each in page.soup.select(".visits tbody th")]


def test_a_pasted_list_becomes_lines_once(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    page = _add(browser, "さつき野小学校\r\n\r\n　北保育園　\r\nさつき野小学校")
    assert _places(page) == ["さつき野小学校", "北保育園"]
    assert "1件はもう入っていました。" in _add(browser, "北保育園\n南中学校").notices[0]


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (" \n ", "1行に一つずつ"),
        ("\n".join(f"園{number}" for number in range(301)), "300行まで"),
        ("北保育園\n" + "あ" * 65, "2行目が64字"),
    ],
)
def test_what_cannot_become_lines_stays(as_: As, session: Session, places: str, said: str) -> None:
    page = _add(as_(cast.SUZUKI), places)
    assert (page.status, said in page.words) == (422, True)
    assert page.soup.select_one("textarea").get_text() == places  # type: ignore[union-attr]
    assert session.query(Visit).count() == 0
    session.commit()


def test_a_kind_that_is_none(as_: As) -> None:
    assert _add(as_(cast.SUZUKI), "園", kind="世帯訪問").status == 404


def test_one_press_keeps_every_line(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    sent = _fields(_add(browser, "北保育園\n南中学校"))
    page = browser.post(
        "visits.write", {**sent, "on-1": "5/12", "who-1": "鈴木", "done-2": "1", "word-2": "先生が替わった"}
    )
    assert page.notices == ["2件の予定を保存しました。"]
    first, second = session.query(Visit).order_by(Visit.id)
    assert (first.on, first.who, first.done_at) == (date(2026, 5, 12), "鈴木", None)
    assert (second.word, second.done_at is not None) == ("先生が替わった", True)
    session.commit()
    assert "済 1 ／ 2 件" in page.words


def test_two_who_write_the_same_line(as_: As, session: Session) -> None:
    one, two = as_(cast.SUZUKI), as_(cast.INUI)
    sent = _fields(_add(one, "北保育園\n南中学校"))
    two.post("visits.write", {**sent, "who-1": "乾"})
    page = one.post("visits.write", {**sent, "who-1": "鈴木", "word-2": "電話で"})
    assert page.status == 409
    assert "今の内容：乾。" in page.words
    assert _fields(page)["who-1"] == "鈴木", "what was typed is still there"
    assert [each.who + each.word for each in session.query(Visit).order_by(Visit.id)] == ["乾", "電話で"]
    session.commit()
    one.post("visits.write", _fields(page))
    session.expire_all()
    assert session.get_one(Visit, 1).who == "鈴木"
    session.commit()


def test_two_who_write_different_fields_of_one_line(as_: As, session: Session) -> None:
    one, two = as_(cast.SUZUKI), as_(cast.INUI)
    sent = _fields(_add(one, "北保育園"))
    two.post("visits.write", {**sent, "on-1": "5/12", "word-1": "園長と"})
    page = one.post("visits.write", {**sent, "who-1": "鈴木", "word-1": "電話で"})
    assert "今の内容：R8.5.12 園長と。" in page.words
    assert (_fields(page)["on-1"], _fields(page)["word-1"]) == ("R8.5.12", "電話で")
    one.post("visits.write", {**_fields(page), "word-1": "園長と電話で"})
    session.expire_all()
    kept = session.get_one(Visit, 1)
    assert (kept.on, kept.who, kept.word) == (date(2026, 5, 12), "鈴木", "園長と電話で")
    session.commit()


def test_an_untouched_line_of_an_old_page_overwrites_nothing(as_: As, session: Session) -> None:
    one, two = as_(cast.SUZUKI), as_(cast.INUI)
    sent = _fields(_add(one, "北保育園\n南中学校"))
    two.post("visits.write", {**sent, "who-1": "乾"})
    assert one.post("visits.write", {**sent, "who-2": "鈴木"}).status == 200
    assert [each.who for each in session.query(Visit).order_by(Visit.id)] == ["乾", "鈴木"]
    session.commit()


def test_a_day_nobody_can_read(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.post(
        "visits.write", {**_fields(_add(browser, "北保育園")), "on-1": "そのうち", "who-1": "鈴木"}
    )
    assert (page.status, _fields(page)["on-1"], _fields(page)["who-1"]) == (409, "そのうち", "鈴木")
    assert "日付として読めません" in page.words


def test_only_blank_lines_are_taken_away(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    sent = _fields(_add(browser, "北保育園\n南中学校"))
    browser.post("visits.write", {**sent, "word-1": "会えた"})
    page = browser.post("/visits/take-away?ids=1-2-99-x&year=2026")
    assert _places(page) == ["北保育園"]


@pytest.mark.parametrize("year", ["2027", "x", "99999", ""])
def test_each_year_is_its_own(as_: As, year: str) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, "北保育園")
    assert ("北保育園" in browser.get(f"/visits?year={year}").words) is (year != "2027")


def test_the_workbook_holds_texts_only(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, "=1+1\n北保育園")
    sheet = openpyxl.load_workbook(BytesIO(browser.get("visits.workbook", year=2026).answer.data)).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows(min_row=4) for cell in line if cell.value]
    assert [cell.value for cell in cells][:2] == [ROUND.value, "=1+1"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_taking_one_line_away_keeps_what_was_typed_beside_it(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    sent = _fields(_add(browser, "北保育園\n南中学校\n東幼稚園"))
    page = browser.post("visits.write", {**sent, "who-2": "鈴木", "drop": "1"})
    assert (page.status, _places(page)) == (200, ["南中学校", "東幼稚園"])
    assert session.get_one(Visit, 2).who == "鈴木"
    session.commit()
    page = browser.post("visits.write", {**_fields(page), "on-2": "そのうち", "drop": "3"})
    assert (page.status, _places(page)) == (409, ["南中学校"])
