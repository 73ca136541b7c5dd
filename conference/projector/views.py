"""投影: the current row on the wall; which row that is comes from the page that began to project."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.errors import NotYours
from conference.live import broadcast
from conference.projector import service
from conference.projector.turns import turns
from conference.rosters import trail
from conference.whiteboards.service import board_of

pages = Blueprint("projector", __name__)


@pages.get("/conferences/<int:conference_id>/projector")
@allow_sees_rosters
def wall(conference_id: int) -> str:
    """The window for the wall; its title and address name nobody."""
    conference = conference_for(current_person(), conference_id)
    return render_template("projector/wall.html", conference=conference, **_shown(conference_id))


@pages.get("/conferences/<int:conference_id>/projector/row")
@allow_sees_rosters
def row(conference_id: int) -> str:
    """What the window shows now, as a piece."""
    return render_template("projector/_row.html", **_shown(conference_id))


def _shown(conference_id: int) -> dict[str, Any]:
    """The current row, and its whiteboard where somebody asked for it."""
    person = current_person()
    conference = conference_for(person, conference_id)
    turn = turns().of(conference_id)
    found = service.current_row(conference, turn)
    if found is None:
        return {"screen": None, "board": None}
    trail.glimpsed(person, [found])
    screen = service.screen_of(db.session(), found, turn.since if turn else None, clock.now())
    board = board_of(db.session(), found, named=False) if turn and turn.board else None
    return {"screen": screen, "board": board}


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
