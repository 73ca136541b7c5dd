"""構成員・担当者: seats across the meetings, how often somebody came, and which agencies have no seat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy.orm import Session

from conference.lists.members import Wanted, lacking, members, roles_of
from conference.rosters.models import Attendance, Series
from conference.series import service
from conference.series.kinds import BY_ID
from conference.series.seats import read_seats
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
SEATS = "教育委員会 03-1234-5678\nさつき野小学校：田中 修（記録）\n児童福祉係：鈴木 花"


@pytest.fixture
def council(session: Session) -> Series:
    series = service.from_kind(session, BY_ID["practitioners"])
    service.set_members(session, series, read_seats(SEATS))
    session.commit()
    return series


def _came(name: str, agency: str = "", kind: str = "出席") -> Attendance:
    return Attendance(name=name, agency=agency, kind=kind)


def test_everybody_with_a_seat_and_how_often_they_came(session: Session, council: Series) -> None:
    other = factories.a_series(session, "小・中学校とのケース会議")
    service.set_members(session, other, read_seats("さつき野小学校：田中 修"))
    for day, state, kind in (
        (date(2026, 5, 1), "確定", "出席"),
        (date(2026, 6, 1), "記録確認中", "欠席"),
        (date(2026, 7, 1), "見送り", "出席"),
        (date(2026, 12, 1), "準備中", "出席"),
        (date(2026, 3, 31), "確定", "出席"),
    ):
        people = [_came("田中 修", "さつき野小学校", kind), _came("教育委員会"), _came("本人・家族")]
        factories.a_conference(session, series=council, held_on=day, state=state, attendances=people)
    found = {each.agency: each.texts[1:] for each in members(session, 2026)}
    assert found == {
        "さつき野小学校": (
            "田中 修",
            "",
            "実務者会議 全体会（記録）、小・中学校とのケース会議",
            "1",
            "1",
            "",
        ),
        "児童福祉係": ("鈴木 花", "", "実務者会議 全体会", "", "", ""),
        "教育委員会": ("", "03-1234-5678", "実務者会議 全体会", "2", "", ""),
    }


def test_who_came_without_a_seat_is_there_too(session: Session, council: Series) -> None:
    factories.a_conference(
        session, series=council, state="確定", attendances=[_came("山本", "北病院", "供覧")]
    )
    assert [each.texts for each in members(session, 2026) if each.name == "山本"] == [
        ("北病院", "山本", "", "", "", "", "1")
    ]


def test_without_usual_seats_the_newest_meeting_tells(session: Session) -> None:
    people = [_came("鈴木 花", "児童福祉係"), _came("地域子育て相談機関"), _came("本人・家族")]
    factories.a_conference(session, held_on=date(2026, 10, 22), state="確定", attendances=people)
    found = [each.texts[:2] + each.texts[3:5] for each in members(session, 2026)]
    assert found == [
        ("児童福祉係", "鈴木 花", "合同ケース会議", "1"),
        ("地域子育て相談機関", "", "合同ケース会議", "1"),
    ]
    assert [each.agencies for each in lacking(session)] == [
        ("こども家庭センター", "母子保健係", "育児サポーター")
    ]


def test_which_agencies_have_no_seat(session: Session, council: Series) -> None:
    found = lacking(session)[0]
    assert found.series is council
    assert {"住宅", "水道", "警察", "児童相談所"} <= set(found.agencies)
    assert "教育" not in found.agencies, "教育委員会 has one"
    assert "教育委員会" not in found.agencies


def test_the_page_and_the_workbook(as_: As, council: Series) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.get("lists.members_page")
    assert page.h1.startswith("構成員・担当者 令和8年度")
    assert "教育委員会 03-1234-5678 実務者会議 全体会" in page.words
    assert "まだ席のない機関" in page.words
    book = openpyxl.load_workbook(BytesIO(browser.get("lists.members_workbook").answer.data))
    lines = list(book.worksheets[0].iter_rows(values_only=True))
    assert lines[3] == ("機関", "名前", "電話", "席のある会議（役割）", "出席", "欠席", "供覧")
    assert ("さつき野小学校", "田中 修", "") in [line[:3] for line in lines[4:]]


@pytest.fixture
def schools(session: Session) -> Series:
    """Beside the council: 田中 sits in both, with another part in each."""
    made: Series = factories.a_series(session, "小・中学校とのケース会議")
    service.set_members(session, made, read_seats("さつき野小学校：田中 修（進行）\n教育相談室 03-1111-2222"))
    session.commit()
    return made


def test_one_section_alone(session: Session, council: Series, schools: Series) -> None:
    people = [_came("田中 修", "さつき野小学校"), _came("山本", "北病院")]
    for series, times in ((council, 2), (schools, 1)):
        for day in range(1, times + 1):
            seats = [_came(each.name, each.agency) for each in people]
            factories.a_conference(
                session, series=series, held_on=date(2026, 5, day), state="確定", attendances=seats
            )
    found = {each.agency: each.texts[1:5] for each in members(session, 2026, Wanted(schools))}
    assert found == {
        "さつき野小学校": ("田中 修", "", "小・中学校とのケース会議（進行）", "1"),
        "教育相談室": ("", "03-1111-2222", "小・中学校とのケース会議", ""),
        "北病院": ("山本", "", "", "1"),  # came without a seat
    }
    assert [each.series for each in lacking(session, Wanted(council))] == [council]


def test_one_part_alone(session: Session, council: Series, schools: Series) -> None:
    factories.a_conference(
        session, series=council, held_on=date(2026, 5, 1), state="確定", attendances=[_came("山本", "北病院")]
    )
    assert roles_of(session, Wanted()) == ["記録", "進行"]
    assert roles_of(session, Wanted(schools)) == ["進行"]
    for wanted, seats in (
        (Wanted(role="記録"), ["実務者会議 全体会（記録）"]),
        (Wanted(schools, "進行"), ["小・中学校とのケース会議（進行）"]),
        (Wanted(schools, "記録"), []),
    ):
        assert [each.texts[3] for each in members(session, 2026, wanted)] == seats


def test_page_and_workbook_are_exactly_what_is_chosen(as_: As, council: Series, schools: Series) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.get("lists.members_page", section=schools.id, role="進行")
    assert page.h1.startswith(f"構成員・担当者 {schools.title}　役割：進行 令和8年度")
    assert [line.td.get_text() for line in page.soup.select(".members tbody tr")] == ["さつき野小学校"]
    picked = [each["value"] for each in page.soup.select("select [selected]")]
    assert picked == [str(schools.id), "進行"]
    address = next(str(link["href"]) for link in page.soup.select("a.button") if "Excel" in link.get_text())
    book = openpyxl.load_workbook(BytesIO(browser.get(address).answer.data))
    lines = [line for line in book.worksheets[0].iter_rows(values_only=True) if any(line)]
    assert f"{schools.title}　役割：進行" in "".join(str(cell) for cell in lines[0] if cell)
    assert [line[0] for line in lines if line[1] == "田中 修"] == ["さつき野小学校"]
    assert "教育委員会" not in str(lines)


def test_nobody_is_told_in_words(as_: As, council: Series, schools: Series) -> None:
    page = as_(cast.SUZUKI).get("lists.members_page", section=schools.id, role="記録")
    assert "役割：記録に当たる人はいません。" in page.words
    assert page.soup.select(".members") == []


@pytest.mark.parametrize("given", [{"section": "999"}, {"section": "abc"}, {"role": "王様"}])
def test_what_is_nobodys_is_not_asked_for(as_: As, council: Series, given: dict[str, str]) -> None:
    page = as_(cast.SUZUKI).get("lists.members_page", **given)
    assert page.h1.startswith("構成員・担当者 令和8年度")
    assert len(page.soup.select(".members tbody tr")) == 3


@pytest.mark.parametrize("year", ["", "abc", "1", "99999", "２０２６"])
def test_odd_years_are_this_year(as_: As, council: Series, year: str) -> None:
    assert "令和8年度" in as_(cast.SATO).get("lists.members_page", year=year).h1


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI], ids=lambda actor: actor.login)
def test_it_is_the_offices_own(as_: As, council: Series, actor: cast.Actor) -> None:
    assert as_(actor).get("lists.members_page").status == 403
    assert as_(actor).get("lists.members_workbook").status == 403


def test_the_usual_people_keep_their_telephone(session: Session, council: Series) -> None:
    meeting = service.start(session, council, date(2026, 12, 1), last=None)
    service.keep_people(session, meeting)
    assert {seat.agency: seat.phone for seat in service.seats_of(session, council)}[
        "教育委員会"
    ] == "03-1234-5678"
