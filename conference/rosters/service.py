"""Rows of a roster: loading, adding, ordering, tracks, sharing, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference import clock
from conference.decisions.edits import RecordConfirmed
from conference.decisions.models import Assignment, Decision
from conference.errors import CalledOff, ConferenceError
from conference.households.models import Household, HouseholdWorker
from conference.people.models import Person, Role
from conference.people.written_names import account_named
from conference.rosters import carrying
from conference.rosters.models import (
    Attendance,
    Conference,
    ConferenceState,
    Rhythm,
    Row,
    RowShare,
    RowStatus,
    Track,
)
from conference.rosters.schedule import last_like, series_of
from conference.series.service import check_takes_rows, start
from conference.series.usual import Usual


class OrderOutdated(ConferenceError):
    """The rows were changed while somebody was putting them in order."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "名簿の行が変わったため、順番は元のままです。画面を開き直してから並べ直してください。"
        )


def roster_of(session: Session, conference: Conference) -> list[Row]:
    """Every row with what the table shows, in a fixed number of queries."""
    question = (
        select(Row)
        .where(Row.conference_id == conference.id)
        .options(
            joinedload(Row.household).selectinload(Household.members),
            joinedload(Row.household).selectinload(Household.workers).joinedload(HouseholdWorker.person),
            joinedload(Row.decision).selectinload(Decision.assignments).joinedload(Assignment.person),
            joinedload(Row.carried_from),
            joinedload(Row.talk),
            selectinload(Row.shares),
        )
        .order_by(Row.position, Row.id)
    )
    return list(session.scalars(question))


def shared_with(rows: Sequence[Row], person: Person) -> list[Row]:
    """Only the rows an outside participant may see; everybody else in the office sees all."""
    if person.kind is not Role.PARTICIPANT:
        return list(rows)
    today = clock.today()
    return [row for row in rows if any(_opens(share, person, today) for share in row.shares)]


def _opens(share: RowShare, person: Person, today: date) -> bool:
    """Given to this person, on a ground that stands today."""
    return share.person_id == person.id and share.holds_on(today)


def check_takes_changes(conference: Conference) -> None:
    """Raises RecordConfirmed after 確定, CalledOff for a meeting that is not held."""
    if conference.phase is ConferenceState.CALLED_OFF:
        raise CalledOff
    if not conference.phase.takes_roster_changes:
        raise RecordConfirmed


def add_household(session: Session, conference: Conference, household: Household) -> Row:
    """The household's row, new at the end or as it is; what is known comes from its newest row."""
    check_takes_changes(conference)
    check_takes_rows(conference)
    if here := next((row for row in conference.rows if row.household_id == household.id), None):
        return here
    newest = session.scalar(
        select(Row)
        .join(Row.conference)
        .where(Row.household_id == household.id)
        .order_by(Conference.held_on.desc(), Row.id.desc())
        .limit(1)
    )
    if newest:
        return carrying.continue_row(session, conference, newest)
    row = Row(conference=conference, household=household, position=len(conference.rows) + 1)
    session.add(row)
    session.flush()
    return row


def open_for_one(session: Session, household: Household, person: Person, now: datetime) -> Conference:
    """A 随時 conference of one row, in session at once; the minute it begins says nothing of the series."""
    series, today = series_of(session, Rhythm.AD_HOC), now.date()
    begins = Usual(f"{now:%H:%M}", "", "")
    conference = start(session, series, today, last=last_like(session, series, today), said=begins)
    conference.attendances = [Attendance(person_id=person.id, name=person.name, agency=person.agency)]
    row = add_household(session, conference, household)
    row.track = Track.DISCUSS
    conference.state = ConferenceState.IN_SESSION
    session.flush()
    return conference


def reorder(session: Session, conference: Conference, row_ids: Sequence[int]) -> None:
    """Raises OrderOutdated unless the ids are exactly the roster's."""
    check_takes_changes(conference)
    by_id = {row.id: row for row in conference.rows}
    if sorted(row_ids) != sorted(by_id):
        raise OrderOutdated
    for position, row_id in enumerate(row_ids, start=1):
        by_id[row_id].position = position
    session.flush()


def set_track(row: Row, track: Track) -> None:
    """Move a row between 一括確認, 協議 and 重点; one already confirmed together is open again."""
    check_takes_changes(row.conference)
    row.track = track
    if track is not Track.TOGETHER and row.phase is RowStatus.CONFIRMED_TOGETHER:
        row.status = RowStatus.OPEN


def remove_row(session: Session, row: Row) -> None:
    """Only while the roster is being made: later it is part of the record."""
    if row.conference.phase not in (ConferenceState.PREPARING, ConferenceState.SENT):
        raise RowStays
    carrying.remove_row(session, row)


class RowStays(ConferenceError):
    """A row is taken off after the conference has begun."""

    status = 409

    def __init__(self) -> None:
        super().__init__("会議が始まったため、この行は外せません。話さないときは「次回へ」を選んでください。")


def _unshare_all(conference: Conference, person_id: int | None) -> None:
    for row in conference.rows:
        row.shares = [each for each in row.shares if each.person_id != person_id]


def add_attendance(session: Session, conference: Conference, name: str, agency: str, kind: str) -> Attendance:
    """Somebody on the list: an account by its name, or a name and an agency."""
    check_takes_changes(conference)
    account = account_named(session, name, whole=True)
    entry = Attendance(
        person_id=account.id if account else None,
        name=name,
        agency=agency or (account.agency if account else ""),
        kind=kind,
    )
    conference.attendances.append(entry)
    session.flush()
    return entry


def set_attendance(conference: Conference, attendance_id: int, kind: str) -> Attendance | None:
    """Change one entry; `kind` empty takes it off the list, and with it the rows that person was given."""
    check_takes_changes(conference)
    entry = next((each for each in conference.attendances if each.id == attendance_id), None)
    if entry and not kind:
        conference.attendances.remove(entry)
        _unshare_all(conference, entry.person_id)
    elif entry:
        entry.kind = kind
    return entry


def names_of_staff(session: Session) -> list[str]:
    """Whom a list can offer: everybody who may come to a conference."""
    question = select(Person.name).where(Person.active, Person.role.not_in([Role.ADMIN, Role.TRAINER]))
    return list(session.scalars(question.order_by(Person.name)))
