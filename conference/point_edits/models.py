"""A practice point that somebody writes anew: the text, why, and who approved it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class EditState(StrEnum):
    """Staff see the value itself."""

    WRITING = "書いている"
    WAITING = "承認待ち"
    RETURNED = "差し戻し"
    PUBLISHED = "公開した"
    DROPPED = "取りやめた"

    @property
    def takes_writing(self) -> bool:
        return self in (EditState.WRITING, EditState.RETURNED)

    @property
    def is_open(self) -> bool:
        return self.takes_writing or self is EditState.WAITING


class PointEdit(Base):
    """One person's text for one point; `base` is the page it was compared with when it was last saved."""

    __tablename__ = "point_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[str] = mapped_column(String(16), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(8), default=EditState.WRITING)
    base: Mapped[str]
    text: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    kept: Mapped[str] = mapped_column(default="[]")
    """The words its author answers for, a JSON list."""
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    returned_words: Mapped[str] = mapped_column(default="")
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])

    @property
    def phase(self) -> EditState:
        return EditState(self.state)
