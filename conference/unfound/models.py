"""What was searched for and not found: words that name nobody, and how many people asked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class UnfoundSearch(Base):
    """One person's search for these words, without the person: `mark` only tells two people apart.

    It is made from the person, the words and the office's key, so that nothing links a person's searches.
    The month is kept, not the moment, for the same reason.
    """

    __tablename__ = "unfound_search"
    __table_args__ = (UniqueConstraint("words", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(40), index=True)
    mark: Mapped[str] = mapped_column(String(64))
    month: Mapped[date]  # its first day
    settled: Mapped[bool] = mapped_column(default=False)
