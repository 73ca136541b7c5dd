"""「同じ家族かもしれません」: its page and its three answers."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, current_person, household_for
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.errors import NotYours
from conference.households import merging
from conference.households.models import Household, HouseholdMerge
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person


def register(pages: Blueprint) -> None:
    """On the blueprint of the households."""
    pages.get("/households/doubles")(doubles)
    pages.post("/households/<int:one_id>/merge/<int:other_id>")(merge)
    pages.post("/households/<int:household_id>/take-apart")(take_apart)
    pages.post("/households/<int:one_id>/apart/<int:other_id>")(apart)


@allow_runs_conferences
def doubles() -> str:
    person = current_person()
    found = merging.likely(db.session())
    if found:
        seen = {each.id: each for pair in found for each in pair[:2]}
        audit.viewed(person, "list_viewed", *seen.values(), list="doubles")
    return render_template("households/doubles.html", pairs=found)


def _two(person: Person, one_id: int, other_id: int) -> tuple[Household, Household]:
    if one_id == other_id:
        raise NotYours
    return household_for(person, one_id), household_for(person, other_id)


@allow_runs_conferences
def merge(one_id: int, other_id: int) -> Response:
    """`kept` says which of the two stays; the first, when it says nothing."""
    person = current_person()
    one, other = _two(person, one_id, other_id)
    kept, gone = (other, one) if request.form.get("kept") == str(other.id) else (one, other)
    merging.merge(db.session(), Editor(person, clock.now()), kept, gone)
    audit.record(db.session(), person, "households_merged", gone, into=kept.id)
    db.session().commit()
    _tell_rosters(person, kept)
    undo = url_for("households.take_apart", household_id=gone.id)
    notice(f"{gone.name}と{kept.name}を一つの世帯にまとめました。", undo=undo)
    return redirect(url_for("households.doubles"))


def _tell_rosters(person: Person, household: Household) -> None:
    for conference_id in merging.rosters_with(db.session(), household):
        broadcast.tell(conference_id, "roster", by=person)


@allow_runs_conferences
def take_apart(household_id: int) -> Response:
    person = current_person()
    household = household_for(person, household_id)
    merged = db.session().get(HouseholdMerge, household.id)
    if merged is None:
        raise NotYours
    kept = merged.kept
    merging.take_apart(db.session(), merged)
    audit.record(db.session(), person, "undone", household, what="merge")
    db.session().commit()
    _tell_rosters(person, kept)
    notice(f"{household.name}を、まとめる前の二つの世帯に戻しました。")
    return redirect(url_for("households.doubles"))


@allow_runs_conferences
def apart(one_id: int, other_id: int) -> Response:
    """「別の家族」; with `undo` it is asked about again."""
    person = current_person()
    one, other = _two(person, one_id, other_id)
    if request.args.get("undo") == "1":
        merging.ask_again(db.session(), one, other)
    else:
        merging.keep_apart(db.session(), Editor(person, clock.now()), one, other)
        undo = url_for("households.apart", one_id=one.id, other_id=other.id, undo=1)
        notice(f"{one.name}と{other.name}は別の家族です。もう聞きません。", undo=undo)
    audit.record(db.session(), person, "households_apart", one, other=other.id)
    db.session().commit()
    return redirect(url_for("households.doubles"))
