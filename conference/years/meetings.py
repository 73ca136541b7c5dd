"""一年のまとめ of one series: its meetings of a fiscal year in order, with what was counted and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.decisions.models import Assignment, Decision
from conference.invitations.models import Invitation
from conference.notes import service as notes
from conference.notes.service import Written
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Row, Series, Track
from conference.series.kinds import kind_of
from conference.years.counting import CLOSURES, DECIDED, Fact, facts_of, first_and_last, is_held
from conference.years.side_by_side import Grid, grid_of

LEADS = "進行"


@dataclass(frozen=True)
class Roster:
    """What the rows of one meeting, or of a year, add up to."""

    rows: int
    new: int
    closed: dict[str, int]
    tracks: dict[str, int]
    decided: int
    roles: int
    roles_done: int

    @property
    def ongoing(self) -> int:
        return self.rows - self.new

    @property
    def closures(self) -> list[tuple[str, int]]:
        return [(kind, number) for kind, number in self.closed.items() if number]


@dataclass(frozen=True)
class Meeting:
    conference: Conference
    is_held: bool
    presided: str
    present: int
    written: dict[str, Written]
    """By label, what the memo of the meeting says."""
    roster: Roster | None


@dataclass(frozen=True)
class SeriesYear:
    series: Series
    year: int
    meetings: tuple[Meeting, ...]
    labels: tuple[str, ...]
    """What the memos of this kind are called."""
    grid: Grid | None
    total: Roster | None

    @property
    def last(self) -> Conference | None:
        """Where the year is looked back on."""
        return self.meetings[-1].conference if self.meetings else None


def series_year(session: Session, series: Series, year: int, today: date) -> SeriesYear:
    conferences = _of_year(session, series, year)
    begun = [each for each in conferences if is_held(each, today)]
    counted = _rosters(session, begun) if kind_of(series).has_roster else {}
    presided = _presided(session, conferences)
    meetings = [
        _meeting(session, each, each in begun, presided, counted.get(each.id)) for each in conferences
    ]
    labels = notes.fields_of(conferences[0]).values() if conferences else ()
    total = _added(list(counted.values())) if counted else None
    return SeriesYear(series, year, tuple(meetings), tuple(labels), grid_of(session, conferences), total)


def _of_year(session: Session, series: Series, year: int) -> list[Conference]:
    """Held and to come; what was called off is no meeting."""
    question = (
        select(Conference)
        .where(Conference.series_id == series.id, Conference.state != ConferenceState.CALLED_OFF)
        .where(Conference.held_on.between(*first_and_last(year)))
        .options(joinedload(Conference.series), selectinload(Conference.attendances))
    )
    return list(session.scalars(question.order_by(Conference.held_on, Conference.id)))


def _meeting(
    session: Session, conference: Conference, held: bool, presided: dict[int, str], roster: Roster | None
) -> Meeting:
    present = sum(each.part is AttendanceKind.COMES for each in conference.attendances) if held else 0
    written = {part.label: part for part in notes.written(session, conference)}
    return Meeting(conference, held, presided.get(conference.id, ""), present, written, roster)


def _presided(session: Session, conferences: Sequence[Conference]) -> dict[int, str]:
    """By meeting: who plays the part 進行 and was not away."""
    question = (
        select(Attendance.conference_id, Attendance.name)
        .join(Invitation, Invitation.attendance_id == Attendance.id)
        .where(Attendance.conference_id.in_([each.id for each in conferences]))
        .where(Attendance.kind == AttendanceKind.COMES, Invitation.role.contains(LEADS))
        .order_by(Attendance.id)
    )
    found: dict[int, list[str]] = {}
    for conference, name in session.execute(question):
        found.setdefault(conference, []).append(name)
    return {conference: "、".join(names) for conference, names in found.items()}


def _rosters(session: Session, conferences: Sequence[Conference]) -> dict[int, Roster]:
    facts = facts_of(session, conferences)
    roles = _roles(session, conferences)
    by_meeting: dict[int, list[Fact]] = {each.id: [] for each in conferences}
    for fact in facts:
        by_meeting[fact.conference_id].append(fact)
    return {meeting: _roster(rows, roles) for meeting, rows in by_meeting.items()}


def _roster(facts: Sequence[Fact], roles: dict[int, Counter[bool]]) -> Roster:
    closed = Counter(fact.closure for fact in facts if fact.closure)
    tracks = Counter(fact.track for fact in facts)
    promised = [roles[fact.row_id] for fact in facts if fact.row_id in roles]
    return Roster(
        rows=len(facts),
        new=sum(fact.is_new for fact in facts),
        closed={kind: closed[kind] for kind in CLOSURES},
        tracks={track.value: tracks[track.value] for track in Track},
        decided=sum(fact.status in DECIDED for fact in facts),
        roles=sum(each.total() for each in promised),
        roles_done=sum(each[True] for each in promised),
    )


def _roles(session: Session, conferences: Sequence[Conference]) -> dict[int, Counter[bool]]:
    """By row: how many roles stand, and how many of them are done."""
    question = (
        select(Assignment)
        .options(joinedload(Assignment.decision))
        .join(Assignment.decision)
        .join(Decision.row)
        .where(Row.conference_id.in_([each.id for each in conferences]), Assignment.removed.is_(False))
    )
    found: dict[int, Counter[bool]] = {}
    for each in session.scalars(question):
        if not each.is_empty:
            found.setdefault(each.decision.row_id, Counter())[each.state == "済"] += 1
    return found


def _added(rosters: Sequence[Roster]) -> Roster:
    return Roster(
        rows=sum(each.rows for each in rosters),
        new=sum(each.new for each in rosters),
        closed={kind: sum(each.closed[kind] for each in rosters) for kind in CLOSURES},
        tracks={track.value: sum(each.tracks[track.value] for each in rosters) for track in Track},
        decided=sum(each.decided for each in rosters),
        roles=sum(each.roles for each in rosters),
        roles_done=sum(each.roles_done for each in rosters),
    )
