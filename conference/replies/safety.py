"""安全の度合い as agencies see it: the number each sent back for a row, beside the one it sent last time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.invitations.models import RowComment
from conference.rosters.models import Conference, ConferenceState, Row

Numbers = dict[str, int]
"""By agency, 0 to 100."""


@dataclass(frozen=True)
class Seen:
    """One agency on one row; `last` and `last_on` are of its newest earlier meeting."""

    agency: str
    now: int | None
    last: int | None = None
    last_on: date | None = None

    @property
    def falls(self) -> bool:
        return self.now is not None and self.last is not None and self.now < self.last


def numbers_of(session: Session, rows: Sequence[Row]) -> dict[int, Numbers]:
    """By row id, only those that have one; what an agency said last counts, its earlier words stay where they are."""
    found: dict[int, Numbers] = {}
    question = select(RowComment).where(
        RowComment.row_id.in_([row.id for row in rows]), RowComment.safety.is_not(None)
    )
    for each in session.scalars(question.order_by(RowComment.at, RowComment.id)):
        if each.safety is not None:
            found.setdefault(each.row_id, {})[each.agency] = each.safety
    return found


def seen_by_agencies(session: Session, row: Row) -> list[Seen]:
    """Every agency that sent a number for this row or for an earlier one of the household, in the order they began."""
    rows = [*_earlier(session, row), row]
    numbers = numbers_of(session, rows)
    found: dict[str, Seen] = {}
    for each in rows:
        for agency, value in numbers.get(each.id, {}).items():
            last = found.get(agency, Seen(agency, None))
            on = each.conference.held_on
            found[agency] = (
                Seen(agency, value, last.last, last.last_on) if each is row else Seen(agency, None, value, on)
            )
    return list(found.values())


def _earlier(session: Session, row: Row) -> list[Row]:
    """The household's rows of earlier meetings, the oldest first."""
    question = (
        select(Row)
        .join(Row.conference)
        .where(Row.household_id == row.household_id, Conference.held_on < row.conference.held_on)
        .where(Conference.state != ConferenceState.CALLED_OFF)
        .options(joinedload(Row.conference))
        .order_by(Conference.held_on, Row.id)
    )
    return list(session.scalars(question))
