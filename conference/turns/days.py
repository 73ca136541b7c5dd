"""Which turn belongs to which meeting, wherever that was moved, and whose turn an empty day is.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from conference.rosters.models import Rhythm


@dataclass(frozen=True)
class Meeting:
    """A meeting by its number: when it is, and when its rhythm meant it to be."""

    id: int
    held_on: date
    meant: date


def paired(rhythm: str, turns: Iterable[tuple[int, date]], meetings: Sequence[Meeting]) -> dict[int, int]:
    """Turn → meeting: of the same day first, then meant for it, then of the same week or month."""
    left, free = sorted(turns, key=lambda each: each[1]), list(meetings)
    found: dict[int, int] = {}
    for fits in (_is_on, _is_meant_for, lambda on, meeting: slot(rhythm, on) == slot(rhythm, meeting.meant)):
        for turn, on in [each for each in left if each[0] not in found]:
            meeting = next((each for each in free if fits(on, each)), None)
            if meeting:
                found[turn] = meeting.id
                free.remove(meeting)
    return found


def _is_on(on: date, meeting: Meeting) -> bool:
    return meeting.held_on == on


def _is_meant_for(on: date, meeting: Meeting) -> bool:
    return meeting.meant == on


def slot(rhythm: str, day: date) -> tuple[int, ...]:
    """The week of a weekly meeting, the month of the others; 随時 has only its day."""
    if rhythm == Rhythm.WEEKLY:
        return day.isocalendar()[:2]
    return (day.year, day.month, day.day) if rhythm == Rhythm.AD_HOC else (day.year, day.month)


def in_turn(standing: Sequence[str], names: Sequence[str]) -> list[str]:
    """Names for the days where none stands (""), going on after whoever stands before; the others stay."""
    given: list[str] = []
    next_up = 0
    for who in standing:
        name = who or names[next_up % len(names)]
        given.append(name)
        if name in names:
            next_up = names.index(name) + 1
    return given
