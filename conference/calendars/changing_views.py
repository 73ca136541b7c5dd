"""One meeting on another day, or 見送り: the screen, and the ways back."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, conference_for, current_person
from conference.audit import service as audit
from conference.calendars import changing
from conference.calendars.blueprint import pages
from conference.calendars.planned import When
from conference.decisions.edits import Editor
from conference.decisions.fields import clean
from conference.era import format_date
from conference.errors import NotYours
from conference.live import broadcast
from conference.notices import notice
from conference.rosters.forms import ConferenceForm
from conference.rosters.models import Conference
from conference.rosters.schedule import AHEAD

SAME_SERIES = "same"


@pages.get("/conferences/<int:conference_id>/when")
@allow_runs_conferences
def when(conference_id: int) -> str:
    conference = conference_for(current_person(), conference_id)
    form = ConferenceForm(
        SAME_SERIES, format_date(conference.held_on), conference.starts_at, conference.ends_at,
        conference.place, {},
    )  # fmt: skip
    return _page(conference, form)


def _page(conference: Conference, form: ConferenceForm) -> str:
    may_call_off = conference.phase in AHEAD
    return render_template(
        "calendars/when.html", conference=conference, form_given=form, may_call_off=may_call_off
    )


@pages.post("/conferences/<int:conference_id>/when")
@allow_runs_conferences
def move(conference_id: int) -> Response | tuple[str, int]:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    given = {**request.form.to_dict(), "series": SAME_SERIES}
    form = ConferenceForm.read(given, clock.today(), {SAME_SERIES})
    if form.day is None or form.problems:
        return _page(conference, form), 422
    goal = When(form.day, form.starts_at, form.ends_at, form.place)
    before = changing.move(db.session(), Editor(person, clock.now()), conference, goal)
    audit.record(db.session(), person, "conference_changed", conference, field="when")
    db.session().commit()
    undo = url_for("calendars.move_back", conference_id=conference.id, number=before)
    notice(f"{_said(conference)}に変えました。案内を渡した人には知らせてください。", undo=undo)
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/when/<int:number>/back")
@allow_runs_conferences
def move_back(conference_id: int, number: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    if not changing.move_back(db.session(), Editor(person, clock.now()), conference, number):
        raise NotYours
    audit.record(db.session(), person, "undone", conference, what="when")
    db.session().commit()
    notice(f"{_said(conference)}に戻しました。")
    return _back(conference)


def _said(conference: Conference) -> str:
    return " ".join(
        part for part in (format_date(conference.held_on), conference.starts_at, conference.place) if part
    )


@pages.post("/conferences/<int:conference_id>/call-off")
@allow_runs_conferences
def call_off(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    before = conference.state
    why = clean(request.form.get("why", ""))
    changing.call_off(db.session(), Editor(person, clock.now()), conference, why)
    audit.record(db.session(), person, "state_changed", conference, before=before, after=conference.state)
    db.session().commit()
    undo = url_for("calendars.hold", conference_id=conference.id)
    rows = f"名簿の{len(conference.rows)}件は、次の会議を作るときに選べます。" if conference.rows else ""
    notice(
        f"{format_date(conference.held_on)}の会議を見送りにしました。{rows}",
        undo=undo,
        undo_label="やはり開く",
    )
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/hold")
@allow_runs_conferences
def hold(conference_id: int) -> Response:
    """やはり開く: back to 準備中."""
    person = current_person()
    conference = conference_for(person, conference_id)
    before = conference.state
    changing.hold(db.session(), conference)
    audit.record(db.session(), person, "state_changed", conference, before=before, after=conference.state)
    db.session().commit()
    notice(f"{format_date(conference.held_on)}の会議を開くことにしました。準備中に戻しています。")
    return _back(conference)


def _back(conference: Conference) -> Response:
    broadcast.tell(conference.id, "roster", by=current_person())
    return redirect(url_for("rosters.roster", conference_id=conference.id))
