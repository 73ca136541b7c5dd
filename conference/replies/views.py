"""近況の返事: sheets out, sheets back, what they said, and into 状況 by one press."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.errors import NotYours
from conference.invitations.models import RowComment
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.replies import service
from conference.replies.forms import ReplyForm
from conference.replies.safety import seen_by_agencies
from conference.replies.service import Asked, ReplyState
from conference.rosters import trail
from conference.rosters.models import Conference
from conference.rosters.service import roster_of

pages = Blueprint("replies", __name__)


@pages.app_context_processor
def _for_every_page() -> dict[str, object]:
    """What agencies sent back about a row, for the panel."""
    return {"seen_by_agencies": lambda row: seen_by_agencies(db.session(), row)}


@pages.get("/conferences/<int:conference_id>/replies")
@allow_sees_rosters
def replies(conference_id: int) -> str:
    return _page(conference_for(current_person(), conference_id), ReplyForm())


def _page(conference: Conference, form: ReplyForm) -> str:
    rows = roster_of(db.session(), conference)
    trail.glimpsed(current_person(), rows)
    return render_template(
        "replies/replies.html",
        conference=conference,
        asked=service.asked_of(db.session(), conference, clock.today()),
        states=tuple(ReplyState),
        rows=[(row.id, f"{row.number}番 {row.household.name}") for row in rows],
        form_given=form,
    )


@pages.get("/conferences/<int:conference_id>/replies/print")
@allow_sees_rosters
def on_paper(conference_id: int) -> str:
    """One agency's sheet, or everybody's; numbers only."""
    person = current_person()
    conference = conference_for(person, conference_id)
    asked = service.with_rows(service.asked_of(db.session(), conference, clock.today()))
    if wanted := request.args.get("who", ""):
        asked = [each for each in asked if str(each.participant.key) == wanted]
    for each in asked:
        audit.viewed(person, "reply_sheet_printed", conference, *each.rows, attendance=each.participant.key)
    return render_template("replies/paper.html", conference=conference, asked=asked)


@pages.post("/conferences/<int:conference_id>/replies/<int:attendance_id>")
@allow_sees_rosters
def change_state(conference_id: int, attendance_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    each = _seat(conference, attendance_id)
    if request.form.get("state") not in tuple(ReplyState):
        raise NotYours
    after = ReplyState(request.form["state"])
    service.set_state(db.session(), attendance_id, after, clock.today())
    audit.record(
        db.session(), person, "reply_state_changed", conference, attendance=attendance_id, after=after.value
    )
    db.session().commit()
    notice(f"{each.participant.label}の紙を「{after}」にしました。")
    return _back(conference)


def _seat(conference: Conference, attendance_id: int) -> Asked:
    asked = service.asked_of(db.session(), conference, clock.today())
    found = next((each for each in asked if each.participant.key == attendance_id), None)
    if found is None:
        raise NotYours
    return found


def _back(conference: Conference) -> Response:
    return redirect(url_for("replies.replies", conference_id=conference.id))


@pages.post("/conferences/<int:conference_id>/replies")
@allow_sees_rosters
def enter(conference_id: int) -> Response | tuple[str, int]:
    """What an agency without an account wrote on its sheet."""
    person = current_person()
    conference = conference_for(person, conference_id, write=True)
    asked = service.asked_of(db.session(), conference, clock.today())
    form = ReplyForm.read(request.form, asked, conference.rows, conference.held_on)
    if form.problems or form.about is None or form.agency is None:
        return _page(conference, form), 422
    made = service.enter(db.session(), form.about, form.agency, person, form.text, form.value, clock.now())
    audit.record(db.session(), person, "reply_entered", form.about, attendance=form.agency.participant.key)
    db.session().commit()
    broadcast.tell(conference.id, "row", by=person, row=form.about.id)
    undo = url_for("invitations.take_back_comment", row_id=form.about.id, comment_id=made.id)
    notice(f"{form.about.number}番に{form.agency.participant.label}の返事を入れました。", undo=undo)
    return _back(conference)


@pages.post("/rows/<int:row_id>/comments/<int:comment_id>/into-situation")
@allow_sees_rosters
def into_situation(row_id: int, comment_id: int) -> Response:
    person, comment = current_person(), _comment(row_id, comment_id)
    number = service.into_situation(db.session(), Editor(person, clock.now()), comment)
    undo = url_for("replies.out_of_situation", row_id=row_id, comment_id=comment_id)
    return _written(person, comment, number, "意見を状況の終わりに足しました。", undo)


@pages.post("/rows/<int:row_id>/comments/<int:comment_id>/out-of-situation")
@allow_sees_rosters
def out_of_situation(row_id: int, comment_id: int) -> Response:
    person, comment = current_person(), _comment(row_id, comment_id)
    number = service.out_of_situation(db.session(), Editor(person, clock.now()), comment)
    return _written(person, comment, number, "足した意見を状況から外しました。")


def _comment(row_id: int, comment_id: int) -> RowComment:
    row = row_for(current_person(), row_id, write=True)
    found = db.session().get(RowComment, comment_id)
    if found is None or found.row_id != row.id:
        raise NotYours
    return found


def _written(person: Person, comment: RowComment, number: int, told: str, undo: str = "") -> Response:
    row = comment.row
    audit.record(db.session(), person, "field_saved", row, field="situation", number=number)
    db.session().commit()
    broadcast.tell(row.conference_id, "field", by=person, row=row.id, field="situation")
    notice(f"{row.number}番：{told}", undo=undo)
    return redirect(url_for("rosters.roster", conference_id=row.conference_id, _anchor=f"row-{row.id}"))
