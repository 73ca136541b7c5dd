"""進行表 on the screen and on one A4, and the minutes in it that are no rows'."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_runs_conferences, allow_sees_named, conference_for, current_person
from conference.audit import service as audit
from conference.invitations import outside
from conference.invitations.drafts import briefs_of
from conference.invitations.pack import questions_of
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import planning, running, service
from conference.rosters.blueprint import pages
from conference.rosters.forms import PausesForm
from conference.rosters.models import Conference, Row
from conference.series.kinds import kind_of


@pages.get("/conferences/<int:conference_id>/running")
@allow_sees_named
def running_order(conference_id: int) -> str | Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    if not kind_of(conference.series).has_roster and person.kind.sees_rosters:
        return redirect(url_for("series.checklist", conference_id=conference.id))
    return _page(person, conference, PausesForm.of(conference))


def _page(person: Person, conference: Conference, form: PausesForm) -> str:
    rows = service.roster_of(db.session(), conference)
    shown = service.shared_with(rows, person)
    numbers = "numbers" in request.args or outside.is_numbered(conference, person)
    audit.shown(person, "conference_viewed", conference, *([] if numbers else shown))
    steps = running.steps_of(conference, rows)
    return render_template(
        "rosters/running.html",
        conference=conference,
        steps=running.only(steps, shown),
        over=planning.said(running.minutes_over(conference, steps)),
        is_numbered=numbers,
        bring={} if numbers else _to_bring(conference, shown, person),
        form_given=form,
        kind=kind_of(conference.series),
    )


def _to_bring(conference: Conference, rows: list[Row], person: Person) -> dict[int, list[str]]:
    """By row: which record to have at hand, and what somebody was asked to tell; the office's own."""
    if not person.kind.sees_rosters:
        return {}
    found = {
        row_id: [brief.at_hand] for row_id, brief in briefs_of(db.session(), rows).items() if brief.at_hand
    }
    for each in questions_of(db.session(), conference):
        asked = f"{each.attendance.name}に：{each.text}" if each.attendance else f"聞くこと：{each.text}"
        found.setdefault(each.row_id, []).append(asked)
    return found


@pages.post("/conferences/<int:conference_id>/running")
@allow_runs_conferences
def set_pauses(conference_id: int) -> Response | tuple[str, int]:
    """Minutes of the break and of the training; the notice's button sends those that stood before."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    form = PausesForm.read(request.values)
    if form.problems:
        return _page(person, conference, form), 422
    before = PausesForm.of(conference)
    form.write(conference)
    audit.record(db.session(), person, "conference_changed", conference, field="minutes")
    db.session().commit()
    undo = url_for(
        "rosters.set_pauses",
        conference_id=conference.id,
        break_minutes=before.break_minutes,
        training_minutes=before.training_minutes,
    )
    notice("休けいと研修の時間を変えました。", undo=undo if before.texts != form.texts else "")
    broadcast.tell(conference.id, "roster", by=person)
    return redirect(url_for("rosters.running_order", conference_id=conference.id))
