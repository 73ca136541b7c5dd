"""How a conference begins: 前回決めたこと of every row, 一括確認 in one breath, and 「この行は話す」."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import (
    allow_runs_conferences,
    allow_sees_rosters,
    conference_for,
    current_person,
    row_for,
)
from conference.audit import service as audit
from conference.decisions import promises, together
from conference.decisions.edits import Editor
from conference.decisions.fields import SHORT, clean
from conference.errors import NotYours
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters import dissent, service
from conference.rosters.blueprint import pages
from conference.rosters.models import Conference, Row, Track


@pages.get("/conferences/<int:conference_id>/opening")
@allow_sees_rosters
def opening(conference_id: int) -> str:
    """前回決めたこと of the whole roster, with 済・未・不要 to be said."""
    person = current_person()
    conference = conference_for(person, conference_id)
    asked = promises.asked_on(db.session(), service.roster_of(db.session(), conference))
    audit.viewed(person, "conference_viewed", conference, *(each.row for each in asked))
    return render_template(
        "rosters/opening.html",
        conference=conference,
        asked=asked,
        left=sum(each.open_count for each in asked),
        total=sum(len(each.promises) for each in asked),
        may_write=conference.phase.takes_roster_changes,
    )


@pages.get("/conferences/<int:conference_id>/together")
@allow_sees_rosters
def together_page(conference_id: int) -> str:
    """The rows of 一括確認 with what each takes over."""
    person = current_person()
    conference = conference_for(person, conference_id)
    rows = service.roster_of(db.session(), conference)
    shown = together.previews(db.session(), conference, rows)
    audit.viewed(person, "conference_viewed", conference, *(each.row for each in shown))
    return render_template(
        "rosters/together.html",
        conference=conference,
        waiting=[each for each in shown if not each.is_confirmed],
        confirmed=[each for each in shown if each.is_confirmed],
        pulled_out=[row for row in rows if row.talk and row.talk.asked_at],
        names=[each.name for each in conference.attendances],
        after=request.args.get("after", 0, type=int),
    )


@pages.post("/conferences/<int:conference_id>/together")
@allow_runs_conferences
def confirm_together(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    mark, rows = together.confirm_together(db.session(), Editor(person, clock.now()), conference)
    audit.record(db.session(), person, "confirmed_together", conference)
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    undo = url_for("rosters.undo_together", conference_id=conference.id, mark=mark.partition(":")[2])
    if rows:
        notice(f"{len(rows)}件を一括確認しました。", undo=undo)
    else:
        notice("一括確認する行はありません。", kind="warn")
    return redirect(_first_to_discuss(conference))


def _first_to_discuss(conference: Conference) -> str:
    """The roster, open at the first row that is talked about."""
    first = next(
        (row for row in conference.rows if not row.phase.is_done and row.track != Track.TOGETHER), None
    )
    anchor = f"row-{first.id}" if first else None
    return url_for("rosters.roster", conference_id=conference.id, _anchor=anchor)


@pages.post("/conferences/<int:conference_id>/together/<mark>/undo")
@allow_runs_conferences
def undo_together(conference_id: int, mark: str) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    rows = together.undo(db.session(), Editor(person, clock.now()), conference, f"together:{mark}")
    audit.record(db.session(), person, "undone", conference, what="together")
    db.session().commit()
    broadcast.tell(conference.id, "roster", by=person)
    notice(f"{len(rows)}件を一括確認の前に戻しました。")
    return redirect(url_for("rosters.together_page", conference_id=conference.id))


@pages.post("/rows/<int:row_id>/talk-about")
@allow_sees_rosters
def talk_about(row_id: int) -> Response:
    """「この行は話す」: anybody of the office takes a row out of 一括確認, before or after it."""
    person = current_person()
    row = row_for(person, row_id, write=True)
    asker = clean(request.form.get("asked_by", "")).strip()[:SHORT] or person.name
    before = dissent.pull_out(row, asker, clock.now())
    audit.record(db.session(), person, "row_pulled_out", row)
    db.session().commit()
    undo = url_for("rosters.stop_talking", row_id=row.id, before=before.value)
    notice(f"{row.number}番を一括から外しました。協議します（{asker}さん）。", undo=undo)
    return _to_together(row, person)


@pages.post("/rows/<int:row_id>/talk-about/undo/<before>")
@allow_sees_rosters
def stop_talking(row_id: int, before: str) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    if before not in tuple(dissent.Before):
        raise NotYours
    dissent.put_back(row, dissent.Before(before))
    audit.record(db.session(), person, "undone", row, what="talk_about")
    db.session().commit()
    notice(f"{row.number}番を一括確認に戻しました。")
    return _to_together(row, person)


def _to_together(row: Row, person: Person) -> Response:
    broadcast.tell(row.conference_id, "roster", by=person)
    goal = url_for("rosters.together_page", conference_id=row.conference_id, after=row.position)
    return redirect(goal)
