"""再確認 and 既読: what happens to a record after the room is empty."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.confirmations import readings, rechecks
from conference.era import parse_date
from conference.errors import ConferenceError
from conference.notices import notice
from conference.rosters.models import Row

pages = Blueprint("confirmations", __name__)


class DayUnreadable(ConferenceError):
    status = 400

    def __init__(self) -> None:
        super().__init__("再確認の日を読めません。「12/10」のように書いてください。まだ保存していません。")


@pages.get("/rechecks")
@allow_sees_rosters
def waiting() -> str:
    return _screen()


def _screen(problem: str = "", problem_row: int = 0) -> str:
    """The list; with a problem, what was typed stands in its row again."""
    session = db.session()
    found, past = rechecks.waiting(session, clock.today()), rechecks.done(session)
    rows = [*(row for each in found for row in each.rows), *(each.row for each in past)]
    _leave_trace(rows)
    return render_template(
        "confirmations/rechecks.html",
        found=found,
        past=past,
        today=clock.today(),
        problem=problem,
        problem_row=problem_row,
        typed=request.form,
    )


def _leave_trace(rows: list[Row]) -> None:
    """The list is seen after a POST too, when something has to be corrected."""
    if rows:
        audit.shown(current_person(), "list_viewed", *rows, list="rechecks")


@pages.post("/rows/<int:row_id>/recheck")
@allow_sees_rosters
def confirm(row_id: int) -> Response | tuple[str, int]:
    person, session = current_person(), db.session()
    row = row_for(person, row_id)
    try:
        rechecks.confirm(session, row, person, _day(), request.form.get("difference", ""), clock.now())
    except (DayUnreadable, rechecks.RecheckTooEarly, rechecks.RecheckTooLong) as problem:
        return _screen(problem.sentence, row.id), problem.status
    audit.record(session, person, "row_rechecked", row)
    session.commit()
    notice("再確認を書きました。", undo=url_for("confirmations.take_back", row_id=row.id))
    return redirect(url_for("confirmations.waiting"))


@pages.post("/rows/<int:row_id>/recheck/take-back")
@allow_sees_rosters
def take_back(row_id: int) -> Response:
    person, session = current_person(), db.session()
    row = row_for(person, row_id)
    rechecks.take_back(session, row)
    audit.record(session, person, "undone", row, what="row_rechecked")
    session.commit()
    notice("再確認を取り消しました。")
    return redirect(url_for("confirmations.waiting"))


@pages.post("/conferences/<int:conference_id>/read")
@allow_sees_rosters
def read(conference_id: int) -> Response:
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    readings.mark_read(session, conference, person, clock.now())
    audit.record(session, person, "minutes_read", conference)
    session.commit()
    notice("「読みました」を残しました。", undo=url_for("confirmations.unread", conference_id=conference.id))
    return redirect(url_for("minutes.minutes", conference_id=conference.id))


@pages.post("/conferences/<int:conference_id>/unread")
@allow_sees_rosters
def unread(conference_id: int) -> Response:
    person, session = current_person(), db.session()
    conference = conference_for(person, conference_id)
    readings.mark_unread(session, conference, person)
    audit.record(session, person, "undone", conference, what="minutes_read")
    session.commit()
    notice("「読みました」を取り消しました。")
    return redirect(url_for("minutes.minutes", conference_id=conference.id))


def _day() -> date:
    """The day that was typed; today where nothing was."""
    text = request.form.get("held_on", "").strip()
    if not text:
        return clock.today()
    found = parse_date(text, clock.today())
    if found is None:
        raise DayUnreadable()
    return found
