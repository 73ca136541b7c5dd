"""The first page: each role sees first what it owes."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from conference import clock, db
from conference.access import allow_signed_in, current_person
from conference.audit import service as audit
from conference.decisions.edits import versions
from conference.home import service
from conference.households.models import Household
from conference.people.models import Person, Role
from conference.rosters.standing import standing

pages = Blueprint("home", __name__)


@pages.get("/")
@allow_signed_in
def index() -> str:
    person = current_person()
    if current_app.extensions["settings"].features == "library":
        return render_template("home/doors.html")
    if person.kind.runs_conferences:
        return _facilitator(person)
    if person.kind in (Role.MATERNAL, Role.CHILD):
        return _worker(person)
    return render_template("home/doors.html")


def _worker(person: Person) -> str:
    owed = service.owed_by(db.session(), person, clock.today())
    seen = [*owed.to_write, *(each.row for each in owed.deadlines), *(row for row, _ in owed.plans)]
    _leave_trace(person, service.households_of(seen))
    return render_template("home/worker.html", owed=owed, numbers=_numbers(owed), today=clock.today())


def _facilitator(person: Person) -> str:
    overview = service.overview(db.session(), clock.today())
    mine = service.owed_by(db.session(), person, clock.today())
    seen = [
        *overview.waiting,
        *overview.reviews_over,
        *overview.dateless,
        *(each.row for each in [*overview.overdue, *mine.deadlines]),
    ]
    _leave_trace(person, service.households_of(seen))
    return render_template(
        "home/facilitator.html",
        overview=overview,
        owed=mine,
        numbers=_numbers(mine),
        today=clock.today(),
        stands=standing,
    )


def _leave_trace(person: Person, households: list[Household]) -> None:
    if households:
        audit.viewed(person, "home_viewed", *households)


def _numbers(owed: service.Owed) -> dict[tuple[int, str], int]:
    """Versions of the fields that can be written from here."""
    rows = {row.id for row in owed.to_write} | {each.row.id for each in owed.deadlines}
    return {key: edit.number for key, edit in versions(db.session(), rows).items()}
