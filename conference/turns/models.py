"""持ち回りの当番: who prepares which meeting of a series."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Series


class Turn(Base):
    """One turn: the day it was given for, and whose it is; a section can be on turn as well as a person."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("series_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    who: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    person: Mapped[Person | None] = relationship()
    series: Mapped[Series] = relationship()

    @property
    def has_left(self) -> bool:
        """The account was stopped."""
        return self.person is not None and not self.person.active
