"""「予定より7分おくれ」: where the room is, against the minutes planned for what it is through with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from conference.rosters import running, timing
from conference.rosters.models import Conference, Row
from conference.rosters.planning import minutes_for

QUIET_MINUTES = 3
"""A difference that nobody has to hear of."""


@dataclass(frozen=True)
class Pace:
    """Whole minutes behind the plan; below zero: ahead of it."""

    behind: int

    @property
    def text(self) -> str:
        if abs(self.behind) < QUIET_MINUTES:
            return ""
        return f"予定より{self.behind}分おくれ" if self.behind > 0 else f"予定より{-self.behind}分早い"


def pace_of(conference: Conference, rows: Sequence[Row], now: datetime) -> Pace | None:
    """None before the first row was taken up, after the last is done, and where no clock runs."""
    clock = timing.meeting_clock(conference, now)
    through = sum(_through(row, conference, now) for row in rows)
    if clock is None or not through or all(row.phase.is_done for row in rows):
        return None
    gone = clock.seconds / 60
    return Pace(int(gone - through - _rest(conference, rows, through, gone)))


def _through(row: Row, conference: Conference, now: datetime) -> float:
    """Planned minutes that this row has used up: all of them when it is done, never more than planned."""
    planned = minutes_for(row, conference)
    if row.phase.is_done:
        return planned
    clock = timing.clock_of(row, now)
    return min(planned, clock.seconds / 60) if clock else 0.0


def _rest(conference: Conference, rows: Sequence[Row], through: float, gone: float) -> float:
    """Minutes of the break that lie behind: none before it, all once a later row was taken up."""
    steps = running.steps_of(conference, rows)
    found = next((step for step in steps if step.name == running.BREAK), None)
    if found is None or through < found.at:
        return 0.0
    return found.minutes if through > found.at else min(found.minutes, max(0.0, gone - through))
