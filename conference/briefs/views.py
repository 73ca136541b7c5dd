"""The family picture of a household: its form; and the 概要 of one row on paper."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, household_for, row_for
from conference.audit import service as audit
from conference.briefs import relatives
from conference.briefs.picture import picture_of
from conference.briefs.relations import RELATIONS, STANDINGS
from conference.briefs.relatives import FamilyForm
from conference.briefs.sheet import sheet_for
from conference.households.models import Household
from conference.households.service import ChangedMeanwhile
from conference.notices import notice

pages = Blueprint("briefs", __name__)


@pages.get("/households/<int:household_id>/family")
@allow_sees_rosters
def family(household_id: int) -> str:
    person = current_person()
    household = household_for(person, household_id)
    audit.viewed(person, "household_viewed", household)
    return _page(household, FamilyForm.of(household, clock.today()))


def _page(household: Household, form: FamilyForm, sentence: str = "") -> str:
    today = clock.today()
    return render_template(
        "briefs/family.html",
        household=household,
        form_given=form,
        state=FamilyForm.of(household, today).state,
        sentence=sentence,
        relations=[("", "選ぶ"), *((each.word, each.word) for each in RELATIONS)],
        standings=[(each, each) for each in STANDINGS],
        picture=picture_of(household, today),
    )


@pages.post("/households/<int:household_id>/family")
@allow_sees_rosters
def change_family(household_id: int) -> Response | tuple[str, int]:
    person = current_person()
    household = household_for(person, household_id)
    today = clock.today()
    form = FamilyForm.read(request.form, household, today)
    if request.form.get("state") != FamilyForm.of(household, today).state:
        return _page(household, form, ChangedMeanwhile().sentence), 409
    if form.problem_count:
        return _page(household, form), 422
    if relatives.write(db.session(), household, form, today):
        audit.record(db.session(), person, "household_changed", household, field="family")
    db.session().commit()
    notice("家族の図を保存しました。")
    return redirect(url_for("briefs.family", household_id=household.id))


@pages.get("/rows/<int:row_id>/brief")
@allow_sees_rosters
def brief(row_id: int) -> str:
    """概要 of one row for whoever presents it: numbered, as it goes out with the invitation."""
    person = current_person()
    row = row_for(person, row_id)
    sheet = sheet_for(db.session(), row)
    audit.viewed(person, "brief_printed", row)
    return render_template("briefs/paper.html", row=row, sheet=sheet)
