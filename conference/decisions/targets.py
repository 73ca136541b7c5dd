"""Which record a field of a row is written in; made when its first field is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.decisions.fields import FIELDS, Field, FieldName, FieldUnknown, Place
from conference.decisions.models import Assignment, Decision, Talk
from conference.rosters.models import Row
from conference.whiteboards.models import Whiteboard

BESIDE: dict[Place, Any] = {Place.TALK: Talk, Place.BOARD: Whiteboard, Place.BRIEF: Brief}
"""Tables with at most one record for a row (row_id is their key), made when a field is written for the first time."""


@dataclass(frozen=True)
class Target:
    """Where a field's value lives; `row` is the row whose history it belongs to."""

    row: Row
    record: Any
    field: Field
    name: str

    @property
    def value(self) -> Any:
        return getattr(self.record, self.field.attribute)


def locate(session: Session, row: Row, named: FieldName) -> Target:
    """The record behind a field name, made when it is written for the first time."""
    if named.field.place is Place.ROW:
        return Target(row, row, named.field, named.whole)
    if named.field.place is Place.DECISION:
        return Target(row, decision_of(session, row), named.field, named.whole)
    if named.field.place in BESIDE:
        return Target(row, beside(session, row, named.field.place), named.field, named.whole)
    role = session.scalar(select(Assignment).where(Assignment.key == named.key))
    if role is None:
        role = add_role(session, row, named.key)
    if role.decision.row.household_id != row.household_id:
        raise FieldUnknown
    return Target(role.decision.row, role, named.field, named.whole)


def target_of(session: Session, row: Row, attribute: str) -> Target:
    """The target of a field that is not a role's."""
    return locate(session, row, FieldName(attribute, FIELDS[attribute]))


def record_of(session: Session, row: Row, place: Place) -> Any:
    """The record a field of this place stands in, to read it; a blank one where nothing has been written."""
    if place is Place.ROW:
        return row
    if place is Place.DECISION:
        return row.decision or Decision()
    return session.get(BESIDE[place], row.id) or BESIDE[place]()


def beside(session: Session, row: Row, place: Place) -> Any:
    """The record beside the row, to write in."""
    found = session.get(BESIDE[place], row.id)
    if found is None:
        found = BESIDE[place](row_id=row.id)
        session.add(found)
        session.flush()
    return found


def decision_of(session: Session, row: Row) -> Decision:
    if row.decision is not None:
        return row.decision
    made = Decision(row=row)
    session.add(made)  # being its row's decision does not put it into the session
    session.flush()
    return made


def add_role(session: Session, row: Row, key: str) -> Assignment:
    decision = decision_of(session, row)
    role = Assignment(key=key, decision=decision, position=len(decision.assignments))
    session.add(role)
    session.flush()
    return role
