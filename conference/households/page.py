"""世帯のこれまで: everything the page of one household shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from flask import render_template
from sqlalchemy.orm import Session

from conference import clock, db
from conference.advice import service as advices
from conference.advice.models import Advice
from conference.births import service as births
from conference.briefs.picture import picture_of
from conference.decisions.previous import history
from conference.handovers import service as handovers
from conference.households import merging
from conference.households.models import Household
from conference.households.safety import marks_of, trend_of
from conference.minutes.service import said_lines
from conference.people.models import Person
from conference.rosters import cells
from conference.rosters.models import Conference, ConferenceState, Row
from conference.rosters.schedule import next_conference


@dataclass(frozen=True)
class Entry:
    """One line of the history: a meeting, or a word between two meetings."""

    at: datetime
    row: Row | None = None
    advice: Advice | None = None


def entries_of(rows: Sequence[Row], said: Sequence[Advice]) -> list[Entry]:
    """The newest first; what was advised on the day of a meeting lies before or after its noon."""
    found = [Entry(datetime.combine(row.conference.held_on, time(12)), row=row) for row in rows]
    found += [Entry(each.at, advice=each) for each in said]
    return sorted(found, key=lambda each: each.at, reverse=True)


def household_page(person: Person, found: Household, *, typed: str = "", problem: str = "") -> str:
    """With a problem, the advice that could not be kept stands in its field again."""
    session, today = db.session(), clock.today()
    together = [found, *merging.shells_of(session, found)]
    rows = [row for each in together for row in history(session, each)]
    rows.sort(key=lambda row: (row.conference.held_on, row.id), reverse=True)
    said = advices.of_households(session, together)
    marks = marks_of(session, rows)
    return render_template(
        "households/household.html",
        household=found,
        members=cells.member_lines(found, today),
        entries=entries_of(rows, said),
        merged_into=merging.merged_into(session, found),
        family=picture_of(found, today),
        coming=_coming(session, rows) if person.kind.runs_conferences else None,
        kind_line=cells.kind_line,
        family_line=cells.family_line,
        said_lines=said_lines,
        marks=marks,
        trend=trend_of(marks, rows),
        handover=handovers.still_open(session, found),
        expected=births.of_household(found, today),
        new_advice=[each for each in said if advices.is_new_to(each, person)],
        workers=advices.workers_of(session, found),
        may_take_back=advices.may_take_back,
        typed=typed,
        problem=problem,
    )


def _coming(session: Session, rows: Sequence[Row]) -> Conference | None:
    """The next conference, where the household is not on its roster yet."""
    found = next_conference(session, clock.today())
    if found is None or found.phase is ConferenceState.CONFIRMED:
        return None
    return None if any(row.conference_id == found.id for row in rows) else found
