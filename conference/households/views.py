"""One household across conferences."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import (
    allow_runs_conferences,
    allow_sees_rosters,
    conference_for,
    current_person,
    household_for,
)
from conference.audit import service as audit
from conference.handovers import service as handovers
from conference.households import pairs, service
from conference.households.forms import HouseholdForm
from conference.households.models import CATEGORIES, FUNCTIONS, Household, HouseholdMerge
from conference.households.page import household_page
from conference.lists import by_reading
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import service as rosters
from conference.rosters.models import Conference

pages = Blueprint("households", __name__)
pairs.register(pages)


@pages.get("/households")
@allow_sees_rosters
def households() -> str:
    """Every household once, to find one that is on no roster now."""
    question = (
        select(Household)
        .where(Household.id.not_in(select(HouseholdMerge.gone_id)))
        .options(selectinload(Household.members))
    )
    found = sorted(db.session().scalars(question), key=lambda each: (*by_reading.key(each.name), each.id))
    audit.viewed(current_person(), "household_viewed", *found)
    return render_template("households/households.html", households=found)


@pages.get("/households/<int:household_id>")
@allow_sees_rosters
def household(household_id: int) -> str:
    person = current_person()
    found = household_for(person, household_id)
    audit.viewed(person, "household_viewed", found)
    return household_page(person, found)


@pages.get("/conferences/<int:conference_id>/households/new")
@allow_runs_conferences
def new_household(conference_id: int) -> str:
    conference = conference_for(current_person(), conference_id)
    return _new_page(conference, HouseholdForm(), [])


@pages.post("/conferences/<int:conference_id>/households/new")
@allow_runs_conferences
def add_household(conference_id: int) -> Response | tuple[str, int]:
    """Onto the roster at once; a family that may be the same is shown first."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    form = HouseholdForm.read(request.form, [], clock.today())
    alike = [] if form.problem_count else service.alike(db.session(), form, clock.today())
    if form.problem_count or (alike and not _is_another(form)):
        for household, _ in alike:
            audit.record(db.session(), person, "household_viewed", household)
        db.session().commit()
        return _new_page(conference, form, alike), 422
    return _added(person, conference, form)


def _is_another(form: HouseholdForm) -> bool:
    """Somebody has said that it is another family; a case number can only be one family's."""
    if service.has_number(db.session(), form.case_number):
        form.problems["case_number"] = service.NUMBER_TAKEN
        return False
    return request.form.get("another") == "1"


def _added(person: Person, conference: Conference, form: HouseholdForm) -> Response:
    household = service.add(db.session(), form, clock.today())
    audit.record(db.session(), person, "household_added", household)
    row = rosters.add_household(db.session(), conference, household)
    row.concern, row.situation = form.concern, form.situation
    audit.record(db.session(), person, "row_added", row)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    notice(f"{household.name}を{row.number}番に加えました。")
    return redirect(url_for("rosters.roster", conference_id=conference.id, _anchor=f"row-{row.id}"))


def _new_page(conference: Conference, form: HouseholdForm, alike: list[tuple[Household, str]]) -> str:
    return render_template(
        "households/new.html", conference=conference, form_given=form, alike=alike, **_offered()
    )


def _offered() -> dict[str, object]:
    return {
        "categories": [("", "未定"), *((each, each) for each in CATEGORIES)],
        "functions": [*((each, each) for each in FUNCTIONS)],
        "names": rosters.names_of_staff(db.session()),
    }


@pages.get("/households/<int:household_id>/edit")
@allow_sees_rosters
def edit_household(household_id: int) -> str:
    person = current_person()
    found = household_for(person, household_id)
    audit.viewed(person, "household_viewed", found)
    return _edit_page(found, HouseholdForm.of(found))


@pages.post("/households/<int:household_id>/edit")
@allow_sees_rosters
def change_household(household_id: int) -> Response | tuple[str, int]:
    person = current_person()
    found = household_for(person, household_id)
    form = HouseholdForm.read(request.form, [str(each.id) for each in found.members], clock.today())
    if service.has_number(db.session(), form.case_number, but=found):
        form.problems["case_number"] = service.NUMBER_TAKEN
    if request.form.get("state") != service.state_of(found):
        return _edit_page(found, form, service.ChangedMeanwhile().sentence), 409
    if form.problem_count:
        return _edit_page(found, form), 422
    before = found.lead_worker
    changed = service.write(db.session(), found, form, clock.today())
    handovers.begin(db.session(), found, before, clock.now())
    for name in changed:
        audit.record(db.session(), person, "household_changed", found, field=name)
    db.session().commit()
    notice("世帯を保存しました。")
    return redirect(url_for("households.household", household_id=found.id))


def _edit_page(found: Household, form: HouseholdForm, sentence: str = "") -> str:
    return render_template(
        "households/edit.html",
        household=found,
        form_given=form,
        state=service.state_of(found),
        sentence=sentence,
        now=HouseholdForm.of(found) if sentence else None,
        **_offered(),
    )
