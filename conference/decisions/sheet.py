"""Every field of a row as a page needs it: its version, its text, and why it was proposed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.decisions import edits, targets
from conference.decisions.fields import FIELDS, ROLE_FIELDS, Field, as_shown, as_text
from conference.decisions.models import Assignment, Decision, FieldEdit
from conference.decisions.previous import Earlier
from conference.decisions.proposals import propose
from conference.decisions.service import what_lies_ahead
from conference.rosters.models import Row


@dataclass(frozen=True)
class Cell:
    """One field: version, text, and the reason when nobody but the product has written it."""

    number: int
    value: str
    why: str = ""


def sheet_of(session: Session, row: Row, earlier: list[Earlier]) -> dict[str, Cell]:
    """All cells by field name: the row's, the decision's, its roles', and 済・未 of earlier roles."""
    newest = edits.versions(session, {row.id, *(each.row.id for each in earlier)})
    decision = row.decision or Decision()
    records = {
        place: targets.record_of(session, row, place) for place in ({f.place for f in FIELDS.values()})
    }
    cells = {}
    for name, field in FIELDS.items():
        cells[name] = _cell(field, records[field.place], newest.get((row.id, name)))
    for role in decision.assignments:
        for attribute, field in ROLE_FIELDS.items():
            name = role_field(role, attribute)
            cells[name] = _cell(field, role, newest.get((row.id, name)))
    for each in earlier:
        for role in each.roles:
            name = role_field(role, "state")
            cells[name] = _cell(ROLE_FIELDS["state"], role, newest.get((each.row.id, name)))
    return _with_reasons(session, row, cells, newest)


def role_field(role: Assignment, attribute: str) -> str:
    return f"assignment:{role.key}:{attribute}"


def _cell(field: Field, record: object, newest: FieldEdit | None) -> Cell:
    value = getattr(record, field.attribute, None)
    return Cell(newest.number if newest else 0, as_shown(field, as_text(value)))


def _with_reasons(
    session: Session, row: Row, cells: dict[str, Cell], newest: dict[tuple[int, str], FieldEdit]
) -> dict[str, Cell]:
    proposed = [
        name for (row_id, name), edit in newest.items() if row_id == row.id and edit.origin == edits.PROPOSED
    ]
    if not proposed or row.decision is None:
        return cells
    reasons = propose(row.decision.kind, what_lies_ahead(session, row), row.decision.closure_kind)
    whys = {
        name: Cell(cells[name].number, cells[name].value, reasons[name].why)
        for name in proposed
        if name in reasons
    }
    return {**cells, **whys}
