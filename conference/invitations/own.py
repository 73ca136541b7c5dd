"""One's own invitation: read it, say so, and leave a word on a row."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import RecordConfirmed, allow_sees_named, conference_for, current_person, row_for
from conference.audit import service as audit
from conference.decisions.fields import FIELDS, clean
from conference.decisions.parsing import ScoreUnreadable
from conference.invitations import pack, reading
from conference.invitations.blueprint import pages
from conference.invitations.participants import participant_of
from conference.live import broadcast
from conference.notices import notice
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Row


@pages.get("/conferences/<int:conference_id>/invitation")
@allow_sees_named
def own(conference_id: int) -> str:
    person = current_person()
    return _page(person, conference_for(person, conference_id))


@dataclass(frozen=True)
class Typed:
    """What somebody wrote on a row and could not be kept: it stands in its fields again, each with its sentence."""

    row: Row
    text: str
    safety: str
    problems: dict[str, str]


def _page(person: Person, conference: Conference, typed: Typed | None = None) -> str:
    seat = participant_of(db.session(), conference, person)
    (made,) = pack.packs_for(db.session(), conference, [seat], clock.today())
    rows = [line.row for line in made.rows]
    audit.shown(person, "invitation_read", conference, *rows)
    return render_template(
        "invitations/own.html",
        conference=conference,
        pack=made,
        comments=_visible_comments(rows, person),
        read_at=reading.readers_of(db.session(), conference).get(person.id),
        may_comment=conference.phase is not ConferenceState.CONFIRMED,
        typed=typed,
    )


def _visible_comments(rows: list[Row], person: Person) -> dict[int, list[object]]:
    """The office reads everybody's; an outside participant only his own."""
    found = reading.comments_of(db.session(), rows)
    everybody = person.kind.sees_rosters
    return {
        row_id: [each for each in comments if everybody or each.person_id == person.id]
        for row_id, comments in found.items()
    }


@pages.post("/conferences/<int:conference_id>/invitation/read")
@allow_sees_named
def mark_read(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    reading.mark_read(db.session(), conference, person, clock.now())
    audit.record(db.session(), person, "read_marked", conference)
    db.session().commit()
    undo = url_for("invitations.unmark_read", conference_id=conference.id)
    notice("読みましたと伝えました。", undo=undo)
    return _to_own(conference)


@pages.post("/conferences/<int:conference_id>/invitation/read/take-back")
@allow_sees_named
def unmark_read(conference_id: int) -> Response:
    person = current_person()
    conference = conference_for(person, conference_id)
    reading.unmark_read(db.session(), conference, person)
    audit.record(db.session(), person, "undone", conference, what="read")
    db.session().commit()
    notice("「読みました」を取り消しました。")
    return _to_own(conference)


def _to_own(conference: Conference) -> Response:
    return redirect(url_for("invitations.own", conference_id=conference.id))


@pages.post("/rows/<int:row_id>/comments")
@allow_sees_named
def comment(row_id: int) -> Response | tuple[str, int]:
    """Anybody who may read the row may say a word on it, until the record is confirmed."""
    person = current_person()
    row = _open_row(person, row_id)
    text = clean(request.form.get("text", "")).strip()
    try:
        made = reading.add_comment(db.session(), row, person, text, clock.now(), _score(person, row))
    except (reading.CommentUnreadable, ScoreUnreadable) as problem:
        if _from_panel():
            raise
        field = "safety" if isinstance(problem, ScoreUnreadable) else "text"
        typed = Typed(row, text, request.form.get("safety", ""), {field: problem.sentence})
        return _page(person, row.conference, typed), problem.status
    audit.record(db.session(), person, "comment_added", row)
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    undo = url_for("invitations.take_back_comment", row_id=row.id, comment_id=made.id)
    notice(f"{row.number}番に意見を残しました。", undo=undo)
    return _after_comment(row)


def _score(person: Person, row: Row) -> reading.Score | None:
    """An agency's; the office writes its own beside 概要.  Raises ScoreUnreadable."""
    if person.kind.sees_rosters:
        return None
    value = FIELDS["safety"].parse(request.form.get("safety", ""), row.conference.held_on)
    return reading.Score(person.agency or person.name, value) if value is not None else None


@pages.post("/rows/<int:row_id>/agree")
@allow_sees_named
def agree(row_id: int) -> Response:
    """One press for a draft that may stand as it is."""
    person = current_person()
    row = _open_row(person, row_id)
    made = reading.agree(db.session(), row, person, clock.now())
    audit.record(db.session(), person, "draft_agreed", row)
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    undo = url_for("invitations.take_back_comment", row_id=row.id, comment_id=made.id)
    notice(f"{row.number}番に「{made.text}」と伝えました。", undo=undo)
    return _after_comment(row)


@pages.post("/rows/<int:row_id>/comments/<int:comment_id>/take-back")
@allow_sees_named
def take_back_comment(row_id: int, comment_id: int) -> Response:
    person = current_person()
    row = _open_row(person, row_id)
    reading.take_back(db.session(), row, comment_id, person)
    audit.record(db.session(), person, "undone", row, what="comment")
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    notice(f"{row.number}番の意見を取り消しました。")
    return _after_comment(row)


def _open_row(person: Person, row_id: int) -> Row:
    row = row_for(person, row_id)
    if row.conference.phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    return row


def _after_comment(row: Row) -> Response:
    """Back to where it was written: the roster's panel, or one's invitation."""
    if _from_panel():
        return redirect(url_for("rosters.roster", conference_id=row.conference_id, _anchor=f"row-{row.id}"))
    return redirect(url_for("invitations.own", conference_id=row.conference_id, _anchor=f"row-{row.id}"))


def _from_panel() -> bool:
    return request.form.get("from") == "panel"
