"""When and where the next meeting of a series is: as the series says, whatever one meeting was an exception for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.rosters.models import Conference, Rhythm, Series
from conference.series import service
from conference.series.usual import Usual
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
OWN = Usual("13:30", "15:30", "2階会議室")
ONCE = Usual("15:00", "16:30", "保健センター")
NOT_SAID = Usual("", "", "")


@pytest.mark.parametrize(
    ("own", "then", "reason"),
    [
        (OWN, OWN, "the series says all of it"),
        (Usual("13:30", "15:30", ""), Usual("13:30", "15:30", "保健センター"), "no place of its own"),
        (Usual("", "", "2階会議室"), Usual("15:00", "16:30", "2階会議室"), "no hours of its own"),
        (Usual("15:30", "", "2階会議室"), Usual("15:30", "", "2階会議室"), "no end: not that of another beginning"),
        (NOT_SAID, ONCE, "nothing said: as last time"),
    ],
)  # fmt: skip
def test_the_next_meeting_is_as_the_series_says(
    session: Session, own: Usual, then: Usual, reason: str
) -> None:
    series = factories.a_series(session)
    own.write(series)
    last = service.start(session, series, date(2026, 11, 26), last=None)
    ONCE.write(last)
    made = service.start(session, series, date(2026, 12, 24), last=last)
    assert Usual(made.starts_at, made.ends_at, made.place) == then, reason


def test_what_is_changed_in_the_series_holds_from_the_next_meeting_on(as_: As, session: Session) -> None:
    """会議の種類 says so when it is saved."""
    series = factories.a_series(session)
    last = factories.a_conference(session, series=series)
    ONCE.write(last)
    OWN.write(series)
    session.commit()
    browser = as_(cast.SATO)
    asked = browser.get(f"/conferences/new?series={series.id}")
    assert [tag["value"] for tag in asked.soup.select("main .field input:not([type=radio])")][1:4] == [
        "13:30", "15:30", "2階会議室",
    ]  # fmt: skip
    browser.post("calendars.make_next", series_id=series.id)
    made = session.scalars(select(Conference).where(Conference.id != last.id)).one()
    assert Usual(made.starts_at, made.ends_at, made.place) == OWN
    session.commit()


@pytest.mark.parametrize(
    ("said", "own", "reason"),
    [
        (Usual("9:00", "10:00", "相談室2"), Usual("09:00", "10:00", "相談室2"), "as its first meeting is"),
        (NOT_SAID, Usual("13:30", "15:30", ""), "nothing said: as its template"),
    ],
)
def test_a_series_made_by_its_first_meeting_meets_as_that_one(
    as_: As, session: Session, said: Usual, own: Usual, reason: str
) -> None:
    given = {"series": "joint_monthly", "held_on": "R8.12.10", **said.__dict__}
    assert as_(cast.SATO).post("rosters.make_conference", given).status == 200
    series = session.scalars(select(Series).where(Series.rhythm == Rhythm.MONTHLY)).one()
    assert Usual.of(series) == own, reason
    session.commit()
