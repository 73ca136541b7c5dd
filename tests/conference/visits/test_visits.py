"""予定の一覧: pasted names become lines; every line is kept or says why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from bs4 import Tag
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.visits.models import Visit, VisitAnswer, VisitKind
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

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


def test_words_for_a_line_somebody_took_away_are_shown(as_: As, session: Session) -> None:
    one, two = as_(cast.SUZUKI), as_(cast.INUI)
    sent = _fields(_add(one, "北保育園\n南中学校\n東幼稚園"))
    two.post("visits.write", {**sent, "drop": "2"})
    two.post("visits.write", {**sent, "drop": "3"})
    page = one.post("visits.write", {**sent, "word-1": "電話で", "on-2": "5/12", "word-2": "校長と"})
    assert (page.status, _places(page)) == (409, ["北保育園"])
    assert "この行は、ほかの人が外しました。" in page.words
    assert [tag.get_text() for tag in page.soup.select(".lost li")] == ["南中学校　5/12　校長と"]
    assert session.get_one(Visit, 1).word == "電話で"
    session.commit()


def test_a_number_that_belongs_to_another_place_by_now(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    sent = _fields(_add(browser, "北保育園"))
    browser.post("visits.write", {**sent, "drop": "1"})
    _add(browser, "南中学校")
    page = browser.post("visits.write", {**sent, "word-1": "電話で"})
    assert ("北保育園　電話で" in page.text, page.status) == (True, 409)
    assert session.query(Visit.id, Visit.place, Visit.word).all() == [(1, "南中学校", "")]
    session.commit()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "変わったところはありません。"),
        ({"drop": "1"}, "書かれているため、その予定は外していません。"),
        ({"drop": "99"}, "その予定は、もう外れています。"),
        ({"drop": "2"}, "予定を一つ外しました。"),
        ({"word-2": "電話で", "drop": "1"}, "1件の予定を保存しました。書かれているため、その予定は外していません。"),
    ],
)  # fmt: skip
def test_what_a_press_says(as_: As, typed: dict[str, str], told: str) -> None:
    browser = as_(cast.SUZUKI)
    sent = _fields(_add(browser, "北保育園\n南中学校"))
    sent = _fields(browser.post("visits.write", {**sent, "word-1": "会えた"}))
    assert browser.post("visits.write", {**sent, **typed}).notices == [told]


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


def _choices(page: Page) -> dict[str, str]:
    return {str(tag["value"]): tag.get_text() for tag in page.soup.select("select[name=kind] option")}


def test_a_school_stands_once_in_each_term(as_: As, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    assert _choices(browser.get("visits.visits"))["学期ごとの訪問 1学期・2学期・3学期"].endswith(
        "（3回ぶん）"
    )
    told = [
        _add(browser, "北小学校\n南中学校", kind).notices[0].split("元に")[0].strip()
        for kind in (
            "学期ごとの訪問 2学期", "学期ごとの訪問 2学期", "学期ごとの訪問 1学期・2学期・3学期", "学期ごとの訪問 前期・後期",
        )
    ]  # fmt: skip
    assert told == [
        "2件の予定を足しました。",
        "0件の予定を足しました。2件はもう入っていました。",
        "4件の予定を足しました。2件はもう入っていました。",
        "4件の予定を足しました。",
    ]
    assert session.query(Visit.term).filter_by(place="北小学校").order_by(Visit.id).all() == [
        ("2学期",), ("1学期",), ("3学期",), ("前期",), ("後期",),
    ]  # fmt: skip
    session.commit()


def test_a_year_of_terms_is_not_too_long(as_: As, session: Session) -> None:
    places = "\n".join(f"学校{number}" for number in range(101))
    page = _add(as_(cast.SUZUKI), places, "学期ごとの訪問 1学期・2学期・3学期")
    assert (page.status, "いま303行あります。" in page.words) == (422, True)
    assert session.query(Visit).count() == 0
    session.commit()


def _cells(line: Tag) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")]


def test_terms_are_seen_side_by_side(as_: As) -> None:
    browser = as_(cast.SUZUKI)
    _add(browser, "北小学校\n南中学校", "学期ごとの訪問 1学期")
    sent = _fields(_add(browser, "北小学校", "学期ごとの訪問 2学期"))
    page = browser.post("visits.write", {**sent, "on-1": "6/12", "done-1": "1", "on-3": "11/13"})
    assert [_cells(line) for line in page.soup.select("table.terms tr")] == [
        ["相手", "1学期", "2学期"],
        ["北小学校", "済 6/12", "予定 11/13"],
        ["南中学校", "まだ", "—"],
    ]
    headings = [" ".join(tag.get_text().split()) for tag in page.soup.select("form h2")]
    assert headings[1:] == ["学期ごとの訪問 1学期 2件（済 1）", "学期ごとの訪問 2学期 1件"]


def test_a_term_of_before_terms_still_stands(as_: As, session: Session) -> None:
    factories.a_visit(session, kind=VisitKind.TERM, place="北小学校")
    session.commit()
    page = as_(cast.SUZUKI).get("visits.visits", year=2026)
    assert _cells(page.soup.select("table.terms tr")[0]) == ["相手", "学期なし"]


def test_a_round_before_a_meeting(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session, held_on=date(2027, 4, 15))
    session.commit()
    browser = as_(cast.SUZUKI)
    checklist = browser.get("series.checklist", conference_id=meeting.id)
    assert "会議の前に園・学校を回る一覧を作る" in checklist.words
    _add(browser, "北小学校\n北保育園")
    offered = browser.get("visits.visits", conference=meeting.id)
    assert offered.soup.select_one("option[selected]")["value"] == f"会議前の訪問 {meeting.id}"  # type: ignore[index]
    assert offered.soup.select_one("textarea").get_text() == "北小学校\n北保育園"  # type: ignore[union-attr]
    page = _add(browser, "北小学校\n北保育園\n南中学校", f"会議前の訪問 {meeting.id}")
    assert _places(page) == ["北小学校", "北保育園", "南中学校"], (
        "the meeting's year, not the one that was shown"
    )
    page = browser.post("visits.write", {**_fields(page), "on-3": "3/20", "done-3": "1"})
    assert session.get_one(Visit, 3).on == date(2027, 3, 20), "before the meeting, though in the year before"
    session.commit()
    told = browser.get("series.checklist", conference_id=meeting.id).words
    assert "会議前の訪問と聞き取り 3か所のうち1か所 済" in told


def test_two_meetings_have_their_own_rounds(as_: As, session: Session) -> None:
    first, second = (factories.a_conference(session, held_on=date(2026, 12, day)) for day in (3, 17))
    session.commit()
    browser = as_(cast.SUZUKI)
    for meeting in (first, second, second):
        page = _add(browser, "北小学校", f"会議前の訪問 {meeting.id}")
    assert "1件はもう入っていました。" in page.notices[0]
    assert session.query(Visit.conference_id).order_by(Visit.id).all() == [(first.id,), (second.id,)]
    session.commit()


@pytest.mark.parametrize("asked", ["99999", "x", "１", "9" * 30])
def test_a_round_before_no_meeting(as_: As, asked: str) -> None:
    browser = as_(cast.SUZUKI)
    assert browser.get("visits.visits", conference=asked).status == 404
    assert _add(browser, "北小学校", f"会議前の訪問 {asked}").status == 404


def test_a_meeting_without_a_roster_has_no_round(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session, series=factories.a_series(session, "事例検討会"))
    meeting.series.kind = "study"
    session.commit()
    assert as_(cast.SUZUKI).get("visits.visits", conference=meeting.id).status == 404


def test_the_second_sheet_holds_the_answers(as_: As, session: Session) -> None:
    visit = factories.a_visit(session, kind=VisitKind.RESOURCE, place="こども食堂の会")
    visit.answers.append(VisitAnswer(field="lacking", text="送り迎えの人", number=1, at=A_SATURDAY))
    session.commit()
    book = openpyxl.load_workbook(BytesIO(as_(cast.SUZUKI).get("visits.workbook", year=2026).answer.data))
    assert book.sheetnames == ["予定", "聞き取り"]
    assert book["聞き取り"].oddHeader.left.text == "取扱注意", (  # type: ignore[union-attr]
        "what is written freely may say more than it should"
    )
    assert session.query(AuditEvent.detail).filter_by(action="visits_exported").all() == [('{"lines": 1}',)]
    session.commit()
    line = [cell.value for cell in book["聞き取り"][4]]
    assert (line[0], *line[3:]) == ("こども食堂の会", "足りないもの・困っていること", "送り迎えの人")
