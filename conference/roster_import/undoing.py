"""Taking an import back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import edits, targets
from conference.decisions.edits import Editor
from conference.decisions.models import FieldEdit
from conference.errors import ConferenceError
from conference.handovers import service as handovers
from conference.households.models import Household
from conference.households.service import link_workers
from conference.roster_import.change import TABLES, TYPED
from conference.roster_import.models import ImportUndo
from conference.rosters import carrying
from conference.rosters import service as rosters
from conference.rosters.models import Conference, Row


class ImportInUse(ConferenceError):
    """Somebody has written in a row that the import made."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "取り込んだ行にもう書きこみがあるため、取り消せません。要らない行は、名簿で一つずつ外してください。"
        )


def take_back(session: Session, editor: Editor, conference: Conference, undo: ImportUndo) -> None:
    """Undo an import: rows, members and households it made go, values it changed come back.

    Raises ImportInUse when somebody has written in one of its rows since.
    """
    rosters.check_takes_changes(conference)
    made = undo.change["made"]
    _refuse_when_written(session, made["row"])
    for table, record_id, attribute, kept in reversed(undo.change["former"]):
        record = session.get(TABLES[table], record_id)
        if record is not None:
            _put_back(session, editor, record, attribute, kept)
    for name in ("row", "member", "household"):
        for record_id in made[name]:
            record = session.get(TABLES[name], record_id)
            if isinstance(record, Row):
                carrying.remove_row(session, record)
            elif record is not None:
                session.delete(record)
        session.flush()
    session.delete(undo)


def _refuse_when_written(session: Session, row_ids: list[int]) -> None:
    if session.scalar(select(FieldEdit.id).where(FieldEdit.row_id.in_(row_ids)).limit(1)):
        raise ImportInUse


def _put_back(session: Session, editor: Editor, record: Any, attribute: str, kept: str | int | None) -> None:
    value = (
        date.fromisoformat(kept)
        if isinstance(kept, str) and attribute.endswith(("_on", "_date", "_of"))
        else kept
    )
    if record.__tablename__ == "row" and attribute in TYPED:
        edits.write(session, editor, targets.target_of(session, record, attribute), value or "")
    elif attribute == "lead_worker":
        _lead_back(session, editor, record, str(value or ""))
    else:
        setattr(record, attribute, value)


def _lead_back(session: Session, editor: Editor, household: Household, lead: str) -> None:
    """With the accounts behind it; the hand-over that the import began is taken back too."""
    before, household.lead_worker = household.lead_worker, lead
    link_workers(session, household)
    handovers.begin(session, household, before, editor.now)
