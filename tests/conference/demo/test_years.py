"""The practice office's meetings without a roster: something to lay side by side on any day of the year."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.calendars.holidays import is_closed
from conference.demo.years import KINDS, make
from conference.growth import fiscal_year
from conference.rosters.models import Conference, Series
from conference.years.meetings import series_year
from tests import cast

DAYS = (
    (date(2026, 11, 22), "in the middle of a year"),
    (date(2027, 4, 1), "a year has just begun"),
    (date(2028, 2, 29), "a day most years do not have"),
)


@pytest.mark.parametrize(("today", "reason"), DAYS)
def test_the_year_before_and_this_one(session: Session, today: date, reason: str) -> None:
    people = {"tokatsu": cast.enter(session, cast.SATO), "jifuku": cast.enter(session, cast.SUZUKI)}
    make(session, people, today)
    meetings = session.scalars(select(Conference)).all()
    assert [each.held_on for each in meetings if each.held_on >= today or is_closed(each.held_on)] == [], (
        reason
    )
    series = {each.kind: each for each in session.scalars(select(Series))}
    assert set(series) == set(KINDS)
    last_year = {kind: series_year(session, series[kind], fiscal_year(today) - 1, today) for kind in KINDS}
    assert all(shown.meetings for shown in last_year.values())
    for kind in ("school_social", "undertakings"):
        grid = last_year[kind].grid
        assert grid is not None
        assert len({text for group in grid.groups for _, texts in group.rows for text in texts}) > 5
    assert any(each.written for each in last_year["representatives"].meetings)
    session.rollback()
