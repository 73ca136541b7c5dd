"""一年のまとめ of a series, 年間の実績 of the office, and the lines of one meeting."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, jsonify, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.decisions.sent import asked_to_save
from conference.errors import ConferenceError, NotYours
from conference.growth import fiscal_year
from conference.lists.families import year_label
from conference.minutes.service import HANDLING
from conference.notices import notice
from conference.rosters.models import Conference, Series
from conference.years import writing
from conference.years.counting import years_with_meetings
from conference.years.errors import LineHasMore, LineWrittenMeanwhile, who
from conference.years.lines import lines_at, table_of
from conference.years.meetings import series_year
from conference.years.office import office_year
from conference.years.ruled import FIRST, NAME, SECOND, Ruled
from conference.years.sheet import OUTSIDE_NOTE, sheet_of
from conference.years.side_by_side import difference
from conference.years.workbook import workbook_of

pages = Blueprint("years", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OUTSIDE = "outside"


@pages.app_context_processor
def _for_the_page_of_a_meeting() -> dict[str, object]:
    return {
        "lines_table_of": table_of,
        "lines_of": lambda conference: lines_at(db.session(), conference),
        "line_difference": difference,
        "year_of": lambda conference: fiscal_year(conference.held_on),
        "this_year": lambda: fiscal_year(clock.today()),
    }


@pages.get("/series/<int:series_id>/years/<int:year>")
@allow_sees_rosters
def one_series(series_id: int, year: int) -> str:
    series = db.session().get(Series, series_id)
    if series is None:
        raise NotYours
    shown = series_year(db.session(), series, _readable(year), clock.today())
    return render_template(
        "years/series.html",
        shown=shown,
        label=year_label(year),
        years=_years(),
        handling=HANDLING,
    )


def _readable(year: int) -> int:
    """A year that a calendar has; raises NotYours."""
    if not 2000 <= year <= 2200:
        raise NotYours
    return year


def _years() -> list[tuple[int, str]]:
    return [(year, year_label(year)) for year in years_with_meetings(db.session(), clock.today())]


@pages.get("/years/<int:year>")
@allow_sees_rosters
def office(year: int) -> str:
    outside = _is_for_outside()
    counted = office_year(db.session(), _readable(year), clock.today())
    return render_template(
        "years/office.html",
        year=year,
        counted=counted,
        sheet=sheet_of(counted, outside=outside),
        outside=outside,
        outside_note=OUTSIDE_NOTE,
        labels=(year_label(year), year_label(year - 1)),
        years=_years(),
        handling=HANDLING,
        today=clock.today(),
    )


def _is_for_outside() -> bool:
    return request.args.get("for") == OUTSIDE


@pages.get("/years/<int:year>/nenkan.xlsx")
@allow_sees_rosters
def workbook(year: int) -> Response:
    outside = _is_for_outside()
    counted = office_year(db.session(), _readable(year), clock.today())
    audit.viewed(current_person(), "year_exported", outside=outside)
    made = workbook_of(
        sheet_of(counted, outside=outside),
        (year_label(year), year_label(year - 1)),
        "" if outside else HANDLING,
        OUTSIDE_NOTE if outside else "",
        clock.today(),
    )
    name = f"nenkan-{year}{'-gai' if outside else ''}.xlsx"
    return send_file(BytesIO(made), mimetype=XLSX, as_attachment=True, download_name=name)


# --- the lines of one meeting


@pages.post("/conferences/<int:conference_id>/lines")
@allow_sees_rosters
def save(conference_id: int) -> Response | tuple[Response, int]:
    """One place: `{field, value, base, page}` → its new version and the difference, or 409 with both texts."""
    person = current_person()
    conference = conference_for(person, conference_id)
    name, text, base, page = asked_to_save()
    editor = Editor(person, clock.now(), f"page:{page}" if page else "")
    try:
        saved = writing.save(db.session(), editor, conference, name, text, base)
    except LineWrittenMeanwhile as problem:
        newest = problem.newest
        told = {"who": who(newest), "at": f"{newest.at:%H:%M}", "number": newest.number}
        return jsonify(problem=problem.sentence, theirs=newest.value, yours=problem.yours, **told), 409
    audit.record(db.session(), person, "line_saved", conference, number=saved.number)
    db.session().commit()
    now = _difference_of(conference, name.partition(":")[0])
    return jsonify(
        number=saved.number, value=saved.value, at=f"{editor.now:%H:%M}", also={}, missing=[], difference=now
    )


def _difference_of(conference: Conference, key: str) -> str:
    ruled = table_of(conference)
    found = [line for line in lines_at(db.session(), conference) if line.key == key]
    return difference(ruled, found[0]) if ruled and found else ""


@pages.post("/conferences/<int:conference_id>/lines/paste")
@allow_sees_rosters
def paste(conference_id: int) -> Response | tuple[str, int]:
    person = current_person()
    conference = _with_table(conference_id)[0]
    pasted = request.form.get("lines", "")
    before = writing.newest_id(db.session())
    try:
        done = writing.paste(db.session(), Editor(person, clock.now()), conference, pasted)
    except ConferenceError as problem:
        return _refused(conference, pasted, problem.sentence), problem.status
    _told(conference, before, _in_words(done))
    return _back(conference)


def _with_table(conference_id: int) -> tuple[Conference, Ruled]:
    """The meeting and its table; NotYours where its kind has none."""
    conference = conference_for(current_person(), conference_id)
    ruled = table_of(conference)
    if ruled is None:
        raise NotYours
    return conference, ruled


def _refused(conference: Conference, pasted: str, problem: str) -> str:
    return render_template("years/paste.html", conference=conference, pasted=pasted, problem=problem)


def _in_words(done: writing.Pasted) -> str:
    did = [
        f"{done.made}行を足しました。" if done.made else "",
        f"{done.filled}か所を埋めました。" if done.filled else "",
        f"{done.kept}か所はもう書かれていたので、そのままにしました。" if done.kept else "",
    ]
    without = [
        "見出しと合計の行は入れていません。" if done.headings_and_totals else "",
        "4列目から右は入れていません。" if done.beyond else "",
    ]
    return ("".join(did) or "どの行ももうありました。何も変えていません。") + "".join(without)


def _told(conference: Conference, before: int, sentence: str) -> None:
    """Committed, with an undo for exactly what was written now."""
    last = writing.newest_id(db.session())
    changed = last > before
    if changed:
        audit.record(db.session(), current_person(), "conference_changed", conference, field="lines")
        db.session().commit()
    undo = url_for("years.take_back", conference_id=conference.id, first=before + 1, last=last)
    notice(sentence, undo=undo if changed else "")


def _back(conference: Conference) -> Response:
    return redirect(url_for("series.checklist", conference_id=conference.id, _anchor="lines"))


@pages.post("/conferences/<int:conference_id>/lines/<line>/drop")
@allow_sees_rosters
def drop(conference_id: int, line: str) -> Response:
    person = current_person()
    conference = _with_table(conference_id)[0]
    before = writing.newest_id(db.session())
    seen = {part: _number(request.form.get(part, "")) for part in (NAME, FIRST, SECOND)}
    try:
        dropped = writing.drop(db.session(), Editor(person, clock.now()), conference, line, seen)
    except LineHasMore as problem:
        notice(problem.sentence, kind="warn")
        return _back(conference)
    if dropped is None:
        notice("この行は、もう表から外してあります。")
    else:
        _told(conference, before, f"「{dropped.name}」を、この会議から先の表から外しました。")
    return _back(conference)


@pages.post("/conferences/<int:conference_id>/lines/take-back")
@allow_sees_rosters
def take_back(conference_id: int) -> Response:
    """元に戻す, after lines were pasted or one was taken off."""
    person = current_person()
    conference = _with_table(conference_id)[0]
    first, last = (_number(request.args.get(name, "")) for name in ("first", "last"))
    done = writing.take_back(db.session(), Editor(person, clock.now()), conference, first, last)
    if done.back:
        audit.record(db.session(), person, "undone", conference, what="lines")
        db.session().commit()
    notice(_back_in_words(done), kind="done" if done.back else "warn")
    return _back(conference)


def _back_in_words(done: writing.TakenBack) -> str:
    stayed = f"{done.stayed}か所は、そのあとに書かれたため、そのままにしました。" if done.stayed else ""
    return ("表を前に戻しました。" if done.back else "表は変えていません。") + stayed


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0
