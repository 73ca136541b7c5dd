"""Who is asked to a meeting, and who of them is outside the office's own roster."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.invitations.models import Invitation
from conference.people.models import Person
from conference.rosters.models import Attendance, Conference
from conference.series.service import FAMILY_SEAT


@dataclass(frozen=True)
class Participant:
    """A seat at the table; an account where there is one."""

    name: str
    agency: str
    role: str
    person: Person | None = None
    attendance: Attendance | None = None

    @property
    def is_outside(self) -> bool:
        """Nobody counts as of the office who is not known to be: a seat without an account is outside."""
        return self.person is None or not self.person.kind.sees_rosters

    @property
    def label(self) -> str:
        return f"{self.name}（{self.agency}）" if self.agency else self.name

    @property
    def seat(self) -> str:
        """The agency; one that sits under its own name is known by it."""
        return self.agency or self.name

    @property
    def key(self) -> int:
        """The seat's number; 0 for somebody who has a row but no seat."""
        return self.attendance.id if self.attendance else 0


def participants_of(
    session: Session, conference: Conference, *, absent_too: bool = False
) -> list[Participant]:
    """Everybody on the list but the family itself; those who cannot come only where asked for."""
    seats = [
        each
        for each in conference.attendances
        if (absent_too or each.part.gets_papers) and each.name != FAMILY_SEAT
    ]
    people = _people(session, seats)
    roles = _roles(session, seats)
    return [
        Participant(each.name, each.agency, roles.get(each.id, ""), people.get(each.person_id or 0), each)
        for each in seats
    ]


def participant_of(session: Session, conference: Conference, person: Person) -> Participant:
    """This person's seat, or the person alone when the list does not have one."""
    found = participants_of(session, conference)
    seat = next((each for each in found if each.person is not None and each.person.id == person.id), None)
    return seat or Participant(person.name, person.agency, "", person)


def _people(session: Session, seats: list[Attendance]) -> dict[int, Person]:
    ids = [each.person_id for each in seats if each.person_id]
    return {
        each.id: each for each in session.scalars(select(Person).where(Person.id.in_(ids), Person.active))
    }


def _roles(session: Session, seats: list[Attendance]) -> dict[int, str]:
    question = select(Invitation).where(Invitation.attendance_id.in_([each.id for each in seats]))
    return {each.attendance_id: each.role for each in session.scalars(question)}


def set_role(session: Session, attendance_id: int, role: str) -> None:
    found = session.get(Invitation, attendance_id)
    if found is None:
        session.add(Invitation(attendance_id=attendance_id, role=role))
    else:
        found.role = role
    session.flush()
