"""Who changed the office's own 「同じ意味の言葉」, and what stood there before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class WordbookChange(Base):
    """One group as it was and as it became, as JSON lists; an empty list: it was not there, or is no more."""

    __tablename__ = "wordbook_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    before: Mapped[str]
    after: Mapped[str]

    person: Mapped[Person] = relationship()
