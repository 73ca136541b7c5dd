"""The roster of one conference: its page, its rows, its order and its tracks."""

from __future__ import annotations

from flask import current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import (
    allow_runs_conferences,
    allow_sees_named,
    allow_sees_rosters,
    conference_for,
    current_person,
    household_for,
    row_for,
)
from conference.advice.service import advised
from conference.audit import service as audit
from conference.errors import NotYours
from conference.invitations import outside
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import board, service, trail
from conference.rosters import calendar as calendar  # its pages belong to this blueprint
from conference.rosters import opening as opening  # and these
from conference.rosters import running_views as running_views  # and these
from conference.rosters import sorting as sorting  # and these
from conference.rosters.blueprint import pages
from conference.rosters.models import Conference, Row, Track
from conference.rosters.panel import panel_for
from conference.rosters.schedule import next_day_for
from conference.series.kinds import kind_of
from conference.similar import service as similar


@pages.get("/conferences/<int:conference_id>")
@allow_sees_named
def roster(conference_id: int) -> str | Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    if not kind_of(conference.series).has_roster and person.kind.sees_rosters:
        return redirect(url_for("series.checklist", conference_id=conference.id))
    shown = board.board_for(db.session(), conference, person, clock.now())
    audit.viewed(person, "conference_viewed", conference, *(line.row for line in shown.lines))
    if outside.is_numbered(conference, person):
        lines = [outside.outside_row(line.row) for line in shown.lines]
        return render_template("rosters/outside.html", lines=lines, conference=conference)
    similar.prepare([line.row for line in shown.lines])
    return render_template(
        "rosters/roster.html", board=shown, conference=conference, import_address=_import_address(conference)
    )


def _import_address(conference: Conference) -> str:
    """Where a spreadsheet is taken in; nothing where that part is not installed."""
    if "roster_import" not in current_app.blueprints:
        return ""
    return url_for("roster_import.choose_file", conference_id=conference.id)


@pages.get("/conferences/<int:conference_id>/figures")
@allow_sees_named
def figures(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    rows = service.shared_with(service.roster_of(db.session(), conference), person)
    counted = board.figures_of(conference, rows, clock.now())
    return render_template("rosters/_figures.html", figures=counted, conference=conference)


@pages.get("/rows/<int:row_id>/line")
@allow_sees_named
def line(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    trail.glimpsed(person, [row])
    if outside.is_numbered(row.conference, person):
        return _numbered(row)
    next_on, _ = next_day_for(db.session(), row.conference)
    has_advice = person.kind.sees_rosters and bool(advised(db.session(), [row]))
    shown = board.line_of(row, next_on, clock.now(), has_advice=has_advice)
    return render_template("rosters/_line.html", line=shown, conference=row.conference)


@pages.get("/rows/<int:row_id>/panel")
@allow_sees_named
def panel(row_id: int) -> str:
    person = current_person()
    row = row_for(person, row_id)
    audit.viewed(person, "row_viewed", row)
    if outside.is_numbered(row.conference, person):
        return _numbered(row)
    return render_template("rosters/_panel.html", panel=panel_for(db.session(), row, person))


def _numbered(row: Row) -> str:
    return render_template("rosters/_outside_row.html", line=outside.outside_row(row))


@pages.post("/conferences/<int:conference_id>/order")
@allow_runs_conferences
def order(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    service.reorder(db.session(), conference, _ids_sent())
    audit.record(db.session(), person, "rows_reordered", conference)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    return jsonify(saved=True)


def _ids_sent() -> list[int]:
    given = request.get_json(silent=True)
    rows = given.get("rows") if isinstance(given, dict) else None
    return [each for each in rows if type(each) is int] if isinstance(rows, list) else []


@pages.post("/rows/<int:row_id>/track")
@allow_runs_conferences
def set_track(row_id: int) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    wanted = request.form.get("track", "")
    if wanted not in tuple(Track):
        raise NotYours
    before = row.track
    service.set_track(row, Track(wanted))
    audit.record(db.session(), person, "conference_changed", row, field="track")
    db.session().commit()
    notice(
        f"{row.number}番を「{wanted}」に移しました。",
        undo=url_for("rosters.flip_track", row_id=row.id, to=before),
    )
    return _after_row_change(row, person)


def _other_track(row: Row) -> Track:
    return Track.DISCUSS if row.track == Track.TOGETHER else Track.TOGETHER


@pages.post("/rows/<int:row_id>/track/flip")
@allow_runs_conferences
def flip_track(row_id: int) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    wanted = request.args.get("to", "")
    service.set_track(row, Track(wanted) if wanted in tuple(Track) else _other_track(row))
    audit.record(db.session(), person, "undone", row, what="track")
    db.session().commit()
    return _after_row_change(row, person)


@pages.post("/rows/<int:row_id>/remove")
@allow_runs_conferences
def remove_row(row_id: int) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    conference, household = row.conference, row.household
    audit.record(db.session(), person, "row_removed", row)
    service.remove_row(db.session(), row)
    db.session().commit()
    undo = url_for("rosters.add_row", conference_id=conference.id, household_id=household.id)
    notice(f"{household.name}を名簿から外しました。", undo=undo)
    broadcast.tell(conference.id, "roster", by=person)
    return redirect(url_for("rosters.roster", conference_id=conference.id))


@pages.post("/conferences/<int:conference_id>/households/<int:household_id>")
@allow_runs_conferences
def add_row(conference_id: int, household_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    row = service.add_household(db.session(), conference, household_for(person, household_id))
    audit.record(db.session(), person, "row_added", row)
    db.session().commit()
    notice(f"{row.household.name}を{row.number}番に加えました。")
    return _after_row_change(row, person)


def _after_row_change(row: Row, person: Person) -> Response:
    broadcast.tell(row.conference_id, "roster", by=person)
    return redirect(url_for("rosters.roster", conference_id=row.conference_id, _anchor=f"row-{row.id}"))


@pages.post("/households/<int:household_id>/ad-hoc")
@allow_sees_rosters
def open_for_one(household_id: int) -> Response:
    person = current_person()
    household = household_for(person, household_id)
    conference = service.open_for_one(db.session(), household, person, clock.now())
    audit.record(db.session(), person, "conference_made", conference, rows=1)
    db.session().commit()
    row = conference.rows[0]
    return redirect(url_for("rosters.roster", conference_id=conference.id, _anchor=f"row-{row.id}"))
