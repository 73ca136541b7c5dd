"""会議メモ: what is written about a meeting itself, every text of it kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class ConferenceNote(Base):
    """One saved text of one field; the newest `number` of a field is what stands there."""

    __tablename__ = "conference_note"
    __table_args__ = (UniqueConstraint("conference_id", "field", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(16))  # a key of conference.notes.fields, or "when"
    number: Mapped[int]
    value: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")  # "page:…": which open page wrote it

    person: Mapped[Person | None] = relationship()
