"""Saving a field as it is typed, and deciding a row."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_runs_conferences, allow_sees_rosters, current_person, row_for
from conference.audit import service as audit
from conference.decisions import service, together
from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.mild import with_words, word_for
from conference.decisions.previous import asked_again
from conference.decisions.sent import asked_to_save, both_texts, saved_as
from conference.decisions.sheet import sheet_of
from conference.live import broadcast
from conference.people.models import Person
from conference.rosters import states, trail
from conference.rosters.missing import missing_in
from conference.rosters.models import Row, RowStatus, Track

pages = Blueprint("decisions", __name__)


@pages.post("/rows/<int:row_id>/save")
@allow_sees_rosters
def save(row_id: int) -> Response | tuple[Response, int]:
    """One field: `{field, value, base, page}` → its new version, or 409 with both texts."""
    person = current_person()
    row = row_for(person, row_id)
    sent = asked_to_save(person)
    try:
        saved = service.save_field(db.session(), sent.editor, row, sent.name, sent.text, sent.base)
    except WrittenMeanwhile as problem:
        return both_texts(problem)
    if saved.changed:
        audit.record(db.session(), person, "field_saved", row, field=sent.name, number=saved.number)
    db.session().commit()
    if saved.changed:
        broadcast.tell(row.conference_id, "field", by=person, row=row.id, field=sent.name, page=sent.page)
    return saved_as(
        sent,
        saved.number,
        saved.value,
        also={key: {"number": n, "value": v, "why": why} for key, (n, v, why) in saved.also.items()},
        missing=_missing(row),
        word=word_for(sent.name, getattr(row.decision, sent.name, None), clock.today()),
    )


def _missing(row: Row) -> list[dict[str, str]]:
    return [{"field": each.field, "sentence": each.sentence} for each in missing_in(row)]


@pages.get("/rows/<int:row_id>/fields")
@allow_sees_rosters
def fields(row_id: int) -> Response:
    """Every field's version and text: what a page asks for when somebody else has written."""
    person = current_person()
    row = row_for(person, row_id)
    trail.glimpsed(person, [row])
    cells = with_words(
        sheet_of(db.session(), row, asked_again(db.session(), row)), row.decision, clock.today()
    )
    return jsonify(
        fields={name: {"number": c.number, "value": c.value, "why": c.why} for name, c in cells.items()},
        missing=_missing(row),
    )


@pages.post("/rows/<int:row_id>/take-up")
@allow_runs_conferences
def take_up(row_id: int) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    if states.take_up(row, clock.now()):
        db.session().commit()
        broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    return jsonify(status=row.status)


@pages.post("/rows/<int:row_id>/decide")
@allow_sees_rosters
def decide(row_id: int) -> Response:
    """Done with this row: what is missing is told, and which row comes next."""
    person = current_person()
    row = row_for(person, row_id, write=True)
    decision = service.decide(db.session(), row, person, clock.now())
    audit.record(db.session(), person, "row_decided", row, kind=decision.kind)
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    return jsonify(status=row.status, missing=_missing(row), next=_next_open(row), at=f"{clock.now():%H:%M}")


def _next_open(row: Row) -> int | None:
    """The next row to talk about, going round from here; 一括確認 rows wait for their one action."""
    rows = row.conference.rows
    later = [each for each in rows if each.position > row.position]
    earlier = [each for each in rows if each.position < row.position]
    waiting = (RowStatus.OPEN, RowStatus.IN_DISCUSSION)
    return next(
        (each.id for each in [*later, *earlier] if each.phase in waiting and each.track != Track.TOGETHER),
        None,
    )


@pages.post("/rows/<int:row_id>/undecide")
@allow_sees_rosters
def undecide(row_id: int) -> Response:
    person: Person = current_person()
    row = row_for(person, row_id, write=True)
    service.undecide(db.session(), row, clock.now())
    audit.record(db.session(), person, "undone", row, what="decide")
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    return jsonify(status=row.status)


@pages.post("/rows/<int:row_id>/same")
@allow_sees_rosters
def same(row_id: int) -> Response:
    """「前回と同じにする」: what nobody has written here comes from last time."""
    person = current_person()
    row = row_for(person, row_id, write=True)
    mark = together.take_over_one(db.session(), Editor(person, clock.now()), row)
    audit.record(db.session(), person, "taken_over", row)
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    return jsonify(mark=mark.partition(":")[2])


@pages.post("/rows/<int:row_id>/same/<mark>/undo")
@allow_sees_rosters
def undo_same(row_id: int, mark: str) -> Response:
    person = current_person()
    row = row_for(person, row_id, write=True)
    together.undo(db.session(), Editor(person, clock.now()), row.conference, f"same:{mark}")
    audit.record(db.session(), person, "undone", row, what="same")
    db.session().commit()
    broadcast.tell(row.conference_id, "row", by=person, row=row.id)
    return jsonify(undone=True)
