"""What was decided for a household before: the last policy, earlier roles, the whole history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.decisions.models import Assignment, Decision
from conference.households.models import Household
from conference.rosters.models import Conference, Row


@dataclass(frozen=True)
class Earlier:
    """One earlier conference's roles for this household, as asked under 「前回決めたこと」."""

    row: Row
    roles: tuple[Assignment, ...]


def earlier_rows(session: Session, row: Row) -> list[Row]:
    """The household's rows of earlier conferences, newest first."""
    held_on = row.conference.held_on
    question = (
        _history(row.household_id)
        .where(Row.id != row.id)
        .where(or_(Conference.held_on < held_on, (Conference.held_on == held_on) & (Row.id < row.id)))
    )
    return list(session.scalars(question))


def history(session: Session, household: Household) -> list[Row]:
    """Every row of the household, newest first."""
    return list(session.scalars(_history(household.id)))


def _history(household_id: int | None):  # type: ignore[no-untyped-def]  # a Select of Row
    return (
        select(Row)
        .join(Row.conference)
        .where(Row.household_id == household_id if household_id is not None else true())
        .options(
            joinedload(Row.conference).joinedload(Conference.series),
            joinedload(Row.decision).selectinload(Decision.assignments).joinedload(Assignment.person),
            selectinload(Row.household),
        )
        .order_by(Conference.held_on.desc(), Row.id.desc())
    )


def last_decided(session: Session, row: Row) -> Row | None:
    """The newest earlier row with a decision that was written down."""
    return next((each for each in earlier_rows(session, row) if is_written(each.decision)), None)


def is_written(decision: Decision | None) -> bool:
    return decision is not None and bool(decision.kind or decision.policy or decision.roles)


def asked_again(session: Session, row: Row) -> list[Earlier]:
    """All roles of the last decision, and of older ones those nobody has said 済 or 不要 to."""
    return asked_of(earlier_rows(session, row))


def earlier_of_many(session: Session, rows: Sequence[Row]) -> dict[int, list[Row]]:
    """`earlier_rows` of a whole roster in a fixed number of questions, by row id."""
    households = {row.household_id for row in rows}
    question = _history(None).where(Row.household_id.in_(households))
    by_household: dict[int, list[Row]] = {}
    for each in session.scalars(question):
        by_household.setdefault(each.household_id, []).append(each)
    return {
        row.id: [each for each in by_household.get(row.household_id, []) if _is_before(each, row)]
        for row in rows
    }


def _is_before(earlier: Row, row: Row) -> bool:
    return (earlier.conference.held_on, earlier.id) < (row.conference.held_on, row.id)


def asked_of(earlier: Sequence[Row]) -> list[Earlier]:
    """What a household's earlier rows, newest first, leave to be asked."""
    written = [each for each in earlier if is_written(each.decision)]
    found = []
    for index, (each, roles) in enumerate(_not_carried_on(written)):
        asked = tuple(role for role in roles if index == 0 or role.is_open)
        if asked:
            found.append(Earlier(each, asked))
    return found


def still_open(rows: Sequence[Row]) -> list[Assignment]:
    """The roles of a household's rows, newest first, that somebody still has to do, each once."""
    return [role for _, roles in _not_carried_on(rows) for role in roles if role.is_open]


def _not_carried_on(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Assignment]]]:
    """Each row with its roles; one that a later decision has taken over is said there, done or not."""
    later: set[tuple[str, str]] = set()
    for row in rows:
        roles = row.decision.roles if row.decision else []
        yield row, [role for role in roles if _words(role) not in later]
        later |= {_words(role) for role in roles if role.what.strip()}


def _words(role: Assignment) -> tuple[str, str]:
    return role.who.strip(), role.what.strip()
