"""安全の度合い that agencies send back: beside the office's in the row, with last time's, and by account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy.orm import Session

from conference.households.models import Household
from conference.invitations.models import RowComment
from conference.replies.safety import Seen, numbers_of, seen_by_agencies
from conference.rosters.models import Row
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
DAYS = (date(2026, 9, 24), date(2026, 10, 22), date(2026, 11, 26))
SCHOOL, NURSERY = "さつき野小学校", "ひまわり保育園"


@pytest.fixture
def household(session: Session) -> Household:
    made: Household = factories.a_household(session)
    return made


@pytest.fixture
def rows(session: Session, household: Household) -> list[Row]:
    """One household on three meetings, the newest last."""
    made = [
        factories.a_row(session, factories.a_conference(session, held_on=day), household=household)
        for day in DAYS
    ]
    session.commit()
    return made


def _sent(session: Session, row: Row, agency: str, value: int | None, hour: int = 9) -> None:
    by = cast.enter(session, cast.SUZUKI)
    at = datetime.combine(row.conference.held_on, time(hour))
    session.add(RowComment(row_id=row.id, person_id=by.id, text="返事", at=at, agency=agency, safety=value))
    session.flush()


def test_what_an_agency_said_last_counts(session: Session, rows: list[Row]) -> None:
    _sent(session, rows[2], SCHOOL, 30, hour=9)
    _sent(session, rows[2], SCHOOL, 0, hour=11)
    _sent(session, rows[2], NURSERY, None)
    assert numbers_of(session, rows) == {rows[2].id: {SCHOOL: 0}}


def test_beside_the_number_of_the_meeting_before(session: Session, rows: list[Row]) -> None:
    _sent(session, rows[0], SCHOOL, 80)
    _sent(session, rows[0], NURSERY, 50)
    _sent(session, rows[1], SCHOOL, 70)
    _sent(session, rows[2], SCHOOL, 60)
    _sent(session, rows[2], "児童相談所", 40)
    seen = seen_by_agencies(session, rows[2])
    assert seen == [
        Seen(SCHOOL, 60, 70, DAYS[1]),
        Seen(NURSERY, None, 50, DAYS[0]),
        Seen("児童相談所", 40),
    ]
    assert [each.falls for each in seen] == [True, False, False]


def test_another_household_and_a_later_meeting_are_not_told(session: Session, rows: list[Row]) -> None:
    other = factories.a_row(session, rows[0].conference)
    _sent(session, other, NURSERY, 10)
    _sent(session, rows[2], SCHOOL, 60)
    assert seen_by_agencies(session, rows[1]) == []


def test_the_panel_shows_it_beside_the_offices_own(as_: As, session: Session, rows: list[Row]) -> None:
    _sent(session, rows[1], SCHOOL, 70)
    _sent(session, rows[2], SCHOOL, 60)
    session.commit()
    page = as_(cast.SUZUKI).get("rosters.panel", row_id=rows[2].id)
    (line,) = page.soup.select(".agency-safety")
    assert (
        " ".join(line.get_text(" ").split()) == f"{SCHOOL}から 前回 70 （10/22） 70 今回 60 60 ▼下がりました"
    )


def _table(page: Page) -> list[list[str]]:
    lines = page.soup.select(".trend-table tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")] for line in lines]


def test_a_line_for_each_agency_on_the_households_page(
    as_: As, session: Session, household: Household, rows: list[Row]
) -> None:
    for row, school, nursery in zip(rows, (80, None, 60), (None, 40, 45), strict=True):
        _sent(session, row, SCHOOL, school)
        _sent(session, row, NURSERY, nursery)
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=household.id)
    assert _table(page) == [
        ["会議", "R8.9.24", "R8.10.22", "R8.11.26"],
        [f"安全の度合い（{SCHOOL}）", "80", "—", "60"],
        [f"安全の度合い（{NURSERY}）", "—", "40", "45"],
    ]
    drawn = page.soup.select(".trend polyline")
    assert len({line["stroke-dasharray"] for line in drawn}) == len(drawn) == 2
    keys = [key["class"][-1] for key in page.soup.select(".trend-key g")]
    assert (
        keys
        == [group["class"][-1] for group in page.soup.select(".trend g")]
        == ["trend-up", "trend-diamond"]
    )


def _as_school(as_: As, session: Session, row: Row, **given: str) -> Page:
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    return as_(cast.TANAKA).post("invitations.comment", given, row_id=row.id)


@pytest.mark.parametrize(
    ("text", "safety", "kept", "reason"),
    [
        ("朝は元気です。", "６０", ("朝は元気です。", SCHOOL, 60), "both"),
        ("", "100", ("", SCHOOL, 100), "the number alone"),
        ("朝は元気です。", "", ("朝は元気です。", "", None), "it need not be written"),
    ],
)
def test_an_agency_writes_it_beside_its_words(
    as_: As,
    session: Session,
    rows: list[Row],
    text: str,
    safety: str,
    kept: tuple[str, str, int],
    reason: str,
) -> None:
    assert _as_school(as_, session, rows[2], text=text, safety=safety).status == 200
    found = session.query(RowComment).one()
    assert (found.text, found.agency, found.safety) == kept, reason
    session.commit()


@pytest.mark.parametrize("safety", ["101", "-1", "まあまあ"])
def test_what_is_no_number_is_told_and_nothing_is_lost(
    as_: As, session: Session, rows: list[Row], safety: str
) -> None:
    page = _as_school(as_, session, rows[2], text="朝は元気です。", safety=safety)
    assert page.status == 422
    assert "0から100までの数で書いてください" in page.words
    assert page.soup.select_one("[name=safety]")["value"] == safety  # type: ignore[index]
    assert "朝は元気です。" in page.soup.select_one("textarea[name=text]").get_text()  # type: ignore[union-attr]
    assert session.query(RowComment).count() == 0
    session.commit()


def test_the_office_has_its_own_field_for_it(as_: As, session: Session, rows: list[Row]) -> None:
    browser = as_(cast.SUZUKI)
    assert (
        browser.get("invitations.own", conference_id=rows[2].conference_id).soup.select("[name=safety]") == []
    )
    browser.post("invitations.comment", {"text": "読みました", "safety": "50"}, row_id=rows[2].id)
    assert session.query(RowComment).one().safety is None
    session.commit()
