"""How long a meeting will take: so many minutes for a row of each track, changed where a row needs more.  Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from conference.rosters.models import Conference, Row, Track


@dataclass(frozen=True)
class Plan:
    """Minutes planned for all rows, and the minutes there are for them (None without a planned end)."""

    planned: float
    available: int | None
    training: int = 0

    @property
    def is_over(self) -> bool:
        return self.available is not None and self.planned > self.available

    @property
    def text(self) -> str:
        if not self.planned:
            return ""
        total = f"見込み{math.ceil(self.planned)}分"  # up: 120.25 of 120 is over, and says so
        whole = total if self.available is None else f"{total}/{self.available}分"
        return f"{whole}＋研修{self.training}分" if self.training else whole


def plan_of(conference: Conference, rows: Sequence[Row]) -> Plan:
    planned = sum(minutes_for(row, conference) for row in rows)
    return Plan(planned, minutes_there_are(conference), conference.training_minutes or 0)


def minutes_for(row: Row, conference: Conference) -> float:
    if row.minutes is not None:
        return row.minutes
    if row.track == Track.FOCUS:
        return conference.focus_minutes
    return conference.together_minutes if row.track == Track.TOGETHER else conference.discuss_minutes


def minutes_there_are(conference: Conference) -> int | None:
    """Whole minutes for the rows: from the planned beginning to the end, less break and training."""
    until = minutes_until_training(conference)
    return None if until is None else max(0, until - (conference.break_minutes or 0))


def minutes_until_training(conference: Conference) -> int | None:
    """Whole minutes from the beginning to when the rows have to be through."""
    length = length_of(conference)
    return None if length is None else max(0, length - (conference.training_minutes or 0))


def length_of(conference: Conference) -> int | None:
    """Whole minutes from the planned beginning to the planned end; None where one is not written."""
    begins, ends = minute_of_day(conference.starts_at), minute_of_day(conference.ends_at)
    return ends - begins if begins is not None and ends is not None and ends > begins else None


def minute_of_day(written: str) -> int | None:
    """810 of 13:30; None where no time of day is written."""
    try:
        read = time.fromisoformat(written)
    except ValueError:
        return None
    return read.hour * 60 + read.minute


def in_minutes(minutes: float) -> str:
    """118, 0.25, 7.5: no more digits than it has."""
    return f"{minutes:.2f}".rstrip("0").rstrip(".")


def said(minutes: float) -> str:
    """As people say it: 8分, 7分半, 15秒, 1分15秒; nothing for none."""
    whole, seconds = divmod(round(minutes * 60), 60)
    if whole and seconds == 30:
        return f"{whole}分半"
    return (f"{whole}分" if whole else "") + (f"{seconds}秒" if seconds else "")
