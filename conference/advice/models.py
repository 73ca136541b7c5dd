"""助言 between two meetings: a word on a household at any time, and who of its workers has read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Household
from conference.people.models import Person

LONGEST = 500


class Advice(Base):
    """One piece of advice; what is said in a meeting stands in its row (Talk.advice)."""

    __tablename__ = "advice"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(LONGEST))
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    household: Mapped[Household] = relationship()
    person: Mapped[Person | None] = relationship()
    readings: Mapped[list[AdviceReading]] = relationship(
        back_populates="advice", cascade="all, delete-orphan", order_by="AdviceReading.at"
    )


class AdviceReading(Base):
    """「読みました」 of one worker of the household."""

    __tablename__ = "advice_reading"

    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]

    advice: Mapped[Advice] = relationship(back_populates="readings")
    person: Mapped[Person] = relationship()
