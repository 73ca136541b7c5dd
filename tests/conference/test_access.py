"""Fetched already judged: what is missing and what is not yours look alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import access, db
from conference.access import RecordConfirmed, conference_for, household_for, row_for
from conference.errors import NotAllowed, NotYours
from conference.people.models import Person
from conference.rosters.models import ConferenceState, Row
from tests import cast
from tests.factories import a_conference, a_household, a_row, share


@pytest.fixture
def rows(session: Session) -> tuple[Row, Row]:
    """Two rows of one conference; the first is shared with 田中."""
    meeting = a_conference(session)
    first, second = a_row(session, meeting), a_row(session, meeting)
    share(session, first, cast.enter(session, cast.TANAKA))
    session.commit()
    return first, second


@pytest.fixture
def request_of(app: Flask) -> Iterator[Flask]:
    with app.test_request_context("/"):
        yield app


def _person(actor: cast.Actor) -> Person:
    return db.session().query(Person).filter_by(login=actor.login).one()


@pytest.mark.parametrize(
    ("actor", "shared", "other", "conference", "household"),
    [
        (cast.SATO, True, True, True, True),
        (cast.TAKAGI, True, True, True, True),
        (cast.SUZUKI, True, True, True, True),
        (cast.INUI, True, True, True, True),
        (cast.TANAKA, True, False, True, False),
        (cast.NISHIMURA, False, False, False, False),
        (cast.KANRI, False, False, False, False),
    ],
    ids=lambda value: getattr(value, "login", ""),
)
def test_who_sees_what(
    rows: tuple[Row, Row],
    request_of: Flask,
    actor: cast.Actor,
    shared: bool,
    other: bool,
    conference: bool,
    household: bool,
) -> None:
    person = _person(actor)

    def sees(fetch: object, number: int) -> bool:
        try:
            return fetch(person, number).id == number  # type: ignore[operator]
        except NotYours:
            return False

    assert [sees(row_for, rows[0].id), sees(row_for, rows[1].id)] == [shared, other]
    assert sees(conference_for, rows[0].conference_id) == conference
    assert sees(household_for, rows[0].household_id) == household


@pytest.mark.parametrize("fetch", [row_for, conference_for, household_for])
def test_missing_and_forbidden_look_alike(rows: tuple[Row, Row], request_of: Flask, fetch: object) -> None:
    told = set()
    for actor, number in [(cast.SATO, 99999), (cast.NISHIMURA, 1)]:
        with pytest.raises(NotYours) as refused:
            fetch(_person(actor), number)  # type: ignore[operator]
        told.add((refused.value.status, refused.value.sentence))
    assert len(told) == 1


def test_outside_participants_only_read(rows: tuple[Row, Row], request_of: Flask) -> None:
    with pytest.raises(NotAllowed):
        row_for(_person(cast.TANAKA), rows[0].id, write=True)


def test_a_confirmed_record_is_read_only(session: Session, request_of: Flask) -> None:
    row = a_row(session, a_conference(session, state=ConferenceState.CONFIRMED))
    session.commit()
    assert row_for(_person(cast.SATO), row.id).id == row.id
    for fetch, number in ((row_for, row.id), (conference_for, row.conference_id)):
        with pytest.raises(RecordConfirmed):
            fetch(_person(cast.SATO), number, write=True)


def test_a_household_never_on_a_roster(session: Session, request_of: Flask) -> None:
    alone = a_household(session)
    session.commit()
    assert household_for(_person(cast.SUZUKI), alone.id).id == alone.id


def test_a_view_that_says_nothing_stops_the_start(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "x")
    with pytest.raises(RuntimeError, match="silent"):
        access.require_declarations(app)


def test_and_is_refused_if_it_came_later(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "x")
    assert app.test_client().get("/silent").status_code == 404
