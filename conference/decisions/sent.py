"""One field as a page sends it, and what the page is told: it stands, or somebody else wrote meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, request

from conference import clock, db
from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.fields import FieldUnknown
from conference.people.models import Person


@dataclass(frozen=True)
class Sent:
    """A field that is to be saved: its new text, the version it was written over, the page, and the editor."""

    name: str
    text: str
    base: int
    page: str
    editor: Editor


def asked_to_save(person: Person) -> Sent:
    """`{field, value, base, page}` of the request; raises FieldUnknown unless it is a field, a text and a version."""
    given: Any = request.get_json(silent=True)
    if not isinstance(given, dict):
        raise FieldUnknown
    name, text, base, page = (given.get(key) for key in ("field", "value", "base", "page"))
    if not isinstance(name, str) or not isinstance(text, str) or type(base) is not int or base < 0:
        raise FieldUnknown
    page = page[:20] if isinstance(page, str) and page.isalnum() else ""
    return Sent(name, text, base, page, Editor(person, clock.now(), f"page:{page}" if page else ""))


def saved_as(sent: Sent, number: int, value: str, **more: Any) -> Response:
    """What stands now, told once it is committed: `also` other fields, what is `missing`, and `more` of the page's own."""
    told = {"number": number, "value": value, "at": f"{sent.editor.now:%H:%M}", "also": {}, "missing": []}
    return jsonify(told | more)


def both_texts(problem: WrittenMeanwhile) -> tuple[Response, int]:
    """Nothing is saved: the page shows the two texts, and a person chooses."""
    db.take_back()
    told = {"who": problem.who, "at": f"{problem.at:%H:%M}", "number": problem.number}
    texts = {"problem": problem.sentence, "theirs": problem.theirs, "yours": problem.yours}
    return jsonify(told | texts), problem.status
