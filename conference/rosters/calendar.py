"""会議の一覧, new conferences, their people, and the steps from 準備中 to 確定."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import (
    allow_runs_conferences,
    allow_sees_named,
    allow_sees_rosters,
    conference_for,
    current_person,
)
from conference.audit import service as audit
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.live import broadcast
from conference.notes import service as notes
from conference.notices import notice
from conference.people.models import Person, Role
from conference.rosters import carrying, schedule, service, states, trail
from conference.rosters.attending import AttendanceKind
from conference.rosters.blueprint import pages
from conference.rosters.forms import ConferenceForm
from conference.rosters.missing import missing_on
from conference.rosters.models import Conference, ConferenceState, Series
from conference.series import choosing
from conference.series.kinds import kind_of
from conference.series.usual import Usual, usual

KINDS = [(kind.value, kind.value) for kind in AttendanceKind]
STEP_NOTICES = {
    "send": ("名簿を配布済みにしました。", "unsend", "準備中に戻す"),
    "unsend": ("準備中に戻しました。", "", ""),
    "begin": ("会議を始めました。", "", ""),
    "resume": ("会議に戻しました。続きから書けます。", "", ""),
    "confirm": ("確定しました。解くと、解いた人と時刻が残ります。", "reopen", "確定を解く"),
    "reopen": ("確定を解きました。直したあと、もう一度確定してください。", "", ""),
}


@pages.get("/conferences")
@allow_sees_named
def conferences() -> str:
    person = current_person()
    found = schedule.conferences(db.session())
    if person.kind is Role.PARTICIPANT:
        found = [each for each in found if service.shared_with(each.rows, person)]
    upcoming = schedule.next_conference(db.session(), clock.today())
    return render_template(
        "rosters/conferences.html",
        years=schedule.by_fiscal_year(found),
        upcoming=upcoming if upcoming in found else None,
        waiting=carrying.waiting_rows(db.session()) if person.kind.sees_rosters else [],
        agreed=notes.newest_texts(db.session(), notes.AGREED, [each.id for each in found]),
    )


@pages.get("/conferences/new")
@allow_runs_conferences
def new_conference() -> str:
    series = _series_asked_for()
    if series is None:
        return _new_conference_page(ConferenceForm("joint_monthly", "", "13:30", "15:30", "", {}))
    as_ever = usual(db.session(), series, schedule.last_like(db.session(), series, clock.today()))
    form = ConferenceForm(str(series.id), "", as_ever.starts_at, as_ever.ends_at, as_ever.place, {})
    return _new_conference_page(form)


def _series_asked_for() -> Series | None:
    """The series of the address; else that of the newest conference."""
    wanted = request.args.get("series", "")
    if found := choosing.chosen(db.session(), wanted if wanted.isdecimal() else ""):
        return found
    newest = next(iter(schedule.conferences(db.session())), None)
    return newest.series if newest else None


def _new_conference_page(form: ConferenceForm) -> str:
    offered = choosing.choices(db.session())
    return render_template("rosters/new_conference.html", form_given=form, series=offered)


@pages.post("/conferences")
@allow_runs_conferences
def make_conference() -> Response | tuple[str, int]:
    person = current_person()
    offered = {value for value, _ in choosing.choices(db.session())}
    form = ConferenceForm.read(request.form, clock.today(), offered)
    series = None if form.problems else choosing.chosen(db.session(), form.series)
    if form.day is None or series is None:
        return _new_conference_page(form), 422
    said = Usual(form.starts_at, form.ends_at, form.place)
    conference = schedule.open_conference(db.session(), series, form.day, said)
    audit.record(db.session(), person, "conference_made", conference, rows=0)
    db.session().commit()
    goal = "rosters.sources" if kind_of(series).has_roster else "series.checklist"
    return redirect(url_for(goal, conference_id=conference.id))


@pages.get("/conferences/<int:conference_id>/sources")
@allow_runs_conferences
def sources(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    found = carrying.sources(db.session(), conference)
    trail.glimpsed(person, [row for source in found for row in source.rows])
    return render_template("rosters/sources.html", conference=conference, sources=found)


@pages.post("/conferences/<int:conference_id>/sources")
@allow_runs_conferences
def collect(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    rows = carrying.collect(db.session(), conference, request.form.getlist("source"))
    for row in rows:
        audit.record(db.session(), person, "row_added", row)
    db.session().commit()
    notice(f"{len(rows)}件を名簿に加えました。" if rows else "名簿に加えた行はありません。")
    broadcast.tell(conference.id, "roster", by=person)
    return redirect(url_for("rosters.roster", conference_id=conference.id))


@pages.get("/conferences/<int:conference_id>/close")
@allow_runs_conferences
def closing(conference_id: int) -> str:
    """What is missing, row by row, and where the open rows go; it stops nobody."""
    person = current_person()
    conference = conference_for(person, conference_id)
    rows = service.roster_of(db.session(), conference)
    trail.glimpsed(person, rows)
    return render_template(
        "rosters/closing.html",
        conference=conference,
        missing=missing_on(rows),
        left=[row for row in rows if not row.phase.is_done],
        put_off=[row for row in rows if row.status in carrying.NOT_DONE and row.phase.is_done],
        following=schedule.following(db.session(), conference),
    )


@pages.post("/conferences/<int:conference_id>/close")
@allow_runs_conferences
def close(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    conference.next_conference_id = _chosen_next(conference)
    _step(conference, person, "close")
    undo = url_for("rosters.take_step", conference_id=conference.id, name="resume")
    notice("閉会しました。確定するまで直せます。", undo=undo, undo_label="会議に戻す")
    return redirect(url_for("rosters.roster", conference_id=conference.id))


def _chosen_next(conference: Conference) -> int | None:
    wanted = request.form.get("next_conference_id", "")
    ids = {each.id for each in schedule.following(db.session(), conference)}
    return int(wanted) if wanted.isdecimal() and int(wanted) in ids else None


@pages.post("/conferences/<int:conference_id>/step/<name>")
@allow_runs_conferences
def take_step(conference_id: int, name: str) -> Response:
    if name not in STEP_NOTICES:
        raise NotYours
    person = current_person()
    conference = conference_for(person, conference_id, write=name != "reopen")
    _step(conference, person, name)
    sentence, back, label = STEP_NOTICES[name]
    undo = url_for("rosters.take_step", conference_id=conference.id, name=back) if back else ""
    notice(sentence, undo=undo, undo_label=label)
    goal = "rosters.opening" if name == "begin" and _has_a_past(conference) else "rosters.roster"
    return redirect(url_for(goal, conference_id=conference.id))


def _has_a_past(conference: Conference) -> bool:
    """Something was decided before: the meeting opens on that."""
    return any(row.last_policy or row.carried_from_id for row in conference.rows)


def _step(conference: Conference, person: Person, name: str) -> None:
    before = conference.state
    after = states.step(db.session(), conference, name, clock.now())
    audit.record(db.session(), person, "state_changed", conference, before=before, after=after.value)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)


@pages.get("/conferences/<int:conference_id>/people")
@allow_sees_rosters
def people(conference_id: int) -> str:
    conference = conference_for(current_person(), conference_id)
    return render_template(
        "rosters/people.html",
        conference=conference,
        kinds=[kind.value for kind in AttendanceKind],
        kinds_pairs=KINDS,
        names=service.names_of_staff(db.session()),
        is_open=conference.phase is not ConferenceState.CONFIRMED,
    )


@pages.post("/conferences/<int:conference_id>/people")
@allow_sees_rosters
def change_people(conference_id: int) -> Response:
    """One form for the whole list: each entry's kind, and one new name at the end."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    for entry in list(conference.attendances):
        kind = request.form.get(f"kind-{entry.id}")
        if kind is not None and kind in ("", *AttendanceKind):
            service.set_attendance(conference, entry.id, kind)
    told = _add_somebody(conference)
    audit.record(db.session(), person, "conference_changed", conference, field="attendance")
    db.session().commit()
    notice(f"出席を保存しました。{told}")
    return redirect(url_for("rosters.people", conference_id=conference.id))


def _add_somebody(conference: Conference) -> str:
    """The new line at the end; an agency alone sits under its own name, as among the usual seats, and that is told."""
    name, agency = (clean(request.form.get(field, "")).strip()[:64] for field in ("name", "agency"))
    if not (name or agency):
        return ""
    kind = _kind(request.form.get("kind", ""))
    service.add_attendance(db.session(), conference, name or agency, agency if name else "", kind)
    return "" if name else f"名前がないため、「{agency}」は所属だけで入れました。"


def _kind(written: str) -> str:
    return written if written in tuple(AttendanceKind) else AttendanceKind.COMES
