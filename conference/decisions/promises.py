"""前回決めたこと of a whole roster: every last policy and role with 済・未・不要, read in a few questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.decisions.models import FieldEdit
from conference.decisions.previous import Earlier, asked_of, earlier_of_many
from conference.decisions.sheet import role_field
from conference.rosters.models import Row

POLICY_STATE = "last_policy_state"


@dataclass(frozen=True)
class Promise:
    """One thing to ask after: the field 済・未・不要 is saved in, its version, and the words."""

    field: str
    number: int
    state: str
    who: str
    text: str
    due_on: date | None = None
    since: date | None = None
    """The conference it was decided in, where that is not the last one."""

    @property
    def is_policy(self) -> bool:
        return self.field == POLICY_STATE


@dataclass(frozen=True)
class Asked:
    """A row of the roster with everything to ask after."""

    row: Row
    promises: tuple[Promise, ...]

    @property
    def open_count(self) -> int:
        return sum(not each.state for each in self.promises)


def asked_on(session: Session, rows: Sequence[Row]) -> list[Asked]:
    """The rows with something to ask after, in roster order."""
    earlier = {row_id: asked_of(found) for row_id, found in earlier_of_many(session, rows).items()}
    every = {row.id for row in rows} | {each.row.id for found in earlier.values() for each in found}
    numbers = _versions(session, every)
    asked = [Asked(row, tuple(_promises(row, earlier[row.id], numbers))) for row in rows]
    return [each for each in asked if each.promises]


def _promises(row: Row, earlier: list[Earlier], numbers: dict[tuple[int, str], int]) -> Iterable[Promise]:
    if row.last_policy:
        number = numbers.get((row.id, POLICY_STATE), 0)
        yield Promise(POLICY_STATE, number, row.last_policy_state, "方針", row.last_policy)
    for index, each in enumerate(earlier):
        for role in each.roles:
            field = role_field(role, "state")
            since = each.row.conference.held_on if index else None
            number = numbers.get((each.row.id, field), 0)
            yield Promise(field, number, role.state, role.who or "だれ未定", role.what, role.due_on, since)


def _versions(session: Session, row_ids: set[int]) -> dict[tuple[int, str], int]:
    """The newest version of every 済・未 field of these rows."""
    question = (
        select(FieldEdit.row_id, FieldEdit.field, func.max(FieldEdit.number))
        .where(FieldEdit.row_id.in_(row_ids), FieldEdit.field.like("%state"))
        .group_by(FieldEdit.row_id, FieldEdit.field)
    )
    return {(row_id, field): number for row_id, field, number in session.execute(question)}
