"""会議の種類: the office's own copies of the templates; and the checklist of one meeting."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.calendars import service as calendars
from conference.decisions.fields import clean
from conference.errors import NotYours
from conference.notices import notice
from conference.rosters.models import Conference, Rhythm, Series
from conference.series import checklist as lines
from conference.series import service
from conference.series.forms import NAME_TAKEN, SeriesForm
from conference.series.kinds import BY_ID, MINUTES_FORMS, STAGES, Kind, kind_of
from conference.series.looking_back import last_time
from conference.series.models import ConferenceCheck
from conference.series.shelves import shelves

pages = Blueprint("series", __name__)
RHYTHMS = [(rhythm.value, rhythm.value) for rhythm in Rhythm]


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    """「準備 3/8」 on any page of a conference."""
    return {"preparation_of": lambda conference: lines.progress_of(db.session(), conference)}


@pages.get("/series")
@allow_runs_conferences
def all_kinds() -> str:
    coming = calendars.coming(db.session(), clock.today())
    seats = {each.series.id: len(service.seats_of(db.session(), each.series)) for each in coming}
    checks = {each.series.id: len(service.checks_of(db.session(), each.series)) for each in coming}
    return render_template(
        "series/kinds.html", coming=coming, seats=seats, checks=checks, shelves=shelves(), forms=MINUTES_FORMS
    )


@pages.get("/series/new")
@allow_runs_conferences
def new_series() -> str:
    kind = _kind_asked_for()
    return _page(SeriesForm.of_kind(kind), kind, None)


def _kind_asked_for() -> Kind:
    """The template of the address; NotYours where there is none of that name."""
    found = BY_ID.get(request.values.get("kind", ""))
    if found is None:
        raise NotYours
    return found


@pages.post("/series/new")
@allow_runs_conferences
def make_series() -> Response | tuple[str, int]:
    person, kind = current_person(), _kind_asked_for()
    form = SeriesForm.read(request.form, clock.today())
    if _has_problems(form, None):
        return _page(form, kind, None), 422
    series = service.from_kind(db.session(), kind)
    form.write(db.session(), series)
    audit.record(db.session(), person, "series_made", series, kind=kind.id)
    first = _first_meeting(form, series)
    db.session().commit()
    undo = "" if first else url_for("series.remove_series", series_id=series.id)
    notice(f"会議の種類「{series.title}」を足しました。", undo=undo)
    if first is None:
        return redirect(url_for("series.all_kinds"))
    return redirect(url_for("series.checklist", conference_id=first.id))


def _first_meeting(form: SeriesForm, series: Series) -> Conference | None:
    if form.first_day is None:
        return None
    first = service.start(db.session(), series, form.first_day, last=None)
    audit.record(db.session(), current_person(), "conference_made", first, rows=0)
    return first


@pages.get("/series/<int:series_id>")
@allow_runs_conferences
def edit_series(series_id: int) -> str:
    series = _series(series_id)
    return _page(SeriesForm.of(db.session(), series), kind_of(series), series)


@pages.post("/series/<int:series_id>")
@allow_runs_conferences
def change_series(series_id: int) -> Response | tuple[str, int]:
    person, series = current_person(), _series(series_id)
    form = SeriesForm.read(request.form, clock.today())
    if _has_problems(form, series):
        return _page(form, kind_of(series), series), 422
    form.write(db.session(), series)
    audit.record(db.session(), person, "series_changed", series)
    db.session().commit()
    notice(f"「{series.title}」を保存しました。次に作る会議から使います。")
    return redirect(url_for("series.all_kinds"))


@pages.post("/series/<int:series_id>/remove")
@allow_runs_conferences
def remove_series(series_id: int) -> Response:
    """Only one that never met: 元に戻す after it was added."""
    person, series = current_person(), _series(series_id)
    title = series.title
    audit.record(db.session(), person, "undone", series, what="series")
    service.remove(db.session(), series)
    db.session().commit()
    notice(f"会議の種類「{title}」を取り消しました。")
    return redirect(url_for("series.all_kinds"))


def _series(series_id: int) -> Series:
    found = db.session().get(Series, series_id)
    if found is None:
        raise NotYours
    return found


def _has_problems(form: SeriesForm, series: Series | None) -> bool:
    if form.name and service.is_named(db.session(), form.name, form.rhythm, but=series):
        form.problems["name"] = NAME_TAKEN
    return bool(form.problems)


def _page(form: SeriesForm, kind: Kind, series: Series | None) -> str:
    return render_template(
        "series/edit.html",
        form_given=form,
        kind=kind,
        series=series,
        rhythms=RHYTHMS,
        forms=list(MINUTES_FORMS.items()),
        stages=STAGES,
    )


# --- the checklist of one meeting


@pages.get("/conferences/<int:conference_id>/checklist")
@allow_sees_rosters
def checklist(conference_id: int) -> str:
    conference = conference_for(current_person(), conference_id)
    checks = lines.checks_of(db.session(), conference)
    is_open = conference.phase.takes_roster_changes
    return render_template(
        "series/checklist.html",
        conference=conference,
        kind=kind_of(conference.series),
        stages=lines.by_stage(checks),
        progress=lines.progress_of(db.session(), conference),
        offered=[(stage, stage) for stage in STAGES],
        last_time=last_time(db.session(), conference, checks) if is_open else None,
    )


@pages.post("/conferences/<int:conference_id>/checklist")
@allow_sees_rosters
def add_check(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    text = clean(request.form.get("text", "")).strip()
    if not text or len(text) > lines.LONGEST_CHECK:
        notice("項目は1字から120字で書いてください。まだ足していません。", kind="warn")
    else:
        added = lines.add_line(db.session(), conference, request.form.get("stage", ""), text)
        audit.record(db.session(), person, "conference_changed", conference, field="checklist")
        db.session().commit()
        undo = url_for("series.remove_check", conference_id=conference.id, check_id=added.id)
        notice(f"「{text}」を足しました。", undo=undo)
    return redirect(url_for("series.checklist", conference_id=conference.id))


@pages.post("/conferences/<int:conference_id>/checklist/<int:check_id>/remove")
@allow_sees_rosters
def remove_check(conference_id: int, check_id: int) -> Response:
    """元に戻す, after a line was added."""
    person = current_person()
    conference = conference_for(person, conference_id)
    check = _check(conference, check_id)
    text = check.text
    audit.record(db.session(), person, "undone", conference, what="checklist")
    db.session().delete(check)
    db.session().commit()
    notice(f"「{text}」を外しました。")
    return redirect(url_for("series.checklist", conference_id=conference.id))


def _check(conference: Conference, check_id: int) -> ConferenceCheck:
    """A line of this meeting; NotYours for one of another."""
    found = db.session().get(ConferenceCheck, check_id)
    if found is None or found.conference_id != conference.id:
        raise NotYours
    return found


@pages.post("/conferences/<int:conference_id>/checklist/<int:check_id>")
@allow_sees_rosters
def tick(conference_id: int, check_id: int) -> Response:
    """Ticks, or takes the tick away: the same button is its own undo."""
    person = current_person()
    conference = conference_for(person, conference_id)
    check = _check(conference, check_id)
    is_done = lines.tick(check, person, clock.now())
    audit.record(db.session(), person, "check_ticked", conference, done=is_done)
    db.session().commit()
    return redirect(url_for("series.checklist", conference_id=conference.id, _anchor=f"check-{check.id}"))


@pages.post("/conferences/<int:conference_id>/people/usual")
@allow_runs_conferences
def keep_people(conference_id: int) -> Response:
    """Who is on this meeting's list becomes who usually comes."""
    person = current_person()
    conference = conference_for(person, conference_id)
    service.keep_people(db.session(), conference)
    audit.record(db.session(), person, "conference_changed", conference, field="usual")
    db.session().commit()
    notice(f"{conference.series.title}のいつもの出席者にしました。会議の種類の画面で直せます。")
    return redirect(url_for("rosters.people", conference_id=conference.id))
