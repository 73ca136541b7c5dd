"""文例: the office's own sentences for 方針, offered while one is written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class Phrase(Base):
    """One sentence without a name in it; `added_by` is empty for those the product brings along."""

    __tablename__ = "phrase"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), default="")  # a DecisionKind; "" fits all
    text: Mapped[str] = mapped_column(String(200))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime | None]
    removed: Mapped[bool] = mapped_column(default=False, server_default="0")

    added_by: Mapped[Person | None] = relationship()
