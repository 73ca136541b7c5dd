"""取り上げる事例 of one meeting: choose, put in order, take off, print."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db, search_port
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.config import Settings
from conference.decisions.fields import clean
from conference.live import broadcast
from conference.meeting_cases import service
from conference.notices import notice
from conference.rosters.models import Conference
from conference.series.kinds import kind_of

pages = Blueprint("meeting_cases", __name__)
STEPS = {"up": -1, "down": 1}


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    """The list, for the page of the meeting and its record."""
    return {
        "cases_of": lambda conference: service.chosen(db.session(), _settings(), conference),
        "reads_cases": lambda conference: kind_of(conference.series).group == "study",
    }


@pages.get("/conferences/<int:conference_id>/cases")
@allow_sees_rosters
def cases(conference_id: int) -> str:
    return _page(conference_for(current_person(), conference_id))


@pages.post("/conferences/<int:conference_id>/cases/search")
@allow_sees_rosters
def find(conference_id: int) -> str:
    """What is searched for is no part of an address."""
    conference = conference_for(current_person(), conference_id)
    typed = clean(request.form.get("q", ""))[:200]
    return _page(conference, typed)


def _page(conference: Conference, typed: str = "", problem: str = "") -> str:
    session, settings = db.session(), _settings()
    chosen = service.chosen(session, settings, conference)
    found = service.find(session, settings, search_port.searcher(), typed) if typed else []
    there = {each.page_id for each in chosen}
    reviews = kind_of(conference.series).id == "casebook"
    return render_template(
        "meeting_cases/cases.html",
        conference=conference,
        chosen=chosen,
        typed=typed,
        found=[(each, each.page_id in there) for each in found],
        drafts=service.waiting_drafts(session, current_person()) if reviews else None,
        may_change=conference.phase.takes_roster_changes,
        problem=problem,
    )


def _settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found


@pages.post("/conferences/<int:conference_id>/cases/<page_id>/choose")
@allow_sees_rosters
def choose(conference_id: int, page_id: str) -> Response | tuple[str, int]:
    """Also the undo of taking one off: `place` says where it stood."""
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id, write=True)
    try:
        is_new = service.choose(session, _settings(), conference, page_id, person, clock.now())
    except (service.NoSuchCase, service.ListFull) as problem:
        return _page(conference, problem=problem.sentence), problem.status
    place = request.args.get("place", "")
    if is_new and place.isdecimal() and len(place) < 4:
        service.put_back(session, conference, page_id, int(place))
    if is_new:
        _done(conference, "事例を一覧に入れました。")
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/cases/<page_id>/move/<step>")
@allow_sees_rosters
def move(conference_id: int, page_id: str, step: str) -> Response:
    conference = conference_for(current_person(), conference_id, write=True)
    service.move(db.session(), conference, page_id, STEPS.get(step, 0))
    _done(conference)
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/cases/<page_id>/remove")
@allow_sees_rosters
def remove(conference_id: int, page_id: str) -> Response:
    conference = conference_for(current_person(), conference_id, write=True)
    place = service.remove(db.session(), conference, page_id)
    if place is not None:
        undo = url_for("meeting_cases.choose", conference_id=conference.id, page_id=page_id, place=place)
        _done(conference, "事例を一覧から外しました。", undo)
    return _back(conference)


def _done(conference: Conference, said: str = "", undo: str = "") -> None:
    audit.record(db.session(), current_person(), "conference_changed", conference, field="cases")
    db.session().commit()
    broadcast.tell(conference.id, "cases", by=current_person())
    if said:
        notice(said, undo=undo)


def _back(conference: Conference) -> Response:
    return redirect(url_for("meeting_cases.cases", conference_id=conference.id))
