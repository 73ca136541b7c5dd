"""ホワイトボード of a row: written by anybody of the office, shown on the wall on request, printed at the end."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.households.folded import folded_into
from conference.live import broadcast
from conference.minutes.service import HANDLING
from conference.notices import notice
from conference.projector.turns import turns
from conference.whiteboards import service

pages = Blueprint("whiteboards", __name__)


@pages.get("/rows/<int:row_id>/whiteboard")
@allow_sees_rosters
def whiteboard(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    audit.viewed(person, "row_viewed", row)
    return render_template(
        "whiteboards/whiteboard.html",
        row=row,
        conference=row.conference,
        board=service.board_of(db.session(), row),
        headings=service.HEADINGS,
        cells=service.cells_of(db.session(), row),
        folded=folded_into(db.session(), row),
        may_write=row.conference.phase.takes_roster_changes,
        is_shown=turns().board_of(row.conference_id) == row.id,
    )


@pages.post("/rows/<int:row_id>/whiteboard/show")
@allow_sees_rosters
def show(row_id: int) -> Response:
    """On the wall, with signs instead of names; a second time: off again."""
    person = current_person()
    row = row_for(person, row_id)
    is_wanted = request.form.get("shown", "1") == "1"
    turns().show_board(row.conference_id, row.id if is_wanted else None, clock.now())
    audit.record(db.session(), person, "whiteboard_shown", row, after=is_wanted)
    db.session().commit()
    broadcast.tell(row.conference_id, "turn", by=person, row=row.id)
    notice(
        "投影の画面に出しました。名前は記号に替わっています。" if is_wanted else "投影の画面から外しました。"
    )
    return redirect(url_for("whiteboards.whiteboard", row_id=row.id))


@pages.get("/conferences/<int:conference_id>/whiteboards")
@allow_sees_rosters
def paper(conference_id: int) -> str:
    """Every board of the meeting, one A4 page each."""
    person = current_person()
    conference = conference_for(person, conference_id)
    rows = service.written_on(db.session(), conference)
    audit.viewed(person, "whiteboards_printed", conference, *rows)
    return render_template(
        "whiteboards/paper.html",
        conference=conference,
        boards=[service.board_of(db.session(), row) for row in rows],
        handling=HANDLING,
    )
