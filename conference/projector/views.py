"""投影: the current row on the wall; which row that is comes from the page that began to project."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.errors import NotYours
from conference.live import broadcast
from conference.projector import service
from conference.projector.turns import turns
from conference.rosters import trail

pages = Blueprint("projector", __name__)


@pages.get("/conferences/<int:conference_id>/projector")
@allow_sees_rosters
def wall(conference_id: int) -> str:
    """The window for the wall; its title and address name nobody."""
    conference = conference_for(current_person(), conference_id)
    return render_template("projector/wall.html", conference=conference, screen=_screen(conference_id))


@pages.get("/conferences/<int:conference_id>/projector/row")
@allow_sees_rosters
def row(conference_id: int) -> str:
    """What the window shows now, as a piece."""
    return render_template("projector/_row.html", screen=_screen(conference_id))


def _screen(conference_id: int) -> service.Screen | None:
    person = current_person()
    conference = conference_for(person, conference_id)
    turn = turns().of(conference_id)
    found = service.current_row(conference, turn)
    if found is None:
        return None
    trail.glimpsed(person, [found])
    return service.screen_of(db.session(), found, turn.since if turn else None, clock.now())


@pages.post("/conferences/<int:conference_id>/projector")
@allow_sees_rosters
def turn(conference_id: int) -> tuple[str, int]:
    """`{row}`: the projecting page has opened this row, or (null) has none open."""
    person = current_person()
    conference = conference_for(person, conference_id)
    given = request.get_json(silent=True)
    wanted = given.get("row") if isinstance(given, dict) else None
    if wanted is not None and (
        type(wanted) is not int or wanted not in {each.id for each in conference.rows}
    ):
        raise NotYours
    turns().take(conference_id, wanted, clock.now())
    broadcast.tell(conference_id, "turn", by=person, row=wanted)
    return "", 204
