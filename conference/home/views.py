"""The first page: each role sees first what it owes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from flask import Blueprint, current_app, render_template

from conference import clock, db
from conference.access import allow_signed_in, current_person
from conference.advice import service as advices
from conference.audit import service as audit
from conference.births import service as births
from conference.briefs import service as briefs
from conference.confirmations import readings, rechecks
from conference.decisions.edits import versions
from conference.decisions.previous import asked_again
from conference.handovers import service as handovers
from conference.home import outside, service, training
from conference.households.models import Household
from conference.page_life import home as life
from conference.papers import service as papers
from conference.people.models import Person, Role
from conference.rosters.standing import standing
from conference.turns import listing as turns
from conference.unfound import service as unfound

pages = Blueprint("home", __name__)


@pages.get("/")
@allow_signed_in
def index() -> str:
    person = current_person()
    if person.kind is Role.TRAINER:
        return _trainer(person)
    if current_app.extensions["settings"].features == "library":
        return render_template("home/doors.html", **life.on_home(db.session(), person))
    if person.kind.runs_conferences:
        return _facilitator(person)
    if person.kind in (Role.MATERNAL, Role.CHILD):
        return _worker(person)
    if person.kind is Role.PARTICIPANT:
        return _participant(person)
    return render_template("home/doors.html", **life.on_home(db.session(), person))


def _trainer(person: Person) -> str:
    """Names nobody: the same with and without named records."""
    return render_template(
        "home/trainer.html",
        my_edits=training.open_edits(db.session(), person),
        unfound=unfound.several(db.session()),
        **life.on_home(db.session(), person),
    )


def _participant(person: Person) -> str:
    invited = outside.invited(db.session(), person, clock.today())
    _leave_trace(person, service.households_of([row for each in invited for row in each.rows]))
    return render_template(
        "home/participant.html",
        invited=invited,
        my_turns=turns.mine(db.session(), person, clock.today()),
        **life.on_home(db.session(), person),
    )


def _worker(person: Person) -> str:
    owed = service.owed_by(db.session(), person, clock.today())
    rows = [*owed.to_write, *owed.written]
    seen = [*rows, *(each.row for each in owed.deadlines), *(row for row, _ in owed.plans)]
    after = _after_the_room(person)
    _leave_trace(person, service.households_of(seen), _proposed(owed), _going_on(after))
    earlier = {row.id: asked_again(db.session(), row) for row in rows}
    return render_template(
        "home/worker.html",
        owed=owed,
        numbers=_numbers(owed, [each.row.id for found in earlier.values() for each in found]),
        today=clock.today(),
        briefs=briefs.for_rows(db.session(), rows),
        earlier=earlier,
        my_proposals=owed.proposed,
        **after,
    )


def _proposed(owed: service.Owed) -> list[Household]:
    return [each.household for each in [*owed.proposed, *(reply.proposal for reply in owed.replies)]]


def _facilitator(person: Person) -> str:
    overview = service.overview(db.session(), clock.today())
    mine = service.owed_by(db.session(), person, clock.today())
    seen = [
        *overview.waiting,
        *overview.reviews_over,
        *overview.dateless,
        *(each.row for each in [*overview.overdue, *mine.deadlines]),
    ]
    after = _after_the_room(person)
    _leave_trace(person, service.households_of(seen), _proposed(mine), _going_on(after))
    return render_template(
        "home/facilitator.html",
        overview=overview,
        owed=mine,
        numbers=_numbers(mine),
        today=clock.today(),
        stands=standing,
        my_proposals=mine.proposed,
        **after,
    )


def _after_the_room(person: Person) -> dict[str, Any]:
    """What goes on after a meeting: records not read, rows to recheck, hand-overs, births, paper still out."""
    return {
        **life.on_home(db.session(), person),
        "my_turns": turns.mine(db.session(), person, clock.today()),
        "unread": readings.unread_by(db.session(), person),
        "rechecks_waiting": sum(len(each.rows) for each in rechecks.waiting(db.session(), clock.today())),
        "handovers": handovers.waiting_for(db.session(), person),
        "new_advice": advices.waiting_for(db.session(), person),
        "births": births.asked_of(db.session(), person, clock.today()),
        "papers_out": papers.still_out(db.session()) if person.kind.runs_conferences else [],
    }


def _going_on(after: dict[str, Any]) -> list[Household]:
    return [each.household for each in [*after["handovers"], *after["new_advice"], *after["births"]]]


def _leave_trace(person: Person, *lists: list[Household]) -> None:
    if households := {each.id: each for each in chain(*lists)}:
        audit.viewed(person, "home_viewed", *households.values())


def _numbers(owed: service.Owed, more: Iterable[int] = ()) -> dict[tuple[int, str], int]:
    """Versions of the fields that can be written from here."""
    rows = {row.id for row in [*owed.to_write, *owed.written]} | {each.row.id for each in owed.deadlines}
    rows |= set(more)
    return {key: edit.number for key, edit in versions(db.session(), rows).items()}
