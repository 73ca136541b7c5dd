"""The audit trail: one chained line per view, change, export and sign-in; never case text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, String, Table, event, text
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class AuditEvent(Base):
    """Who did what to which thing and when; `mac` chains each line to the one before."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # given by the chain, without gaps
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(48), index=True)
    subject: Mapped[str] = mapped_column(String(32), default="")  # "row", "conference", …
    subject_id: Mapped[int | None]
    household_id: Mapped[int | None] = mapped_column(index=True)  # answers「この世帯を誰が見たか」
    detail: Mapped[str] = mapped_column(default="")  # declared fields as JSON: counts, field names, states
    mac: Mapped[str] = mapped_column(String(64))


FORBID_CHANGES = tuple(
    f"CREATE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
    for verb in ("UPDATE", "DELETE")
)


@event.listens_for(AuditEvent.__table__, "after_create")
def _forbid_changes(_table: Table, connection: Connection, **_: object) -> None:
    for statement in FORBID_CHANGES:
        connection.execute(text(statement))
