"""What a participant from outside comes for: the meetings ahead that open a row to him, and what he is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.home.service import NOT_CLOSED
from conference.invitations import reading
from conference.invitations.pack import Pack, packs_for
from conference.invitations.participants import participant_of
from conference.people.models import Person
from conference.rosters.models import Conference, Row, RowShare


@dataclass(frozen=True)
class Invited:
    """One meeting and his pack for it: numbered exactly as the invitation itself."""

    conference: Conference
    pack: Pack
    read_at: datetime | None

    @property
    def rows(self) -> list[Row]:
        """The rows that the first page says something of."""
        return [line.row for line in self.pack.asked]


def invited(session: Session, person: Person, today: date) -> list[Invited]:
    """The soonest first; without a ground that stands today a meeting is not there."""
    found = [_invited(session, each, person, today) for each in _ahead(session, person, today)]
    return [each for each in found if each.pack.rows]


def _ahead(session: Session, person: Person, today: date) -> list[Conference]:
    shared = select(Row.conference_id).join(RowShare).where(RowShare.person_id == person.id)
    question = select(Conference).where(
        Conference.id.in_(shared), Conference.state.in_(NOT_CLOSED), Conference.held_on >= today
    )
    return list(session.scalars(question.order_by(Conference.held_on, Conference.id)))


def _invited(session: Session, conference: Conference, person: Person, today: date) -> Invited:
    (pack,) = packs_for(session, conference, [participant_of(session, conference, person)], today)
    return Invited(conference, pack, reading.readers_of(session, conference).get(person.id))
