"""Day, time and place of a meeting, and as it was planned before anybody moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.notes.models import ConferenceNote
from conference.rosters.models import Conference

WHEN = "when"


@dataclass(frozen=True)
class When:
    """Day, time and place of a meeting, as one line of its history."""

    day: date
    starts_at: str
    ends_at: str
    place: str

    @classmethod
    def of(cls, conference: Conference) -> When:
        return cls(conference.held_on, conference.starts_at, conference.ends_at, conference.place)

    @classmethod
    def read(cls, kept: str) -> When:
        day, starts_at, ends_at, place = kept.split("\t", 3)
        return cls(date.fromisoformat(day), starts_at, ends_at, place)

    @property
    def kept(self) -> str:
        return "\t".join((self.day.isoformat(), self.starts_at, self.ends_at, self.place))

    def write(self, conference: Conference) -> None:
        conference.held_on, conference.place = self.day, self.place
        conference.starts_at, conference.ends_at = self.starts_at, self.ends_at


def planned(session: Session, conferences: Sequence[Conference]) -> list[When]:
    """Each as it was made: one question, however many were moved since."""
    question = select(ConferenceNote.conference_id, ConferenceNote.value).where(
        ConferenceNote.field == WHEN, ConferenceNote.conference_id.in_([each.id for each in conferences])
    )
    newest_first = session.execute(question.order_by(ConferenceNote.number.desc()))
    at_first = {number: When.read(kept) for number, kept in newest_first}
    return [at_first.get(each.id) or When.of(each) for each in conferences]
