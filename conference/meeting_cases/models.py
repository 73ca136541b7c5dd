"""取り上げる事例: pages of 知恵袋 that somebody chose for one meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class ConferenceCase(Base):
    """One page on the list; its text stays where it is published."""

    __tablename__ = "conference_case"

    conference_id: Mapped[int] = mapped_column(
        ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True
    )
    page_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    position: Mapped[int]
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
