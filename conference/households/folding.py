"""Two rows of one family on a roster that is being prepared: one row, and the other kept whole to come back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, inspect, select
from sqlalchemy.orm import Session, joinedload

from conference.briefs.models import Brief
from conference.decisions import edits, targets
from conference.decisions.edits import Editor
from conference.decisions.fields import LONG
from conference.decisions.models import FieldEdit, Talk
from conference.households.models import Household, HouseholdMerge
from conference.households.moving import Moved, Snapshot
from conference.invitations.models import PaperShare, RowComment, RowQuestion
from conference.rosters import carrying
from conference.rosters.models import Conference, Row, RowShare, RowStatus
from conference.rosters.schedule import AHEAD
from conference.whiteboards.models import Whiteboard

SNAPSHOT: tuple[Any, ...] = (
    Row, FieldEdit, Brief, Whiteboard, Talk, RowComment, RowQuestion, RowShare, PaperShare,
)  # fmt: skip
"""What is kept of a row that goes into the other row of the same roster: everything that hangs on it."""
TABLES: dict[str, Any] = {table.__tablename__: table for table in SNAPSHOT}


def merges_into(session: Session, household_id: int) -> list[HouseholdMerge]:
    """Of the household, and of those that went into it before."""
    question = select(HouseholdMerge).where(HouseholdMerge.kept_id == household_id)
    direct = session.scalars(question.options(joinedload(HouseholdMerge.gone))).all()
    return [found for each in direct for found in (each, *merges_into(session, each.gone_id))]


def fold_rows(session: Session, editor: Editor, kept: Household, gone: Household, moved: Moved) -> None:
    """Both stand on a roster that is being prepared: one row with the words of both."""
    rows = session.scalars(
        select(Row).join(Row.conference).where(Row.household_id == gone.id, Conference.state.in_(AHEAD))
    ).all()
    for row in rows:
        stays = next((each for each in row.conference.rows if each.household_id == kept.id), None)
        if stays is None or row.decision is not None or row.phase is not RowStatus.OPEN:
            continue
        moved.folded.append(_snapshot(session, row))
        _add_words(session, editor, stays, row)
        carrying.remove_row(session, row)


def _add_words(session: Session, editor: Editor, stays: Row, goes: Row) -> None:
    for name in ("concern", "situation"):
        before, more = getattr(stays, name), getattr(goes, name)
        whole = "\n".join(part for part in (before, more) if part)
        if more and more not in before and len(whole) <= LONG:
            edits.write(session, editor, targets.target_of(session, stays, name), whole)


def _snapshot(session: Session, row: Row) -> Snapshot:
    kept = [("row", _columns(row))]
    for table in SNAPSHOT[1:]:
        found = session.scalars(select(table).where(table.row_id == row.id)).all()
        kept += [(table.__tablename__, _columns(each)) for each in found]
    return kept


def _columns(record: Any) -> dict[str, Any]:
    values = {each.key: getattr(record, each.key) for each in inspect(record).mapper.column_attrs}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def restore(session: Session, records: Snapshot) -> None:
    """The row as it was, at the end of its roster; nothing where the roster has gone or is closed."""
    values = _typed(Row, dict(records[0][1]))
    conference = session.get(Conference, values["conference_id"])
    if conference is None or not conference.phase.takes_roster_changes:
        return
    if any(each.household_id == values["household_id"] for each in conference.rows):
        return
    row_id = _put_row(session, conference, values)
    for name, given in records[1:]:
        _put_back(session, TABLES[name], row_id, _typed(TABLES[name], given))
    session.expire(conference)


def _put_row(session: Session, conference: Conference, values: dict[str, Any]) -> int:
    """Under its old id where nobody else has it meanwhile: the file gives the number of a deleted row again."""
    if session.get(Row, values["id"]) is not None:
        del values["id"]
    if not _stands(session, Row, values):
        values["carried_from_id"] = None
    row = Row(**{**values, "position": len(conference.rows) + 1})
    session.add(row)
    session.flush()
    return row.id


def _put_back(session: Session, table: Any, row_id: int, values: dict[str, Any]) -> None:
    given = {key: value for key, value in values.items() if key != "id"} | {"row_id": row_id}
    if _stands(session, table, given):
        session.add(table(**given))
        session.flush()


def _stands(session: Session, table: Any, values: dict[str, Any]) -> bool:
    """Everything that the record points to is there still: a seat at the table may have gone."""
    pointed = [(key.column, values.get(key.parent.key)) for key in table.__table__.foreign_keys]
    return all(
        session.scalar(select(column).where(column == value)) is not None
        for column, value in pointed
        if value is not None
    )


def _typed(table: Any, values: dict[str, Any]) -> dict[str, Any]:
    kinds = {each.key: each.columns[0].type for each in inspect(table).column_attrs}
    return {key: _value(kinds[key], value) for key, value in values.items()}


def _value(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
