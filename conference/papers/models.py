"""Named paper for the room: every copy has its number, and comes back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Conference


class PaperCopy(Base):
    """No. 3 of a conference; numbers go on from one printing to the next."""

    __tablename__ = "paper_copy"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    run: Mapped[int]  # the printing it belongs to, from 1
    number: Mapped[int]
    holder: Mapped[str] = mapped_column(String(64), default="")  # who gets it; empty for a spare
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    returned_at: Mapped[datetime | None]
    returned_to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    conference: Mapped[Conference] = relationship()
    issued_by: Mapped[Person | None] = relationship(foreign_keys=[issued_by_id])
    returned_to: Mapped[Person | None] = relationship(foreign_keys=[returned_to_id])

    @property
    def named(self) -> str:
        return f"No.{self.number} {self.holder or '予備'}"
