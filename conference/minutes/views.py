"""記録: the print page, the workbook to take home, and one household's excerpt."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.minutes import service
from conference.minutes.workbook import workbook_of

pages = Blueprint("minutes", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        columns=service.COLUMNS,
        handling=service.HANDLING,
        approvals=service.APPROVALS,
    )


@pages.get("/conferences/<int:conference_id>/minutes.xlsx")
@allow_sees_rosters
def workbook(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    shown = service.minutes_of(db.session(), conference, clock.today())
    audit.viewed(person, "minutes_exported", conference, *conference.rows, rows=len(shown.rows))
    name = service.file_name(conference)
    return send_file(BytesIO(workbook_of(shown)), mimetype=XLSX, as_attachment=True, download_name=name)


@pages.get("/rows/<int:row_id>/excerpt")
@allow_sees_rosters
def excerpt(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    text = service.excerpt_of(db.session(), row, clock.today())
    audit.viewed(person, "excerpt_viewed", row)
    return render_template("minutes/excerpt.html", row=row, text=text)
