"""What is confirmed after a conference: by 受理・支援方針会議, and by whoever was not in the room."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Row


class Recheck(Base):
    """受理・支援方針会議での再確認 of one row: the day, and in a word what became different."""

    __tablename__ = "recheck"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    held_on: Mapped[date]
    difference: Mapped[str] = mapped_column(String(200), default="")  # "" = as the conference decided
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    row: Mapped[Row] = relationship()
    person: Mapped[Person | None] = relationship()


class MinutesReading(Base):
    """既読: somebody has read the record of a conference."""

    __tablename__ = "minutes_reading"

    conference_id: Mapped[int] = mapped_column(
        ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
