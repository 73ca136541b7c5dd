"""会議メモ over HTTP: each field is saved as it is typed."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from conference import db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.edits import WrittenMeanwhile
from conference.decisions.sent import asked_to_save, both_texts, saved_as
from conference.notes import service

pages = Blueprint("notes", __name__)


@pages.app_context_processor
def _for_the_page_of_a_meeting() -> dict[str, object]:
    return {
        "notes_of": lambda conference: service.cells(db.session(), conference),
        "note_fields": service.fields_of,
    }


@pages.post("/conferences/<int:conference_id>/notes")
@allow_sees_rosters
def save(conference_id: int) -> Response | tuple[Response, int]:
    """One field: `{field, value, base, page}` → its new version, or 409 with both texts."""
    person = current_person()
    conference = conference_for(person, conference_id)
    sent = asked_to_save(person)
    try:
        saved = service.save(db.session(), sent.editor, conference, sent.name, sent.text, sent.base)
    except WrittenMeanwhile as problem:
        return both_texts(problem)
    audit.record(db.session(), person, "note_saved", conference, field=sent.name, number=saved.number)
    db.session().commit()
    return saved_as(sent, saved.number, saved.value)
