"""When and where the next meeting of a series is: as the series says, whatever one meeting was an exception for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.people.models import Role
from conference.rosters import service as rosters
from conference.rosters.models import Conference, Rhythm, Series
from conference.series import choosing, service
from conference.series.kinds import kind_of
from conference.series.seats import Seat
from conference.series.usual import NOT_SAID, Usual
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
OWN = Usual("13:30", "15:30", "2階会議室")
ONCE = Usual("15:00", "16:30", "保健センター")


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
    assert Usual.of(made) == then, reason


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
    assert Usual.of(made) == OWN
    session.commit()


@pytest.mark.parametrize(
    ("usual", "line", "sentence"),
    [
        (OWN, "13:30–15:30 2階会議室", "13:30–15:30 2階会議室です。"),
        (Usual("13:30", "", "2階会議室"), "13:30 2階会議室", "13:30 2階会議室です。"),
        (Usual("13:30", "15:30", ""), "13:30–15:30", "13:30–15:30です。場所はまだ決まっていません。"),
        (Usual("", "", "2階会議室"), "2階会議室", "2階会議室です。時刻はまだ決まっていません。"),
        (NOT_SAID, "", "時刻と場所はまだ決まっていません。"),
    ],
)
def test_hours_and_place_in_words(usual: Usual, line: str, sentence: str) -> None:
    assert (usual.line, usual.sentence) == (line, sentence)


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


FIRST = Usual("09:00", "10:00", "相談室2")


@pytest.mark.parametrize(
    ("held_before", "own", "reason"),
    [
        (False, FIRST, "its template knew no better: so the next ones are too"),
        (True, OWN, "it has met before: one meeting is an exception"),
    ],
)
def test_what_the_first_meeting_says_is_said_of_a_series_that_was_there(
    as_: As, session: Session, held_before: bool, own: Usual, reason: str
) -> None:
    series = factories.a_series(session)
    OWN.write(series)
    if held_before:
        factories.a_conference(session, series=series, held_on=date(2026, 10, 22))
    session.commit()
    browser = as_(cast.SATO)
    browser.post(
        "rosters.make_conference", {"series": str(series.id), "held_on": "R8.11.26", **FIRST.__dict__}
    )
    browser.post("calendars.make_next", series_id=series.id)
    first, then = session.scalars(select(Conference).order_by(Conference.held_on)).all()[-2:]
    assert (Usual.of(first), Usual.of(then)) == (FIRST, own), reason
    session.commit()


def test_a_meeting_opened_at_once_says_nothing_of_its_series(session: Session) -> None:
    household, sato = factories.a_household(session), cast.enter(session, cast.SATO)
    made = rosters.open_for_one(session, household, sato, A_SATURDAY)
    assert (Usual.of(made), made.series.starts_at) == (Usual("14:30", "", ""), kind_of(made.series).starts_at)


@pytest.mark.parametrize("value", ["joint_monthly", "joint_weekly"])
def test_choosing_a_series_does_not_change_it(session: Session, value: str) -> None:
    made = choosing.chosen(session, value)
    assert made is not None
    OWN.write(made)
    assert choosing.chosen(session, value) is made
    assert Usual.of(made) == OWN


def test_of_two_people_of_one_name_nobody_is_seated(session: Session) -> None:
    """The seat stands under the name; whose account it is has to be said."""
    twin = cast.enter(session, cast.Actor("sato2", "佐藤 恵", Role.MATERNAL, "母子保健係"))
    sato, inui = cast.enter(session, cast.SATO), cast.enter(session, cast.INUI)
    series = factories.a_series(session)
    service.set_members(session, series, [Seat("", sato.name), Seat("", "乾真由")])
    made = service.start(session, series, date(2026, 12, 24), last=None)
    assert twin.name == sato.name
    assert [each.person_id for each in made.attendances] == [None, inui.id]
