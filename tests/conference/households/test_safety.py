"""安全の度合い and 本人・家族の点数 over the meetings: what is drawn, and the same in numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.households.models import Household
from conference.households.safety import EDGE, HEIGHT, MOST, WIDTH, Mark, Trend, marks_of, trend_of
from conference.rosters.models import Row
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
DAYS = (date(2026, 9, 24), date(2026, 10, 22), date(2026, 11, 26))
LEFT, MIDDLE, RIGHT = EDGE, WIDTH / 2, WIDTH - EDGE
TOP, HALF, BOTTOM = EDGE, HEIGHT / 2, HEIGHT - EDGE


@pytest.mark.parametrize(
    ("values", "dots", "reason"),
    [
        ((), [], "nobody wrote a number"),
        ((50,), [(LEFT, HALF)], "one number stands at the left and draws no line"),
        ((0, 100), [(LEFT, BOTTOM), (RIGHT, TOP)], "corner to corner"),
        ((0, None, 100), [(LEFT, BOTTOM), (RIGHT, TOP)], "a meeting without it is passed over"),
        ((None, 50, 0), [(MIDDLE, HALF), (RIGHT, BOTTOM)], "it stands under its own meeting"),
    ],
)
def test_where_the_numbers_stand(
    values: tuple[int | None, ...], dots: list[tuple[float, float]], reason: str
) -> None:
    safety = Trend([Mark(Row(), safety=value) for value in values]).safety
    family = Trend([Mark(Row(), family=value) for value in values]).family
    assert safety.dots == family.dots == dots, reason
    assert safety.is_drawn is (len(dots) > 1), reason


@pytest.fixture
def household(session: Session) -> Household:
    """Three meetings: both numbers, the family's alone, safety alone."""
    made: Household = factories.a_household(session)
    for day, safety, family, by in zip(
        DAYS, (40, None, 70), (30, 55, None), ("保護者", "本人", ""), strict=True
    ):
        row = factories.a_row(session, factories.a_conference(session, held_on=day), household=made)
        session.add(Brief(row_id=row.id, safety=safety, family_score=family, family_score_by=by))
    session.commit()
    return made


def _table(page: Page) -> list[list[str]]:
    lines = page.soup.select(".trend-table tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in line.select("th, td")] for line in lines]


def test_both_stand_on_the_households_page(as_: As, household: Household) -> None:
    page = as_(cast.SUZUKI).get("households.household", household_id=household.id)
    assert _table(page) == [
        ["会議", "R8.9.24", "R8.10.22", "R8.11.26"],
        ["安全の度合い", "40", "—", "70"],
        ["本人・家族の点数", "30 保護者", "55 本人", "—"],
    ]
    assert (len(page.soup.select(".trend circle")), len(page.soup.select(".trend rect"))) == (2, 2)


def test_they_stand_in_the_history_beside_what_was_decided(as_: As, household: Household) -> None:
    page = as_(cast.SUZUKI).get("households.household", household_id=household.id)
    said = [" ".join(each.get_text().split()) for each in page.soup.select("td .said")]
    assert said == [
        "安全の度合い：70",
        "本人・家族の点数：55（本人）",
        "安全の度合い：40 本人・家族の点数：30（保護者）",
    ]


def test_one_number_alone_has_one_line_of_the_table(as_: As, session: Session) -> None:
    row = factories.a_row(session)
    session.add(Brief(row_id=row.id, family_score=0))  # the least is a number, too
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=row.household_id)
    assert _table(page) == [["会議", "R8.11.26"], ["本人・家族の点数", "0"]]
    assert page.soup.select(".trend") == []


def test_nothing_where_nobody_wrote_a_number(as_: As, session: Session) -> None:
    row = factories.a_row(session)
    session.add(Brief(row_id=row.id, family_score_by="本人"))  # whose, and no number
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=row.household_id)
    assert "安全の度合い" not in page.words
    assert "本人・家族の点数" not in page.words


def test_the_newest_ten_stand_side_by_side(session: Session) -> None:
    household = factories.a_household(session)
    rows: list[Row] = []
    for number in range(MOST + 2):
        meeting = factories.a_conference(session, held_on=DAYS[0] + timedelta(days=7 * number))
        rows.insert(0, factories.a_row(session, meeting, household=household))
        session.add(Brief(row_id=rows[0].id, safety=number))
    session.flush()
    trend = trend_of(marks_of(session, rows), rows)
    assert [each.safety for each in trend.marks] == list(range(2, MOST + 2))
