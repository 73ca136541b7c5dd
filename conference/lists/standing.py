"""What stands for each household today, read from all its conferences: dates, last visit, 終結."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.decisions.edits import PROPOSED
from conference.decisions.models import Assignment, ClosureKind, Decision, DecisionKind, FieldEdit
from conference.households.models import Household, HouseholdWorker
from conference.lists import by_reading
from conference.rosters.models import Conference, Row

ASKS_FOR_DATES = (DecisionKind.CONTINUE, DecisionKind.CHANGE)
STILL_WITH_US = (ClosureKind.OFF_ROSTER, ClosureKind.END_OF_MANAGEMENT)
"""Off the roster is not the end of support: a サポートプラン that runs is still evaluated."""


@dataclass(frozen=True)
class Standing:
    """One household; its rows newest first."""

    rows: Sequence[Row]
    plan_on: date | None
    plan_before: date | None
    """A 評価日 that stood once and was taken away without another in its place."""
    review_on: date | None
    seen_on: date | None

    @property
    def household(self) -> Household:
        return self.rows[0].household

    @property
    def newest(self) -> Row:
        return self.rows[0]

    @property
    def decided(self) -> Row | None:
        """The newest row on which something was decided."""
        return next((row for row in self.rows if row.decision and row.decision.kind), None)

    @property
    def closed(self) -> bool:
        """終結, and on no later roster."""
        decision = self.newest.decision
        return decision is not None and decision.kind == DecisionKind.CLOSE

    @property
    def closure(self) -> str:
        return self.newest.decision.closure_kind if self.closed and self.newest.decision else ""

    @property
    def plan_runs(self) -> bool:
        """A サポートプラン may still be evaluated with this family."""
        return not self.closed or (self.closure in STILL_WITH_US and self.plan_on is not None)


def standings(session: Session) -> list[Standing]:
    """Every household that has been on a roster, as names are read."""
    rows = _rows(session)
    erased = _erased(session, rows)
    by_household: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_household[row.household_id].append(row)
    made = [_standing(found, erased) for found in by_household.values()]
    return sorted(made, key=lambda each: (*by_reading.key(each.household.name), each.household.id))


def _rows(session: Session) -> list[Row]:
    question = (
        select(Row)
        .join(Row.conference)
        .options(
            joinedload(Row.conference).joinedload(Conference.series),
            joinedload(Row.decision).selectinload(Decision.assignments).joinedload(Assignment.person),
            joinedload(Row.household).selectinload(Household.workers).joinedload(HouseholdWorker.person),
            joinedload(Row.household).selectinload(Household.members),
            selectinload(Row.carried_from),
        )
        .order_by(Conference.held_on.desc(), Row.id.desc())
    )
    return list(session.scalars(question))


def _erased(session: Session, rows: Sequence[Row]) -> dict[int, date]:
    """By row: the last 評価日 a person wrote there, for rows that have none now."""
    without = [row.id for row in rows if row.decision and row.decision.plan_review_on is None]
    question = (
        select(FieldEdit.row_id, FieldEdit.value)
        .where(FieldEdit.field == "plan_review_on", FieldEdit.value != "", FieldEdit.origin != PROPOSED)
        .order_by(FieldEdit.number)
    )
    wanted = set(without)
    return {
        row_id: date.fromisoformat(value) for row_id, value in session.execute(question) if row_id in wanted
    }


def _standing(rows: list[Row], erased: dict[int, date]) -> Standing:
    plan_on, before = plan_of(rows, erased)
    return Standing(
        rows=tuple(rows),
        plan_on=plan_on,
        plan_before=before,
        review_on=next(filter(None, map(_review_on, rows)), None),
        seen_on=max((row.last_seen_on for row in rows if row.last_seen_on), default=None),
    )


def plan_of(rows: Sequence[Row], erased: dict[int, date]) -> tuple[date | None, date | None]:
    """The 評価日 that holds, or the one that was taken away; rows newest first."""
    for index, row in enumerate(rows):
        decision = row.decision
        if decision and decision.plan_review_on:
            return decision.plan_review_on, None
        if decision and decision.kind in ASKS_FOR_DATES:
            return None, erased.get(row.id) or row.plan_review_on or plan_of(rows[index + 1 :], erased)[0]
        if row.plan_review_on:
            return row.plan_review_on, None
    return None, None


def _review_on(row: Row) -> date | None:
    return (row.decision.review_on if row.decision else None) or row.review_on
