"""One household across conferences."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy import select

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, household_for
from conference.audit import service as audit
from conference.decisions.previous import history
from conference.households.models import Household
from conference.rosters import cells
from conference.rosters.models import ConferenceState
from conference.rosters.schedule import next_conference

pages = Blueprint("households", __name__)


@pages.get("/households")
@allow_sees_rosters
def households() -> str:
    """Every household once, to find one that is on no roster now."""
    found = db.session().scalars(select(Household).order_by(Household.name, Household.id)).all()
    audit.viewed(current_person(), "household_viewed", *found)
    return render_template("households/households.html", households=found)


@pages.get("/households/<int:household_id>")
@allow_sees_rosters
def household(household_id: int) -> str:
    person = current_person()
    found = household_for(person, household_id)
    rows = history(db.session(), found)
    coming = next_conference(db.session(), clock.today())
    is_on_it = coming is not None and any(row.conference_id == coming.id for row in rows)
    may_add = coming is not None and not is_on_it and coming.phase is not ConferenceState.CONFIRMED
    audit.viewed(person, "household_viewed", found)
    return render_template(
        "households/household.html",
        household=found,
        members=cells.member_lines(found, clock.today()),
        rows=rows,
        coming=coming if may_add and person.kind.runs_conferences else None,
        kind_line=cells.kind_line,
        family_line=cells.family_line,
    )
