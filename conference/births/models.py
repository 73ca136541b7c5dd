"""出産後の確認: what was answered when the expected day had passed, and what stood before."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Member


class Birth(Base):
    """One answer; what the mother's line said before is kept, so that it can be taken back."""

    __tablename__ = "birth"

    id: Mapped[int] = mapped_column(primary_key=True)
    mother_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    born_on: Mapped[date | None]  # None: no child was added
    category: Mapped[str] = mapped_column(String(16))  # 要支援 | 要保護 | その他 | 登録を終える
    settled_on: Mapped[date]
    weeks_before: Mapped[int]
    as_of_before: Mapped[date]
    category_before: Mapped[str] = mapped_column(String(16), default="")
    number_before: Mapped[str] = mapped_column(String(32), default="")
    registered_before: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    mother: Mapped[Member] = relationship()
    children: Mapped[list[BirthChild]] = relationship(back_populates="birth", cascade="all, delete-orphan")


class BirthChild(Base):
    """A child that became a member with this answer."""

    __tablename__ = "birth_child"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    birth_id: Mapped[int] = mapped_column(ForeignKey("birth.id", ondelete="CASCADE"), index=True)

    birth: Mapped[Birth] = relationship(back_populates="children")
    member: Mapped[Member] = relationship()
