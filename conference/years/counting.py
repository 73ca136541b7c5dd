"""What the records of an office say of its meetings: which were held, and one fact for each row of theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from conference.decisions.models import ClosureKind, Decision, DecisionKind
from conference.growth import fiscal_year
from conference.households.models import HouseholdMerge
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Row, RowStatus
from conference.series.kinds import kind_of
from conference.series.service import FAMILY_SEAT

APRIL = 4
NO_KIND = "種類なし"
CLOSURES = (*(kind.value for kind in ClosureKind), NO_KIND)
DECIDED = (RowStatus.DECIDED, RowStatus.CONFIRMED_TOGETHER)
BLANKS = "".join(each for each in map(chr, range(0x3001)) if each.isspace())
"""What a policy that nobody wrote may consist of; the last of them is the wide space."""
BEGUN = (ConferenceState.IN_SESSION, ConferenceState.REVIEWING, ConferenceState.CONFIRMED)


@dataclass(frozen=True)
class Fact:
    """One household on the roster of one meeting that was held."""

    row_id: int
    conference_id: int
    household_id: int
    """Where the household went into another one: that one."""
    track: str
    status: str
    is_new: bool
    """The first row of the household in all the records, with no policy from before them."""
    closure: str
    """One of CLOSURES where 終結 was decided; else empty."""


def first_and_last(year: int) -> tuple[date, date]:
    """The days of a fiscal year."""
    return date(year, APRIL, 1), date(year + 1, APRIL - 1, 31)


def is_held(conference: Conference, today: date) -> bool:
    """A meeting that began; one without a roster need not be begun, so there its day is enough."""
    if conference.phase in BEGUN:
        return True
    called_off = conference.phase is ConferenceState.CALLED_OFF
    return not called_off and conference.held_on < today and not kind_of(conference.series).has_roster


def held(session: Session, years: Collection[int], today: date) -> list[Conference]:
    """The meetings that were held in these fiscal years, in their order."""
    first, last = first_and_last(min(years))[0], first_and_last(max(years))[1]
    question = (
        select(Conference)
        .where(Conference.held_on.between(first, last), Conference.state != ConferenceState.CALLED_OFF)
        .options(joinedload(Conference.series))
        .order_by(Conference.held_on, Conference.id)
    )
    found = session.scalars(question)
    return [each for each in found if fiscal_year(each.held_on) in years and is_held(each, today)]


def facts_of(session: Session, conferences: Sequence[Conference]) -> list[Fact]:
    """Every row of these meetings."""
    wanted = {each.id for each in conferences}
    if not wanted:
        return []
    now = _households_now(session)
    new = _first_rows(session, now, max(each.held_on for each in conferences))
    question = (
        select(
            Row.id, Row.conference_id, Row.household_id, Row.track, Row.status, Decision.kind,
            Decision.closure_kind,
        )
        .outerjoin(Decision, Decision.row_id == Row.id)
        .join(Conference, Conference.id == Row.conference_id)
        .where(Conference.held_on >= min(each.held_on for each in conferences))
        .where(Conference.held_on <= max(each.held_on for each in conferences))
        .order_by(Row.id)
    )  # fmt: skip
    return [
        Fact(
            row, conference, now.get(household, household), track, status, row in new,
            _closure(kind, closure) if status in DECIDED else "",
        )
        for row, conference, household, track, status, kind, closure in session.execute(question)
        if conference in wanted
    ]  # fmt: skip


def _households_now(session: Session) -> dict[int, int]:
    """By household that went into another one: where its family is counted."""
    into = {
        gone: kept for gone, kept in session.execute(select(HouseholdMerge.gone_id, HouseholdMerge.kept_id))
    }
    return {gone: _last_of(into, gone) for gone in into}


def _last_of(into: dict[int, int], household: int) -> int:
    while household in into:
        household = into[household]
    return household


def _closure(kind: str | None, closure: str | None) -> str:
    if kind != DecisionKind.CLOSE:
        return ""
    return closure if closure in CLOSURES else NO_KIND


def _first_rows(session: Session, now: dict[int, int], until: date) -> set[int]:
    """Ids of rows with which a household came to the office's meetings."""
    question = (
        select(Row.household_id, Row.id, func.trim(Row.last_policy, BLANKS) == "")
        .join(Conference, Conference.id == Row.conference_id)
        .where(Conference.state.in_(BEGUN), Conference.held_on <= until)
        .order_by(Conference.held_on, Conference.id, Row.id)
    )
    first: dict[int, tuple[int, bool]] = {}
    for household, row, is_new in session.execute(question):
        first.setdefault(now.get(household, household), (row, is_new))
    return {row for row, is_new in first.values() if is_new}


def agencies_of(session: Session, conferences: Sequence[Conference]) -> dict[int, set[str]]:
    """By meeting: who was there, by agency; the family is none."""
    question = select(Attendance.conference_id, Attendance.agency, Attendance.name).where(
        Attendance.conference_id.in_([each.id for each in conferences]),
        Attendance.kind == AttendanceKind.COMES,
    )
    found: dict[int, set[str]] = {}
    for conference, agency, name in session.execute(question):
        if name != FAMILY_SEAT:
            found.setdefault(conference, set()).add(agency or name)
    return found


def years_with_meetings(session: Session, today: date) -> list[int]:
    """Fiscal years that have a meeting, and this one; newest first."""
    oldest, newest = session.execute(select(func.min(Conference.held_on), func.max(Conference.held_on))).one()
    days = [day for day in (oldest, newest, today) if day]
    return list(range(fiscal_year(max(days)), fiscal_year(min(days)) - 1, -1))
