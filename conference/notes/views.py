"""会議メモ over HTTP: each field is saved as it is typed."""

from __future__ import annotations

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from conference import clock, db
from conference.access import allow_sees_rosters, conference_for, current_person
from conference.audit import service as audit
from conference.decisions.edits import Editor
from conference.decisions.sent import asked_to_save
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
    name, text, base, page = asked_to_save()
    editor = Editor(person, clock.now(), f"page:{page}" if page else "")
    try:
        saved = service.save(db.session(), editor, conference, name, text, base)
    except service.NoteWrittenMeanwhile as problem:
        newest = problem.newest
        told = {"who": service.who(newest), "at": f"{newest.at:%H:%M}", "number": newest.number}
        return jsonify(problem=problem.sentence, theirs=newest.value, yours=problem.yours, **told), 409
    audit.record(db.session(), person, "note_saved", conference, field=name, number=saved.number)
    db.session().commit()
    return jsonify(number=saved.number, value=saved.value, at=f"{editor.now:%H:%M}", also={}, missing=[])
