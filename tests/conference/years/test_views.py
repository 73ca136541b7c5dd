"""一年のまとめ, 年間の実績 and the lines over HTTP: the office, the outsider, odd input, the record and Excel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.decisions.edits import Editor
from conference.invitations.models import Invitation
from conference.notes import service as notes
from conference.rosters.models import Attendance, Conference, ConferenceState
from conference.years.models import LineText
from tests import cast, factories
from tests.browser import Browser, Page
from tests.conference.years.offices import a_meeting
from tests.conference.years.test_lines import AT, SCHOOLS

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def may(session: Session) -> Conference:
    made = a_meeting(session, "school_social", date(2026, 5, 14))
    session.commit()
    return made


def _save(
    browser: Browser, meeting: Conference, field: str, value: Any, base: Any = 0, page: str = "p1"
) -> Page:
    asked = {"field": field, "value": value, "base": base, "page": page}
    return browser.post("years.save", json=asked, conference_id=meeting.id)


def _paste(browser: Browser, meeting: Conference, lines: str) -> Page:
    return browser.post("years.paste", {"lines": lines}, conference_id=meeting.id)


def _sheet(page: Page) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(BytesIO(page.answer.data))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_record_as_a_sheet_has_no_heading_over_nothing(as_: As, may: Conference) -> None:
    """Nobody wrote 会議メモ: the lines stand alone."""
    _paste(as_(cast.SUZUKI), may, "さつき野小学校\t12\t9")
    rows = _sheet(as_(cast.SUZUKI).get("minutes.workbook", conference_id=may.id))
    firsts = [row[0] for row in rows]
    assert "項目" not in firsts
    assert "学校" in firsts


def test_numbers_are_typed_on_the_page_of_the_meeting(as_: As, may: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.get("series.checklist", conference_id=may.id)
    fields = [str(tag["data-field"]) for tag in page.soup.select("[data-lines] [data-field]")]
    assert fields == ["all:name", "all:first", "all:second"]
    assert _save(browser, may, "all:first", "12").json["difference"] == ""
    answer = _save(browser, may, "all:second", "9").json
    assert (answer["number"], answer["value"], answer["difference"]) == (1, "9", "センターが3多い")
    assert _save(browser, may, "all:name", " 市の  全体 ").json["value"] == "市の 全体"
    trail = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "line_saved")).all()
    assert trail == ['{"number": 1}'] * 3
    session.commit()


def test_two_people_see_both_texts(as_: As, may: Conference) -> None:
    _save(as_(cast.SUZUKI), may, "all:first", "12", page="p1")
    refused = _save(as_(cast.INUI), may, "all:first", "14", page="p2")
    assert refused.status == 409
    assert (refused.json["who"], refused.json["theirs"], refused.json["yours"]) == ("鈴木", "12", "14")
    assert refused.json["number"] == 1


def test_lines_are_pasted_and_taken_back(as_: As, may: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    page = _paste(browser, may, SCHOOLS)
    assert page.notices == ["2行を足しました。4か所を埋めました。"]
    assert page.soup.select_one(".notice form") is not None, "with its undo"
    values = [str(tag.get("value", "")) for tag in page.soup.select("[data-lines] [data-field]")]
    assert values == ["さつき野小学校", "12", "9", "緑ヶ丘中学校", "5", "8"]
    ids = session.scalars(select(LineText.id)).all()
    session.commit()
    back = browser.post("years.take_back", conference_id=may.id, first=min(ids), last=max(ids))
    assert back.notices == ["表を前に戻しました。"]
    assert "さつき野小学校" not in back.words
    assert "どの行ももうありました。何も変えていません。" in _paste(browser, may, "全体").notices


@pytest.mark.parametrize(
    ("lines", "said", "reason"),
    [
        (
            "学校\tセンター\tSSW\r\n若葉小学校\t3\t4\r\n合計\t3\t4\r\n",
            "1行を足しました。2か所を埋めました。見出しと合計の行は入れていません。",
            "a table with its frame",
        ),
        (
            "若葉小学校\t3\t4\tSSWが1多い",
            "1行を足しました。2か所を埋めました。4列目から右は入れていません。",
            "a table with one column more",
        ),
        (
            "学校\n全体",
            "どの行ももうありました。何も変えていません。見出しと合計の行は入れていません。",
            "nothing new",
        ),
    ],
)
def test_a_paste_says_what_was_left_out(as_: As, may: Conference, lines: str, said: str, reason: str) -> None:
    assert _paste(as_(cast.SUZUKI), may, lines).notices == [said], reason


def test_a_line_is_taken_off_with_its_undo(as_: As, may: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    _paste(browser, may, SCHOOLS)
    key = session.scalars(select(LineText.line).where(LineText.value == "さつき野小学校")).one()
    session.commit()
    page = browser.post("years.drop", _seen(browser, may, key), conference_id=may.id, line=key)
    assert page.notices == ["「さつき野小学校」を、この会議から先の表から外しました。"]
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    assert "さつき野小学校" in browser.post(str(undo["action"])).soup.select_one("[data-lines]").decode()  # type: ignore[union-attr]
    gone = browser.post("years.drop", conference_id=may.id, line="nobody")
    assert gone.notices == ["この行は、もう表から外してあります。"]


def _seen(browser: Browser, meeting: Conference, key: str) -> dict[str, str]:
    """What the 外す of a line sends along: the versions that stand on the page."""
    page = browser.get("series.checklist", conference_id=meeting.id)
    found = page.soup.select(f'form[action$="/{key}/drop"] [data-seen]')
    return {str(tag["name"]): str(tag["value"]) for tag in found}


def test_what_a_colleague_has_just_typed_is_not_taken_off(as_: As, may: Conference, session: Session) -> None:
    mine, theirs = as_(cast.SUZUKI), as_(cast.INUI)
    _paste(mine, may, "さつき野小学校")
    key = session.scalars(select(LineText.line).where(LineText.value == "さつき野小学校")).one()
    session.commit()
    seen = _seen(mine, may, key)
    assert seen == {"name": "1", "first": "0", "second": "0"}
    _save(theirs, may, f"{key}:first", "12", page="p2")
    (told,) = mine.post("years.drop", seen, conference_id=may.id, line=key).notices
    assert told.startswith("乾さんがこの行に")
    assert told.endswith("もう一度「外す」を押してください。")
    page = mine.post("years.drop", _seen(mine, may, key), conference_id=may.id, line=key)
    assert page.notices == ["「さつき野小学校」を、この会議から先の表から外しました。"], "having read it"
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    _save(theirs, may, f"{key}:first", "13", base=2, page="p2")
    back = mine.post(str(undo["action"]))
    assert back.notices == ["表を前に戻しました。1か所は、そのあとに書かれたため、そのままにしました。"]
    values = [str(tag.get("value", "")) for tag in back.soup.select("[data-lines] [data-field]")]
    assert values == ["さつき野小学校", "13", ""]
    again = mine.post(str(undo["action"]))
    assert again.notices == ["表は変えていません。2か所は、そのあとに書かれたため、そのままにしました。"]


@pytest.mark.parametrize(
    ("lines", "said", "reason"),
    [
        ("", "まだ足していません。1行に1つ書くか、Excelから貼り付けてください。", "nothing"),
        (
            "\n".join(f"{number}小学校" for number in range(70)),
            "表は60行までです。足すと71行になる",
            "too many",
        ),
        (
            "学校名\n（計）\t3\t4",
            "見出しと合計の行だけだったため、まだ足していません。",
            "no line among them",
        ),
        ("校" * 99, "「学校」は80字までです。いま99字あります。", "too long"),
    ],
)
def test_what_cannot_be_pasted_stays_on_the_page(
    as_: As, may: Conference, session: Session, lines: str, said: str, reason: str
) -> None:
    page = _paste(as_(cast.SUZUKI), may, lines)
    assert page.status == 422, reason
    assert said in page.words
    area = page.soup.select_one("textarea")
    assert area is not None
    assert area.get_text().strip() == lines
    assert session.scalars(select(LineText)).all() == []
    session.rollback()


def test_a_closed_record_shows_its_lines(as_: As, may: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    _paste(browser, may, SCHOOLS)
    session.get_one(Conference, may.id).state = ConferenceState.CONFIRMED
    session.commit()
    page = browser.get("series.checklist", conference_id=may.id)
    assert page.soup.select("[data-lines]") == []
    assert "緑ヶ丘中学校 5 8 SSWが3多い" in page.words
    assert _paste(browser, may, "若葉小学校").status == 423
    assert _save(browser, may, "all:first", "1").status == 423


def test_the_lines_stand_in_the_record(as_: As, may: Conference) -> None:
    browser = as_(cast.SUZUKI)
    empty = browser.get("minutes.minutes", conference_id=may.id)
    assert "議題・決まったことは、まだ書かれていません。" in empty.words
    _paste(browser, may, SCHOOLS)
    record = browser.get("minutes.minutes", conference_id=may.id)
    assert "学校 センターの把握数 SSWの把握数 差 さつき野小学校 12 9 センターが3多い" in record.words
    assert "まだ書かれていません。" not in record.words
    lines = _sheet(browser.get("minutes.workbook", conference_id=may.id))
    assert ("緑ヶ丘中学校", "5", "8", "SSWが3多い") in [line[:4] for line in lines]
    word = Document(BytesIO(browser.get("minutes.word", conference_id=may.id).answer.data))
    assert [cell.text for cell in word.tables[0].rows[2].cells] == ["緑ヶ丘中学校", "5", "8", "SSWが3多い"]


def test_the_year_of_such_a_meeting(as_: As, may: Conference, session: Session) -> None:
    a_meeting(session, "school_social", date(2026, 6, 11))
    a_meeting(session, "school_social", date(2026, 4, 9), state=ConferenceState.CALLED_OFF)
    a_meeting(session, "school_social", date(2026, 3, 12))
    session.commit()
    browser = as_(cast.SUZUKI)
    _paste(browser, may, SCHOOLS)
    page = browser.get("years.one_series", series_id=may.series_id, year=2026)
    grid = page.soup.select_one("table.grid")
    assert grid is not None
    assert [cell.get_text(" ", strip=True) for cell in grid.select("thead th")[2:]] == [
        "5月 5/14",
        "6月 6/11",
    ]
    assert [cell.get_text() for cell in grid.select(".difference td")][:2] == ["センターが3多い", ""]


def _remember(session: Session, meeting: Conference, **said: str) -> None:
    editor = Editor(cast.enter(session, cast.SATO), AT)
    for field, text in said.items():
        notes.keep(session, editor, meeting, field, text)


def test_the_memos_of_a_year_stand_together(as_: As, session: Session) -> None:
    """136: the last one is written while the others are read."""
    first, last = (a_meeting(session, "undertakings", date(2026, month, 20)) for month in (7, 11))
    chair = Attendance(name="佐藤 恵", agency="こども家庭センター", kind="出席")
    away = Attendance(name="三宅", agency="母子保健係", kind="欠席")
    first.attendances.extend([chair, away])
    session.flush()
    session.add_all(Invitation(attendance_id=each.id, role="進行") for each in (chair, away))
    _remember(
        session,
        first,
        agenda="前期の取組",
        agreed="訪問を秋に増やす\nだれが：三宅",
        looked_back="時間が足りない",
    )
    session.commit()
    page = as_(cast.SUZUKI).get("years.one_series", series_id=first.series_id, year=2026)
    assert "前期の取組 訪問を秋に増やす だれが：三宅 時間が足りない" in page.words
    assert "令和8年7月20日(月) 進行 佐藤 恵 出席 1" in page.words
    links = [tag for tag in page.soup.select("a.button") if "メモを書く" in tag.get_text()]
    assert [str(tag["href"]) for tag in links] == [f"/conferences/{last.id}/checklist#memo"]


def test_the_last_memo_is_not_offered_once_it_is_closed(as_: As, session: Session) -> None:
    meeting = a_meeting(session, "undertakings", date(2026, 7, 20), state=ConferenceState.CONFIRMED)
    session.commit()
    page = as_(cast.SUZUKI).get("years.one_series", series_id=meeting.series_id, year=2026)
    assert "メモを書く" not in page.words


def _a_year(session: Session) -> Conference:
    """Two meetings with a roster: six rows and two; one 終結; one role of two done."""
    meeting = a_meeting(session, "joint_monthly", date(2026, 5, 7), state=ConferenceState.CONFIRMED)
    rows = [factories.a_row(session, meeting) for _ in range(6)]
    decision = factories.a_decision(session, rows[0], kind="終結", closure_kind="支援終結")
    factories.an_assignment(session, decision, state="済")
    factories.an_assignment(session, decision, state="未")
    rows[0].status, rows[1].track = "決定", "重点"
    later = a_meeting(session, "joint_monthly", date(2026, 6, 4), state=ConferenceState.CONFIRMED)
    for row in rows[:2]:
        factories.a_row(session, later, household=row.household)
    meeting.attendances.append(Attendance(name="小林", agency="教育委員会", kind="出席"))
    _remember(session, later, looked_back="時間どおりだった。")
    session.commit()
    return meeting


def test_the_year_of_a_meeting_with_a_roster(as_: As, session: Session) -> None:
    meeting = _a_year(session)
    page = as_(cast.SUZUKI).get("years.one_series", series_id=meeting.series_id, year=2026)
    lines = [
        [" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")]
        for line in page.soup.select(".year-counts tbody tr")
    ]
    assert lines == [
        ["令和8年5月7日(木)", "", "1", "6", "6", "0", "支援終結 1", "0", "5", "1", "1", "1/2"],
        ["令和8年6月4日(木)", "", "0", "2", "0", "2", "0", "0", "2", "0", "0", "0/0"],
        ["合計（延べ）", "", "1", "8", "6", "2", "支援終結 1", "0", "7", "1", "1", "1/2"],
    ]
    assert "時間どおりだった。" in page.words
    names = {row.household.name for row in meeting.rows}
    assert [name for name in names if name in page.words] == [], "numbers only"


def test_the_office_over_all_its_meetings(as_: As, session: Session) -> None:
    _a_year(session)
    a_meeting(session, "supporters", date(2025, 10, 1))
    session.commit()
    page = as_(cast.SUZUKI).get("years.office", year=2026)
    assert _cells(page) == [
        ["会議 joint_monthly（月例）", "2|0", "8|0", "6|0", "6|0", "0|0", "0|0", "1|0", "0|0", "1|0"],
        ["会議 supporters（月例）", "0|1", "—|—", "—|—", "—|—", "—|—", "—|—", "—|—", "—|—", "0|0"],
        ["全体", "2|1", "8|0", "6|0", "6|0", "0|0", "0|0", "1|0", "0|0", "1|0"],
    ]
    outside = as_(cast.SUZUKI).get("years.office", year=2026, **{"for": "outside"})
    assert _cells(outside)[0][7] == "5未満|0", "one household that left can be told by its number"
    assert _cells(outside)[2] == ["全体", "2|1", "8|0", "6|0", "6|0", "0|0", "0|0", "5未満|0", "0|0", "1|0"]


def _cells(page: Page) -> list[list[str]]:
    lines = []
    for line in page.soup.select(".office-year tbody tr, .office-year tfoot tr"):
        for unseen in line.select(".unseen"):
            unseen.decompose()
        head = line.select_one("th")
        assert head is not None
        lines.append(
            [head.get_text(strip=True), *(cell.get_text("|", strip=True) for cell in line.select("td"))]
        )
    return lines


def test_the_year_goes_home_as_numbers(as_: As, session: Session) -> None:
    _a_year(session)
    browser = as_(cast.SUZUKI)
    lines = _sheet(browser.get("years.workbook", year=2026))
    assert lines[3][1:5] == ("令和8年度", "令和7年度", "令和8年度", "令和7年度")
    assert lines[4][:5] == ("会議 joint_monthly（月例）", 2, 0, 8, 0)
    assert lines[5][0] == "全体"
    outside = _sheet(browser.get("years.workbook", year=2026, **{"for": "outside"}))
    assert "5未満" in outside[4]
    assert "「5未満」" in str(outside[1][0]), "the sheet says itself what is hidden"
    told = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "year_exported")).all()
    assert told == ['{"outside": false}', '{"outside": true}']
    session.rollback()


def test_a_year_without_meetings(as_: As, may: Conference) -> None:
    browser = as_(cast.SUZUKI)
    assert "開いた会議はありません。" in browser.get("years.office", year=2020).words
    assert (
        "この年度の会議はありません。"
        in browser.get("years.one_series", series_id=may.series_id, year=2020).words
    )


@pytest.mark.parametrize("year", [0, 1999, 2201, 10**9])
def test_a_year_no_calendar_has(as_: As, may: Conference, year: int) -> None:
    browser = as_(cast.SUZUKI)
    assert browser.get("years.office", year=year).status == 404
    assert browser.get("years.workbook", year=year).status == 404
    assert browser.get("years.one_series", series_id=may.series_id, year=year).status == 404
    assert browser.get("years.one_series", series_id=99999, year=2026).status == 404


@pytest.mark.parametrize(
    "actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI], ids=lambda actor: str(actor.login)
)
def test_who_is_not_of_the_office(as_: As, may: Conference, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert browser.get("years.office", year=2026).status == 403
    assert browser.get("years.workbook", year=2026).status == 403
    assert browser.get("years.one_series", series_id=may.series_id, year=2026).status == 403
    assert _save(browser, may, "all:first", "1").status == 403
    assert _paste(browser, may, "学校").status == 403


def test_a_meeting_without_lines_has_no_page_for_them(as_: As, session: Session) -> None:
    meeting = a_meeting(session, "study", date(2026, 5, 14))
    session.commit()
    browser = as_(cast.SUZUKI)
    assert _paste(browser, meeting, "学校").status == 404
    assert browser.post("years.drop", conference_id=meeting.id, line="all").status == 404
    assert browser.post("years.take_back", conference_id=meeting.id).status == 404
    assert _save(browser, meeting, "all:first", "1").status == 400


def test_the_heads_of_agencies_find_the_sheet_on_their_page(as_: As, session: Session) -> None:
    """25: from the page of 代表者会議, in the shape that may leave the center."""
    meeting = a_meeting(session, "representatives", date(2026, 7, 1))
    session.commit()
    page = as_(cast.SATO).get("series.checklist", conference_id=meeting.id)
    links = {tag.get_text(): str(tag["href"]) for tag in page.soup.select("main a")}
    assert links["年間の実績（外へ渡す形）"] == "/years/2026?for=outside"
    assert links["一年のまとめ"] == f"/series/{meeting.series_id}/years/2026"


@pytest.mark.parametrize("given", [{}, {"first": "x", "last": "²"}, {"first": "9" * 40, "last": "-1"}])
def test_an_undo_of_nothing_changes_nothing(as_: As, may: Conference, given: dict[str, str]) -> None:
    undone = as_(cast.SUZUKI).post("years.take_back", conference_id=may.id, **given)
    assert undone.notices == ["表は変えていません。"]
