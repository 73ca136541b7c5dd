"""What an office has said about a proposed case: 「参考になった」 or 「この事例は合わない」."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Conference


class Verdict(StrEnum):
    HELPFUL = "参考になった"
    DIFFERENT = "違う"
    """Set aside for this household, and proposed no more until somebody takes it back."""


class SimilarOpinion(Base):
    """One person's word on one page for one household; saying something else replaces it."""

    __tablename__ = "similar_opinion"

    household_id: Mapped[int] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    page_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    conference_id: Mapped[int | None] = mapped_column(ForeignKey("conference.id", ondelete="SET NULL"))
    verdict: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
    conference: Mapped[Conference | None] = relationship()
