"""Series of an office: made from a kind, changed as the office likes, and the next meeting of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from conference.invitations.models import Invitation
from conference.people.written_names import account_named
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Rhythm, Series
from conference.series.errors import NoNamedRows, SeriesInUse
from conference.series.kinds import Kind, kind_of
from conference.series.models import ConferenceCheck, SeriesCheck, SeriesMember
from conference.series.seats import Seat, read_seat
from conference.series.usual import Usual, usual

FAMILY_SEAT = "本人・家族"
SAID_BY_SERIES = ("discuss_minutes", "together_minutes", "training_minutes")
AS_LAST_TIME = ("focus_minutes", "break_minutes", "seen_within_days")


def all_series(session: Session) -> list[Series]:
    return list(session.scalars(select(Series).order_by(Series.id)))


def check_takes_rows(conference: Conference) -> None:
    """Raises NoNamedRows for a meeting of a kind without a roster."""
    if not kind_of(conference.series).has_roster:
        raise NoNamedRows


def is_named(session: Session, name: str, rhythm: str, but: Series | None = None) -> bool:
    """Another series has this name and rhythm already."""
    found = session.scalar(select(Series.id).where(Series.name == name, Series.rhythm == rhythm))
    return found is not None and (but is None or found != but.id)


def from_kind(session: Session, kind: Kind, rhythm: Rhythm | None = None) -> Series:
    """The office's own copy of a template, with its usual seats and its checklist."""
    series = Series(
        name=_free_name(session, kind.name, rhythm or kind.rhythm),
        rhythm=rhythm or kind.rhythm,
        kind=kind.id,
        starts_at=kind.starts_at,
        ends_at=kind.ends_at,
        minutes_form=kind.minutes_form,
        family_seat=kind.family_seat,
        discuss_minutes=kind.discuss_minutes,
        together_minutes=kind.together_minutes,
        training_minutes=kind.training_minutes or 0,
    )
    session.add(series)
    session.flush()
    set_members(session, series, [seat for line in kind.members if (seat := read_seat(line))])
    set_checks(session, series, kind.checks)
    return series


def _free_name(session: Session, name: str, rhythm: Rhythm) -> str:
    """The template's name, numbered where the office has one of that name already."""
    taken = set(session.scalars(select(Series.name).where(Series.rhythm == rhythm)))
    tries = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)


def members_of(session: Session, series: Series) -> list[SeriesMember]:
    question = select(SeriesMember).where(SeriesMember.series_id == series.id)
    return list(session.scalars(question.order_by(SeriesMember.position, SeriesMember.id)))


def seats_of(session: Session, series: Series) -> list[Seat]:
    return [Seat(each.agency, each.name, each.role, each.phone) for each in members_of(session, series)]


def set_members(session: Session, series: Series, seats: Sequence[Seat]) -> None:
    session.execute(delete(SeriesMember).where(SeriesMember.series_id == series.id))
    session.add_all(
        SeriesMember(
            series_id=series.id,
            position=at,
            name=seat.name,
            agency=seat.agency,
            role=seat.role,
            phone=seat.phone,
        )
        for at, seat in enumerate(seats, start=1)
    )
    session.flush()


def keep_people(session: Session, conference: Conference) -> None:
    """This meeting's people become the usual seats, with the parts they play; the family's seat has its own box."""
    roles = {
        each.attendance_id: each.role
        for each in session.scalars(
            select(Invitation).where(Invitation.attendance_id.in_([one.id for one in conference.attendances]))
        )
    }
    phones = {seat.name or seat.agency: seat.phone for seat in seats_of(session, conference.series)}
    seats = [
        Seat(
            each.agency or each.name, each.name if each.agency else "", roles.get(each.id, ""),
            phones.get(each.name, ""),
        )
        for each in conference.attendances
        if each.name != FAMILY_SEAT
    ]  # fmt: skip
    set_members(session, conference.series, seats)


def checks_of(session: Session, series: Series) -> list[SeriesCheck]:
    question = select(SeriesCheck).where(SeriesCheck.series_id == series.id)
    return list(session.scalars(question.order_by(SeriesCheck.position, SeriesCheck.id)))


def set_checks(session: Session, series: Series, checks: Sequence[tuple[str, str]]) -> None:
    """(stage, text) in order; meetings that exist keep the lines they have."""
    session.execute(delete(SeriesCheck).where(SeriesCheck.series_id == series.id))
    session.add_all(
        SeriesCheck(series_id=series.id, position=at, stage=stage, text=text)
        for at, (stage, text) in enumerate(checks, start=1)
    )
    session.flush()


def remove(session: Session, series: Series) -> None:
    """Raises SeriesInUse once a meeting of it exists."""
    if has_met(session, series):
        raise SeriesInUse
    session.delete(series)
    session.flush()


def has_met(session: Session, series: Series) -> bool:
    """A meeting of it exists, whatever became of it."""
    found = select(Conference.id).where(Conference.series_id == series.id).limit(1)
    return session.scalar(found) is not None


def start(
    session: Session, series: Series, held_on: date, *, last: Conference | None, said: Usual | None = None
) -> Conference:
    """A new meeting: the series' usual seats (else as last time), its minutes and its checklist.

    `said`: its hours and place; None: as the series says, else as last time.
    """
    conference = Conference(
        series=series,
        held_on=held_on,
        state=ConferenceState.PREPARING,
        attendances=_seated(session, series, last),
        **_minutes(series, last),
    )
    (said or usual(session, series, last)).write(conference)
    session.add(conference)
    session.flush()
    _copy_checks(session, conference)
    _copy_roles(session, conference)
    return conference


def _minutes(series: Series, last: Conference | None) -> dict[str, float]:
    """As the series says; what only a meeting knows (重点, 休けい, the days since somebody was met) as last time."""
    said = {name: getattr(series, name) for name in SAID_BY_SERIES}
    return said | ({name: getattr(last, name) for name in AS_LAST_TIME} if last else {})


def _seated(session: Session, series: Series, last: Conference | None) -> list[Attendance]:
    usual = seats_of(session, series)
    if usual:
        seats = [_seat(session, seat) for seat in usual]
    else:
        seats = [
            Attendance(
                person_id=each.person_id, name=each.name, agency=each.agency, kind=AttendanceKind.COMES
            )
            for each in (last.attendances if last else [])
        ]
    if series.family_seat and FAMILY_SEAT not in {each.name for each in seats}:
        seats.append(Attendance(name=FAMILY_SEAT, agency="", kind=AttendanceKind.COMES))
    return seats


def _seat(session: Session, seat: Seat) -> Attendance:
    """An account is known by its name; an agency alone sits under its own name."""
    written = seat.name or seat.agency
    account = account_named(session, written, whole=True)
    if account:
        return Attendance(
            person_id=account.id,
            name=account.name,
            agency=(seat.name and seat.agency) or account.agency,
            kind=AttendanceKind.COMES,
        )
    return Attendance(name=written, agency=seat.agency if seat.name else "", kind=AttendanceKind.COMES)


def _copy_checks(session: Session, conference: Conference) -> None:
    session.add_all(
        ConferenceCheck(conference_id=conference.id, position=each.position, stage=each.stage, text=each.text)
        for each in checks_of(session, conference.series)
    )
    session.flush()


def _copy_roles(session: Session, conference: Conference) -> None:
    """Who plays which part, from the series' seats; matched by name, in the order they stand."""
    roles = {(each.name or each.agency): each.role for each in members_of(session, conference.series)}
    session.add_all(
        Invitation(attendance_id=each.id, role=roles[each.name])
        for each in conference.attendances
        if roles.get(each.name)
    )
    session.flush()
