"""「入力から振り分ける」 and the minutes of a meeting: their pages."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_runs_conferences, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import planning, service, trail, triage
from conference.rosters.blueprint import pages
from conference.rosters.forms import MinutesForm, read_minutes
from conference.rosters.models import Conference, Track


@pages.get("/conferences/<int:conference_id>/sort")
@allow_runs_conferences
def sorting(conference_id: int) -> str:
    person = current_person()
    conference = conference_for(person, conference_id)
    return _page(person, conference, MinutesForm.of(conference))


def _page(person: Person, conference: Conference, form: MinutesForm) -> str:
    proposed = triage.propose(db.session(), conference)
    shown = [row for rows in proposed.by_track.values() for row in rows]
    trail.glimpsed(person, shown)
    rows = service.roster_of(db.session(), conference)
    return render_template(
        "rosters/sorting.html",
        conference=conference,
        proposed=proposed,
        plan=planning.plan_of(conference, rows),
        form_given=form,
    )


@pages.post("/conferences/<int:conference_id>/sort")
@allow_runs_conferences
def sort(conference_id: int) -> Response | tuple[str, int]:
    """Keep the minutes; with 「振り分ける」 also move the rows."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    form = MinutesForm.read(request.form)
    if form.problems:
        return _page(person, conference, form), 422
    form.write(conference)
    only_minutes = request.form.get("only") == "minutes"
    audit.record(
        db.session(), person, "conference_changed", conference, field="minutes" if only_minutes else "track"
    )
    moved = triage.Moved() if only_minutes else triage.sort(db.session(), conference)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    if only_minutes:
        notice("時間を変えました。")
        return redirect(url_for("rosters.sorting", conference_id=conference.id))
    undo = url_for("rosters.undo_sort", conference_id=conference.id, moved=moved.text)
    notice(_told(moved), undo=undo if moved.text else "")
    return redirect(url_for("rosters.roster", conference_id=conference.id))


def _told(moved: triage.Moved) -> str:
    """Only tracks that something went to."""
    went = [f"{len(rows)}件を{track}へ" for track in Track if (rows := moved.to(track))]
    if not went:
        return "どの行も、入力に合った扱いになっています。動かした行はありません。"
    return "、".join(went) + "移しました。ほかの行は元から合っています。"


@pages.post("/conferences/<int:conference_id>/sort/undo")
@allow_runs_conferences
def undo_sort(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    count = triage.undo(conference, triage.Moved.read(request.args.get("moved", "")))
    audit.record(db.session(), person, "undone", conference, what="sort")
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    notice(f"{count}件を振り分ける前に戻しました。")
    return redirect(url_for("rosters.roster", conference_id=conference.id))


@pages.post("/rows/<int:row_id>/minutes")
@allow_runs_conferences
def row_minutes(row_id: int) -> Response:
    """Minutes for one row; left empty, as its track."""
    person = current_person()
    row = row_for(person, row_id, write=True)
    written = request.form.get("minutes", "").strip()
    row.minutes = read_minutes(written) if written else None
    readable = not written or row.minutes is not None
    audit.record(db.session(), person, "conference_changed", row, field="minutes")
    db.session().commit()
    broadcast.tell(row.conference_id, "roster", by=person)
    told = f"{planning.in_minutes(planning.minutes_for(row, row.conference))}分"
    if readable:
        notice(f"{row.number}番の時間を{told}にしました。")
    else:
        notice(
            f"時間は「8」や「12」のように、240までの数で書いてください。{row.number}番は{told}です。",
            kind="warn",
        )
    return redirect(url_for("rosters.roster", conference_id=row.conference_id, _anchor=f"row-{row.id}"))
