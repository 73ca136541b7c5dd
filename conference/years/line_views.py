"""The lines of one meeting: saved as typed, pasted, taken off and back."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.sent import asked_to_save, both_texts, saved_as
from conference.errors import ConferenceError, NotYours
from conference.notices import notice
from conference.rosters.models import Conference
from conference.years import asked, versions, writing
from conference.years.blueprint import pages
from conference.years.errors import LineHasMore
from conference.years.lines import lines_at, table_of
from conference.years.ruled import FIRST, NAME, SECOND, Ruled
from conference.years.side_by_side import difference


@pages.post("/conferences/<int:conference_id>/lines")
@allow_sees_rosters
def save(conference_id: int) -> Response | tuple[Response, int]:
    """One place: `{field, value, base, page}` → its new version and the difference, or 409 with both texts."""
    person = current_person()
    conference = conference_for(person, conference_id)
    sent = asked_to_save(person)
    try:
        saved = writing.save(db.session(), sent.editor, conference, sent.name, sent.text, sent.base)
    except WrittenMeanwhile as problem:
        return both_texts(problem)
    audit.record(db.session(), person, "line_saved", conference, number=saved.number)
    db.session().commit()
    now = _difference_of(conference, sent.name.partition(":")[0])
    return saved_as(sent, saved.number, saved.value, difference=now)


def _difference_of(conference: Conference, key: str) -> str:
    ruled = table_of(conference)
    found = [line for line in lines_at(db.session(), conference, key) if line.key == key]
    return difference(ruled, found[0]) if ruled and found else ""


@pages.post("/conferences/<int:conference_id>/lines/paste")
@allow_sees_rosters
def paste(conference_id: int) -> Response | tuple[str, int]:
    person = current_person()
    conference = _with_table(conference_id)[0]
    pasted = request.form.get("lines", "")
    before = versions.newest_id(db.session())
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
    last = versions.newest_id(db.session())
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
    before = versions.newest_id(db.session())
    seen = {part: asked.number(request.form, part) for part in (NAME, FIRST, SECOND)}
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
    first, last = (asked.number(request.args, name) for name in ("first", "last"))
    done = writing.take_back(db.session(), Editor(person, clock.now()), conference, first, last)
    if done.back:
        audit.record(db.session(), person, "undone", conference, what="lines")
        db.session().commit()
    notice(_back_in_words(done), kind="done" if done.back else "warn")
    return _back(conference)


def _back_in_words(done: writing.TakenBack) -> str:
    stayed = f"{done.stayed}か所は、そのあとに書かれたため、そのままにしました。" if done.stayed else ""
    return ("表を前に戻しました。" if done.back else "表は変えていません。") + stayed
