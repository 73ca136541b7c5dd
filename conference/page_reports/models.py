"""What readers say of a page: a leak that hides it at once, and a sentence that should say something else."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class ReportState(StrEnum):
    """Staff see the value itself."""

    OPEN = "確認中"
    TAKEN_BACK = "取り消した"
    RESTORED = "戻した"
    MENDING = "直すことにした"
    KEPT_BACK = "出さないことにした"
    WITHDRAWN = "取り下げた"


class PageReport(Base):
    """漏れの報告: the page is out of sight until somebody decides."""

    __tablename__ = "page_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128), index=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(12), default=ReportState.OPEN)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]

    reporter: Mapped[Person] = relationship(foreign_keys=[reporter_id])
    settled_by: Mapped[Person | None] = relationship(foreign_keys=[settled_by_id])


class LeakPattern(Base):
    """The shape of what leaked, without it: a line for the tests of the engine."""

    __tablename__ = "leak_pattern"

    id: Mapped[int] = mapped_column(primary_key=True)
    line: Mapped[str]


class CorrectionState(StrEnum):
    """Staff see the value itself."""

    OPEN = "返事待ち"
    TAKEN = "取り入れる"
    ANSWERED = "返事をした"


class Correction(Base):
    """訂正の提案: what a page says, and what it should say instead."""

    __tablename__ = "page_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(128), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    said: Mapped[str]
    instead: Mapped[str]
    state: Mapped[str] = mapped_column(String(8), default=CorrectionState.OPEN)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
