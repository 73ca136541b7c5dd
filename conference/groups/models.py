"""団体のできることと困りごと: one line a thing, and which need was joined with which offer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base

THIS_OFFICE = "このセンター"


class GroupSide(StrEnum):
    NEED = "助けてほしいこと"
    OFFER = "できること"


class GroupLine(Base):
    """What one group (or this office) can do, or needs help with; never a household."""

    __tablename__ = "group_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(String(12), index=True)
    group_name: Mapped[str] = mapped_column(String(64), default="", server_default="")  # empty: this office
    text: Mapped[str] = mapped_column(String(120))
    contact: Mapped[str] = mapped_column(String(64), default="", server_default="")  # not on the notice
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    dropped_at: Mapped[datetime | None]

    @property
    def who(self) -> str:
        return self.group_name or THIS_OFFICE


class GroupPair(Base):
    """One need and the offer it was joined with: who follows it up, and whether that is done."""

    __tablename__ = "group_pair"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("group_line.id", ondelete="CASCADE"), index=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("group_line.id", ondelete="CASCADE"), index=True)
    who: Mapped[str] = mapped_column(String(64), default="", server_default="")  # だれが声をかけるか
    at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    apart_at: Mapped[datetime | None]

    need: Mapped[GroupLine] = relationship(foreign_keys=need_id)
    offer: Mapped[GroupLine] = relationship(foreign_keys=offer_id)
