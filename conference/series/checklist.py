"""What is prepared before, during and after one meeting: ticked by anybody of the office, never in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.people.models import Person
from conference.rosters.models import Conference
from conference.series.kinds import STAGES
from conference.series.models import ConferenceCheck

LONGEST_CHECK = 120


@dataclass(frozen=True)
class Progress:
    """How far the lines of one stage, or of all, are."""

    done: int
    total: int

    @property
    def text(self) -> str:
        return f"{self.done}/{self.total}"


def checks_of(session: Session, conference: Conference) -> list[ConferenceCheck]:
    question = (
        select(ConferenceCheck)
        .where(ConferenceCheck.conference_id == conference.id)
        .options(joinedload(ConferenceCheck.done_by))
    )
    found = session.scalars(question.order_by(ConferenceCheck.position, ConferenceCheck.id))
    return sorted(found, key=lambda each: (STAGES.index(each.stage), each.position, each.id))


def by_stage(checks: list[ConferenceCheck]) -> list[tuple[str, list[ConferenceCheck]]]:
    return [(stage, list(group)) for stage, group in groupby(checks, key=lambda each: each.stage)]


def progress_of(session: Session, conference: Conference) -> Progress:
    checks = checks_of(session, conference)
    return Progress(sum(each.done_at is not None for each in checks), len(checks))


def tick(check: ConferenceCheck, person: Person, now: datetime) -> bool:
    """Ticks the line, or takes its tick away; True when it is ticked now."""
    is_done = check.done_at is None
    check.done_at = now if is_done else None
    check.done_by_id = person.id if is_done else None
    return is_done


def add_line(session: Session, conference: Conference, stage: str, text: str) -> ConferenceCheck:
    """A line for this meeting only; an unknown stage counts as 前."""
    check = ConferenceCheck(
        conference_id=conference.id,
        position=1 + len(checks_of(session, conference)),
        stage=stage if stage in STAGES else STAGES[0],
        text=text,
    )
    session.add(check)
    session.flush()
    return check
