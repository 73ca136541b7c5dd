"""What belongs to a series and is copied to each of its meetings: usual seats, and lines to tick."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class SeriesMember(Base):
    """A usual seat: an agency, or a person of it."""

    __tablename__ = "series_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(64), default="")
    agency: Mapped[str] = mapped_column(String(64), default="")
    role: Mapped[str] = mapped_column(String(32), default="")  # 進行, 記録, 助言 …
    phone: Mapped[str] = mapped_column(String(24), default="", server_default="")


class SeriesCheck(Base):
    """A line of the series' checklist; each new meeting gets a copy."""

    __tablename__ = "series_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    stage: Mapped[str] = mapped_column(String(4))  # 前 | 当日 | 後
    text: Mapped[str] = mapped_column(String(120))


class ConferenceCheck(Base):
    """The same line for one meeting: who ticked it and when."""

    __tablename__ = "conference_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    stage: Mapped[str] = mapped_column(String(4))
    text: Mapped[str] = mapped_column(String(120))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    done_by: Mapped[Person | None] = relationship()
