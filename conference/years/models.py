"""並べて書く表: what two sides say on one line at one meeting, every text of it kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class LineText(Base):
    """One saved text of one place of a line; the newest `number` is what stands there.

    A line is known by its key from meeting to meeting; its name stands until another meeting changes it.
    """

    __tablename__ = "line_text"
    __table_args__ = (UniqueConstraint("conference_id", "line", "part", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    line: Mapped[str] = mapped_column(String(16))
    part: Mapped[str] = mapped_column(String(8))  # name | first | second
    number: Mapped[int]
    value: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")  # "page:…": which open page wrote it

    person: Mapped[Person | None] = relationship()
