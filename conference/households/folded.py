"""「まとめた行から」: what hung on a row that went into another one, to be read beside the row that stays.

Nothing of it moves: who outside may read the row that stays has no ground for the other one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from conference.decisions.fields import FIELDS, Place, as_shown, as_text
from conference.households.folding import merges_into
from conference.households.moving import Moved, Snapshot
from conference.invitations.models import RowComment
from conference.people.models import Person
from conference.rosters.models import Row

PLACES = {"row": Place.ROW, "talk": Place.TALK, "brief": Place.BRIEF, "whiteboard": Place.BOARD}


@dataclass(frozen=True)
class Word:
    """Somebody's comment before the meeting; without a name: a question sent ahead."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Folded:
    """One row that went into this one: its fields as label and text, and what was said of it."""

    household: str
    parts: list[tuple[str, str]]
    words: list[Word]

    def __bool__(self) -> bool:
        return bool(self.parts or self.words)


def folded_into(session: Session, row: Row) -> list[Folded]:
    """What `households/_folded.html` asks for; empty for nearly every row."""
    found = [
        _read(session, each.gone.name, records, row)
        for each in merges_into(session, row.household_id)
        for records in Moved.read(each.moved).folded
        if records[0][1]["conference_id"] == row.conference_id
    ]
    return [each for each in found if each]


def _read(session: Session, name: str, records: Snapshot, row: Row) -> Folded:
    parts = [part for table, values in records for part in _parts(table, values)]
    stands = (row.concern, row.situation)  # the words of both are there already, but what was too long
    return Folded(
        name,
        [(label, text) for label, text in parts if not any(text in each for each in stands)],
        [word for table, values in records if (word := _word(session, table, values))],
    )


def _parts(table: str, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, field in FIELDS.items():
        if name == "last_policy_state":  # says nothing beside another policy
            continue
        if PLACES.get(table) is field.place and (text := as_shown(field, as_text(values.get(name)))):
            yield field.label, text


def _words(values: dict[str, Any]) -> str:
    return RowComment(text=values["text"], safety=values.get("safety")).words


def _word(session: Session, table: str, values: dict[str, Any]) -> Word | None:
    if table not in ("row_comment", "row_question"):
        return None
    person = session.get(Person, values["person_id"]) if table == "row_comment" else None
    return Word(person.name if person else "", datetime.fromisoformat(values["at"]), _words(values))
