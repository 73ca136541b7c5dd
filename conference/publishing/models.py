"""Pages this office has published: what stands, its versions, and which household it came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person


class PageState(StrEnum):
    """Staff see the value itself."""

    PUBLISHED = "公開中"
    HIDDEN = "一時非公開"
    """Out of everybody's sight while somebody looks into it."""
    WITHDRAWN = "取り下げ"
    """Gone with its versions; only the number stays, so that no old copy brings it back."""
    SHIPPED = "付属に戻した"
    """A practice point whose edited text was taken back: the one that came with the product is shown again."""


class PublishedPage(Base):
    """One page; the way back to the household is here alone, in the encrypted records."""

    __tablename__ = "published_page"

    page_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    household_id: Mapped[int | None] = mapped_column(
        ForeignKey("household.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[str] = mapped_column(String(8), default=PageState.PUBLISHED)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    why: Mapped[str] = mapped_column(default="")  # of the last change of state

    versions: Mapped[list[PageVersion]] = relationship(
        back_populates="page", cascade="all, delete-orphan", order_by="PageVersion.number"
    )
    changed_by: Mapped[Person | None] = relationship()

    @property
    def newest(self) -> PageVersion | None:
        return self.versions[-1] if self.versions else None


class PageVersion(Base):
    """A text that passed the gate, with the seal that shows it."""

    __tablename__ = "page_version"
    __table_args__ = (UniqueConstraint("page_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[str] = mapped_column(ForeignKey("published_page.page_id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str]
    seal: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    why: Mapped[str] = mapped_column(default="")

    page: Mapped[PublishedPage] = relationship(back_populates="versions")
    by: Mapped[Person | None] = relationship()
