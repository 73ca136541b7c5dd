"""安全の度合い over the meetings: what is drawn, and the same in numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.households.safety import EDGE, HEIGHT, WIDTH, Trend
from conference.rosters.models import Row
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
DAYS = (date(2026, 9, 24), date(2026, 10, 22), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("values", "dots"),
    [
        ((), []),
        ((50,), [(EDGE, HEIGHT / 2)]),  # one number stands at the left and draws no line
        ((0, 100), [(EDGE, HEIGHT - EDGE), (WIDTH - EDGE, EDGE)]),  # corner to corner
    ],
)
def test_where_the_numbers_stand(values: tuple[int, ...], dots: list[tuple[float, float]]) -> None:
    trend = Trend([(Row(), value) for value in values])
    assert (trend.dots, trend.is_drawn) == (dots, len(values) > 1)


def test_the_households_page_shows_it(as_: As, session: Session) -> None:
    household = factories.a_household(session)
    for day, safety in zip(DAYS, (40, None, 70), strict=True):
        row = factories.a_row(session, factories.a_conference(session, held_on=day), household=household)
        session.add(Brief(row_id=row.id, safety=safety))
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=household.id)
    told = " ".join(page.soup.select_one(".trend-words").get_text(" ").split())  # type: ignore[union-attr]
    assert told == "R8.9.24 40 → R8.11.26 70"
    assert len(page.soup.select(".trend circle")) == 2


def test_nothing_where_nobody_wrote_a_number(as_: As, session: Session) -> None:
    row = factories.a_row(session)
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=row.household_id)
    assert "安全の度合い" not in page.words
