"""The clock of a row and of the meeting: how long it has been talked about, of how long was planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from math import ceil

from conference.decisions.models import Talk
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus
from conference.rosters.planning import length_of, minutes_for, minutes_until_training, said

LONGEST_SECONDS = 4 * 3600
"""A row left open over lunch is not talked about all the time."""


@dataclass(frozen=True)
class Clock:
    """Seconds gone and minutes planned (None: nothing planned); `runs`: the room is at it now."""

    seconds: int
    planned: float | None
    runs: bool = True

    @property
    def minutes(self) -> int:
        return self.seconds // 60

    @property
    def over(self) -> int:
        """Whole minutes over the plan."""
        return max(0, int(self.seconds / 60 - self.planned)) if self.planned is not None else 0

    @property
    def is_over(self) -> bool:
        return self.planned is not None and self.seconds > self.planned * 60

    @property
    def text(self) -> str:
        """6分/8分; 9分/8分 超過1分."""
        whole = f"{self.minutes}分" if self.planned is None else f"{self.minutes}分/{self.planned_text}"
        return f"{whole} 超過{self.over}分" if self.is_over else whole

    @property
    def planned_text(self) -> str:
        """8分, 15秒."""
        return said(self.planned or 0.0) or "0分"

    @property
    def rest(self) -> str:
        """残り52分; nothing when over, or without a plan."""
        if self.planned is None or self.is_over:
            return ""
        return f"残り{ceil(self.planned - self.seconds / 60)}分"


def clock_of(row: Row, now: datetime) -> Clock | None:
    """None for a row that nobody has opened in session."""
    spent = row.talk.spent_seconds if row.talk else 0
    runs = row.opened_at is not None and row.phase is RowStatus.IN_DISCUSSION
    if not runs and not spent:
        return None
    return Clock(spent + (running_seconds(row, now) if runs else 0), minutes_for(row, row.conference), runs)


def running_seconds(row: Row, now: datetime) -> int:
    """Since the room turned to the row."""
    if row.opened_at is None:
        return 0
    return min(LONGEST_SECONDS, max(0, int((now - row.opened_at).total_seconds())))


def start(row: Row, now: datetime) -> None:
    """The room turns to this row; the clocks of all others rest."""
    for other in row.conference.rows:
        if other is not row:
            stop(other, now)
    row.opened_at = row.opened_at or now


def stop(row: Row, now: datetime) -> None:
    """Keep what the clock shows; it goes on from there when the room comes back."""
    if row.opened_at is None:
        return
    row.talk = row.talk or Talk(spent_seconds=0)
    row.talk.spent_seconds += running_seconds(row, now)
    row.opened_at = None


def reset(row: Row) -> None:
    """Opened and left without a word: it was not talked about."""
    row.opened_at = None


def meeting_clock(conference: Conference, now: datetime) -> Clock | None:
    """Since the planned beginning, of the planned length; only while in session, on its day.

    As long as a row is open, what is left is counted to where the training begins.
    """
    if conference.phase is not ConferenceState.IN_SESSION or conference.held_on != now.date():
        return None
    try:
        begins = datetime.combine(now.date(), time.fromisoformat(conference.starts_at))
    except ValueError:
        return None
    is_open = any(not row.phase.is_done for row in conference.rows)
    planned = minutes_until_training(conference) if is_open else length_of(conference)
    return Clock(max(0, int((now - begins).total_seconds())), planned)
