"""What was written under ふりかえり last time: offered line by line to the checklist of this meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.notes import service as notes
from conference.rosters.models import Conference, ConferenceState
from conference.series.checklist import LONGEST_CHECK
from conference.series.models import ConferenceCheck


@dataclass(frozen=True)
class Said:
    """One line; `check` as it would stand in the checklist, `is_taken` when it does."""

    line: str
    check: str
    is_taken: bool


@dataclass(frozen=True)
class LastTime:
    held_on: date
    lines: tuple[Said, ...]


def last_time(session: Session, conference: Conference, checks: list[ConferenceCheck]) -> LastTime | None:
    """Of the meeting of the same series before this one; None where nobody looked back."""
    before = _before(session, conference)
    written = notes.newest_of(session, before, notes.LOOKED_BACK) if before else None
    lines = [line.strip(" 　・") for line in written.value.split("\n")] if written else []
    taken = {check.text for check in checks}
    said = tuple(Said(line, _as_check(line), _as_check(line) in taken) for line in lines if line)
    return LastTime(before.held_on, said) if before and said else None


def _as_check(line: str) -> str:
    return line if len(line) <= LONGEST_CHECK else line[: LONGEST_CHECK - 1] + "…"


def _before(session: Session, conference: Conference) -> Conference | None:
    question = (
        select(Conference)
        .where(Conference.series_id == conference.series_id, Conference.id != conference.id)
        .where(Conference.held_on < conference.held_on, Conference.state != ConferenceState.CALLED_OFF)
    )
    return session.scalar(question.order_by(Conference.held_on.desc(), Conference.id.desc()).limit(1))
