"""The roster as the screen shows it: one line per row and the figures of the header bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from conference.advice.service import advised
from conference.decisions.together import count_to_confirm
from conference.people.models import Person
from conference.rosters import cells
from conference.rosters.cells import presenter_of
from conference.rosters.missing import missing_in, missing_on
from conference.rosters.models import Conference, Row, Track
from conference.rosters.pace import Pace, pace_of
from conference.rosters.planning import Plan, plan_of
from conference.rosters.schedule import next_day_for
from conference.rosters.service import roster_of, shared_with
from conference.rosters.timing import Clock, clock_of, meeting_clock


@dataclass(frozen=True)
class Line:
    """Everything one closed row says."""

    row: Row
    members: list[cells.MemberLine]
    more_members: int
    dates: list[cells.DateLine]
    roles: list[cells.RoleLine]
    missing: int
    clock: Clock | None = None
    has_advice: bool = False
    """Somebody of the office advised something since the household's last meeting."""

    @property
    def presenter(self) -> str:
        """Said where the row is talked about."""
        return "" if self.is_together else presenter_of(self.row)

    @property
    def is_together(self) -> bool:
        return self.row.track == Track.TOGETHER

    @property
    def tag(self) -> tuple[str, str, str]:
        return cells.status_tag(self.row)

    @property
    def kind(self) -> str:
        return cells.kind_line(self.row)

    @property
    def family(self) -> str:
        return cells.family_line(self.row)

    @property
    def seen(self) -> str:
        return cells.seen_line(self.row, self.row.conference.held_on)

    @property
    def name_of_row(self) -> str:
        return f"{self.row.number}番 {self.row.household.name}"


@dataclass(frozen=True)
class Figures:
    """What the header bar counts."""

    done: int
    total: int
    together: int
    missing: int
    meeting: Clock | None
    plan: Plan
    pace: Pace | None = None

    @property
    def share_done(self) -> str:
        return f"{self.done}/{self.total}件"


@dataclass(frozen=True)
class Board:
    conference: Conference
    lines: list[Line]
    figures: Figures
    next_on: date
    next_is_fixed: bool


def board_for(session: Session, conference: Conference, person: Person, now: datetime) -> Board:
    """The rows this person may see, as of now."""
    rows = shared_with(roster_of(session, conference), person)
    next_on, is_fixed = next_day_for(session, conference)
    marked = advised(session, rows) if person.kind.sees_rosters else set()
    lines = [line_of(row, next_on, now, has_advice=row.id in marked) for row in rows]
    return Board(conference, lines, figures_of(conference, rows, now), next_on, is_fixed)


def line_of(row: Row, next_on: date | None, now: datetime, *, has_advice: bool = False) -> Line:
    today = now.date()
    on = row.conference.held_on
    members, more = cells.member_lines_and_rest(row.household, on)
    return Line(
        row,
        members,
        more,
        cells.date_lines(row, next_on, today),
        cells.role_lines(row, next_on, today),
        len(missing_in(row)),
        clock_of(row, now),
        has_advice,
    )


def figures_of(conference: Conference, rows: Sequence[Row], now: datetime) -> Figures:
    return Figures(
        done=sum(row.phase.is_done for row in rows),
        total=len(rows),
        together=count_to_confirm(rows),
        missing=sum(each.items_count for each in missing_on(rows)),
        meeting=meeting_clock(conference, now),
        plan=plan_of(conference, rows),
        pace=pace_of(conference, conference.rows, now),
    )
