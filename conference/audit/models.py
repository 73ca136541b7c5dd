"""The audit trail: one chained line per view, change, export and sign-in; never case text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class AuditEvent(Base):
    """Who did what to which thing and when; `mac` chains each line to the one before."""

    __tablename__ = "audit_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(String(48), index=True)
    subject: Mapped[str] = mapped_column(String(32), default="")  # "row", "conference", …
    subject_id: Mapped[int | None]
    household_id: Mapped[int | None] = mapped_column(index=True)  # answers「この世帯を誰が見たか」
    detail: Mapped[str] = mapped_column(default="")  # declared fields as JSON: counts, field names, states
    mac: Mapped[str] = mapped_column(String(64))
