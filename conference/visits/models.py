"""予定の一覧: visits and calls that belong to no household."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class VisitKind(StrEnum):
    ROUND = "年度当初の訪問"
    TERM = "学期ごとの訪問"
    TOGETHER = "同行・同席"
    ASKING = "担い手への働きかけ"
    RESOURCE = "資源の聞き取り"


class Visit(Base):
    """One thing planned in a fiscal year: where, when, who goes, whether it was done, one word."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)  # the fiscal year, as 2026
    kind: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(64))  # 相手: a school, a group; never a household
    on: Mapped[date | None]
    who: Mapped[str] = mapped_column(String(64), default="", server_default="")  # だれが
    word: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 一言
    done_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    @property
    def is_blank(self) -> bool:
        """Nobody has written on it yet."""
        return not (self.on or self.who or self.word or self.done_at)
