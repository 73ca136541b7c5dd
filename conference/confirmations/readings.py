"""既読: who was not in the room, who of them has read the record, and who has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from conference.confirmations.models import MinutesReading
from conference.confirmations.rechecks import AFTER_THE_ROOM
from conference.errors import ConferenceError
from conference.people.models import Person
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference

READS_LATER = tuple(kind for kind in AttendanceKind if kind.reads_later)


class NoRecordYet(ConferenceError):
    """The meeting was taken up again after the page was opened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この会議の記録は、まだ書いている途中です。「読みました」は残していません。閉会したあとで読んでください。"
        )


@dataclass(frozen=True)
class Reader:
    """A person of 欠席 or 供覧; `read_at` is None until the record was read."""

    attendance: Attendance
    read_at: datetime | None


def readers(session: Session, conference: Conference) -> list[Reader]:
    """Everybody who should read the record, in the order of the attendance."""
    question = select(MinutesReading).where(MinutesReading.conference_id == conference.id)
    read = {each.person_id: each.at for each in session.scalars(question) if _counts(conference, each.at)}
    return [
        Reader(each, read.get(each.person_id) if each.person_id else None)
        for each in conference.attendances
        if each.part.reads_later
    ]


def _counts(conference: Conference, at: datetime) -> bool:
    """The record as it was closed last; what was read before the meeting was taken up again was another."""
    if conference.phase not in AFTER_THE_ROOM:
        return False
    return conference.closed_at is None or at >= conference.closed_at


def unread_by(session: Session, person: Person) -> list[Conference]:
    """Records that wait for this person, newest first; nothing before the conference is closed."""
    question = (
        select(Conference)
        .join(Attendance, Attendance.conference_id == Conference.id)
        .outerjoin(
            MinutesReading,
            and_(
                MinutesReading.conference_id == Conference.id,
                MinutesReading.person_id == Attendance.person_id,
                or_(Conference.closed_at.is_(None), MinutesReading.at >= Conference.closed_at),
            ),
        )
        .where(
            Attendance.person_id == person.id,
            Attendance.kind.in_(READS_LATER),
            Conference.state.in_(AFTER_THE_ROOM),
            MinutesReading.person_id.is_(None),
        )
        .order_by(Conference.held_on.desc(), Conference.id.desc())
        .distinct()
    )
    return list(session.scalars(question)) if person.kind.sees_rosters else []


def mark_read(session: Session, conference: Conference, person: Person, now: datetime) -> None:
    """Of one record the first time stays; of one written anew it is renewed.  Raises NoRecordYet."""
    if conference.phase not in AFTER_THE_ROOM:
        raise NoRecordYet
    kept = session.get(MinutesReading, (conference.id, person.id))
    if kept is None:
        session.add(MinutesReading(conference_id=conference.id, person_id=person.id, at=now))
    elif not _counts(conference, kept.at):
        kept.at = now
    session.flush()


def mark_unread(session: Session, conference: Conference, person: Person) -> None:
    kept = session.get(MinutesReading, (conference.id, person.id))
    if kept is not None:
        session.delete(kept)
        session.flush()
