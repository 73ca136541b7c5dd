"""引き継ぎ: a household goes from one lead worker to another, with two short fields and the open roles."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.decisions.models import Assignment
from conference.households.models import Household
from conference.people.models import Person

LONGEST_NOTE = 400


class Handover(Base):
    """One hand-over; `from_worker` is empty while notes are written before 担当 has changed."""

    __tablename__ = "handover"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    from_worker: Mapped[str] = mapped_column(String(64), default="")  # 担当 as it was written before
    to_worker: Mapped[str] = mapped_column(String(64), default="")  # and afterwards
    works: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")  # うまくいくこと
    avoid: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")  # 避けること
    needed: Mapped[bool] = mapped_column(default=True)  # False: somebody said that no sheet is wanted
    started_at: Mapped[datetime]
    written_at: Mapped[datetime | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    agreed_at: Mapped[datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    household: Mapped[Household] = relationship()
    written_by: Mapped[Person | None] = relationship(foreign_keys=[written_by_id])
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=[agreed_by_id])

    @property
    def has_changed(self) -> bool:
        """担当 is somebody else already."""
        return bool(self.from_worker)

    @property
    def version(self) -> str:
        """A mark of the two fields; empty while nothing is written."""
        told = f"{self.works}\n\n{self.avoid}"
        return hashlib.sha256(told.encode()).hexdigest()[:16] if told.strip() else ""


class HandoverMove(Base):
    """A role that went to the new worker; the words of the record stay, only whose home shows it changes."""

    __tablename__ = "handover_move"

    handover_id: Mapped[int] = mapped_column(ForeignKey("handover.id", ondelete="CASCADE"), primary_key=True)
    assignment_id: Mapped[int] = mapped_column(
        ForeignKey("assignment.id", ondelete="CASCADE"), primary_key=True
    )
    before_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    assignment: Mapped[Assignment] = relationship()
