"""記録: the print page, the workbook to take home, and one household's excerpt."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.confirmations import readings
from conference.confirmations.rechecks import AFTER_THE_ROOM
from conference.minutes import service, shapes
from conference.minutes.word import word_of
from conference.minutes.workbook import workbook_of

pages = Blueprint("minutes", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.get("/conferences/<int:conference_id>/minutes")
@allow_sees_rosters
def minutes(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    shown = service.minutes_of(db.session(), conference, clock.today())
    audit.viewed(person, "minutes_viewed", conference, *conference.rows)
    return render_template(
        "minutes/minutes.html",
        minutes=shown,
        conference=conference,
        shape=shapes.shape_of(shown, request.args.get("shape", "")),
        shapes=shapes.SHAPES.values(),
        handling=service.HANDLING,
        approvals=service.APPROVALS,
        readers=readings.readers(db.session(), conference),
        is_over=conference.phase in AFTER_THE_ROOM,
    )


@pages.get("/conferences/<int:conference_id>/minutes.xlsx")
@allow_sees_rosters
def workbook(conference_id: int) -> Response:
    return _taken_home(_taken(conference_id), XLSX, "xlsx", workbook_of)


@pages.get("/conferences/<int:conference_id>/minutes.docx")
@allow_sees_rosters
def word(conference_id: int) -> Response:
    shown = _taken(conference_id)
    shape = shapes.shape_of(shown, request.args.get("shape", ""))
    return _taken_home(shown, DOCX, "docx", lambda minutes: word_of(minutes, shape))


def _taken(conference_id: int) -> service.Minutes:
    """The record, with its line in the audit: a copy leaves the tool."""
    person = current_person()
    conference = conference_for(person, conference_id)
    shown = service.minutes_of(db.session(), conference, clock.today())
    audit.viewed(person, "minutes_exported", conference, *conference.rows, rows=len(shown.rows))
    return shown


def _taken_home(
    shown: service.Minutes, kind: str, ending: str, made: Callable[[service.Minutes], bytes]
) -> Response:
    name = service.file_name(shown.conference, ending)
    return send_file(BytesIO(made(shown)), mimetype=kind, as_attachment=True, download_name=name)


@pages.get("/rows/<int:row_id>/excerpt")
@allow_sees_rosters
def excerpt(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    text = service.excerpt_of(db.session(), row, clock.today())
    audit.viewed(person, "excerpt_viewed", row)
    return render_template("minutes/excerpt.html", row=row, text=text)
