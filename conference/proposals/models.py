"""提案: a household that somebody would like a conference to talk about, and the answer to that."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.models import Conference


class Answer(StrEnum):
    """What the 統括支援員 says to a proposal."""

    TAKE = "採る"
    LATER = "次へ"
    OTHERWISE = "別の形で"


class Proposal(Base):
    """One household proposed by one person, perhaps on behalf of a school."""

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    conference_id: Mapped[int | None] = mapped_column(
        ForeignKey("conference.id", ondelete="SET NULL"), index=True
    )  # None: whichever comes next
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_at: Mapped[datetime]
    criteria: Mapped[str] = mapped_column(String(64), default="")  # ids from criteria.py, with blanks between
    why: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")  # 会議に聞きたいこと
    channel: Mapped[str] = mapped_column(
        String(8), default=""
    )  # 受付方法; "" when it came from nobody outside
    received_by: Mapped[str] = mapped_column(String(64), default="")
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    received_from: Mapped[str] = mapped_column(String(64), default="")
    ground: Mapped[str] = mapped_column(String(64), default="")
    reply_on: Mapped[date | None]  # 学校への回答日
    replied_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(8), default="")
    answer_why: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    household: Mapped[Household] = relationship()
    conference: Mapped[Conference | None] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def criteria_ids(self) -> list[str]:
        return self.criteria.split()

    @property
    def owes_reply(self) -> bool:
        """The school still waits for an answer."""
        return self.reply_on is not None and self.replied_at is None

    @property
    def mark(self) -> str:
        """What the history of a field says when the text came from this proposal."""
        return f"proposal:{self.id}"
