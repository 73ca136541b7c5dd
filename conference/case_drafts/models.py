"""A case on its way: what was written, what each found word becomes, what was signed and answered.

Everything but the draft itself goes when the page is approved: then nothing here leads from the
page's words back to the family's.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Household
from conference.people.models import Person


class DraftState(StrEnum):
    """Staff see the value itself."""

    WRITING = "書いている"
    WAITING = "承認待ち"
    RETURNED = "差し戻し"
    PUBLISHED = "公開した"

    @property
    def takes_writing(self) -> bool:
        return self in (DraftState.WRITING, DraftState.RETURNED)


class CaseDraft(Base):
    """事例づくり: one household's story, until it is a page."""

    __tablename__ = "case_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    page_id: Mapped[str] = mapped_column(
        String(16), unique=True, default=lambda: f"o{secrets.token_hex(4)}"
    )  # drawn by lot: the page's name says nothing of the family
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(8), default=DraftState.WRITING)
    started_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    returned_words: Mapped[str] = mapped_column(default="")
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]

    household: Mapped[Household] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    edits: Mapped[list[CaseEdit]] = relationship(
        back_populates="draft", cascade="all, delete-orphan", order_by="CaseEdit.number"
    )
    words: Mapped[list[CaseWord]] = relationship(back_populates="draft", cascade="all, delete-orphan")
    signatures: Mapped[list[CaseSignature]] = relationship(
        back_populates="draft", cascade="all, delete-orphan"
    )
    answers: Mapped[list[CaseAnswer]] = relationship(back_populates="draft", cascade="all, delete-orphan")

    @property
    def phase(self) -> DraftState:
        return DraftState(self.state)


class CaseEdit(Base):
    """Every saved text of every field; the newest `number` is its version."""

    __tablename__ = "case_edit"
    __table_args__ = (UniqueConstraint("draft_id", "field", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("case_draft.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    value: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")

    draft: Mapped[CaseDraft] = relationship(back_populates="edits")
    person: Mapped[Person] = relationship()


class CaseWord(Base):
    """What a person decided for a word: another in its stead, or that it stays (`instead` is None)."""

    __tablename__ = "case_word"

    draft_id: Mapped[int] = mapped_column(ForeignKey("case_draft.id", ondelete="CASCADE"), primary_key=True)
    surface: Mapped[str] = mapped_column(primary_key=True)
    instead: Mapped[str | None]

    draft: Mapped[CaseDraft] = relationship(back_populates="words")


class CaseSignature(Base):
    """An item of the checklist, signed for one text."""

    __tablename__ = "case_signature"

    draft_id: Mapped[int] = mapped_column(ForeignKey("case_draft.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    of: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    draft: Mapped[CaseDraft] = relationship(back_populates="signatures")


class CaseWriter(Base):
    """Who wrote in it once: kept when the texts are deleted, for they never approve, not even years later."""

    __tablename__ = "case_writer"

    draft_id: Mapped[int] = mapped_column(ForeignKey("case_draft.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class CaseAnswer(Base):
    """特異な記述: what the author says to one question."""

    __tablename__ = "case_answer"

    draft_id: Mapped[int] = mapped_column(ForeignKey("case_draft.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    words: Mapped[str]

    draft: Mapped[CaseDraft] = relationship(back_populates="answers")
