"""How long a meeting will take: so many minutes for a row of each track, changed where a row needs more.  Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from conference.rosters.models import Conference, Row, Track


@dataclass(frozen=True)
class Plan:
    """Minutes planned for all rows, and the minutes there are (None without a planned end)."""

    planned: float
    available: int | None

    @property
    def is_over(self) -> bool:
        return self.available is not None and self.planned > self.available

    @property
    def text(self) -> str:
        if not self.planned:
            return ""
        total = f"見込み{math.ceil(self.planned)}分"  # up: 120.25 of 120 is over, and says so
        return total if self.available is None else f"{total}/{self.available}分"


def plan_of(conference: Conference, rows: Sequence[Row]) -> Plan:
    return Plan(sum(minutes_for(row, conference) for row in rows), minutes_there_are(conference))


def minutes_for(row: Row, conference: Conference) -> float:
    if row.minutes is not None:
        return row.minutes
    if row.track == Track.FOCUS:
        return conference.focus_minutes
    return conference.together_minutes if row.track == Track.TOGETHER else conference.discuss_minutes


def minutes_there_are(conference: Conference) -> int | None:
    """From the planned beginning to the planned end; None where one is not written."""
    try:
        begins, ends = time.fromisoformat(conference.starts_at), time.fromisoformat(conference.ends_at)
    except ValueError:
        return None
    length = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    return length if length > 0 else None


def in_minutes(minutes: float) -> str:
    """118, 0.25, 7.5: no more digits than it has."""
    return f"{minutes:.2f}".rstrip("0").rstrip(".")
