"""The named family under discussion, across conferences, and its members."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person

CATEGORIES = ("要保護", "要支援", "特定妊婦", "その他")
FUNCTIONS = ("母子保健", "児童福祉")


class Household(Base):
    """世帯: what stays the same from one conference to the next."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_number: Mapped[str | None] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    lead_function: Mapped[str] = mapped_column(String(16), default="")
    lead_worker: Mapped[str] = mapped_column(String(64), default="")  # 担当, as the office writes it

    members: Mapped[list[Member]] = relationship(
        back_populates="household", cascade="all, delete-orphan", order_by="Member.position"
    )
    workers: Mapped[list[HouseholdWorker]] = relationship(
        back_populates="household", cascade="all, delete-orphan"
    )
    relatives: Mapped[list[Relative]] = relationship(
        back_populates="household", cascade="all, delete-orphan", order_by="Relative.id"
    )


class Member(Base):
    """児童・妊婦: 区分 and 要対協登録 belong here, not to the household."""

    __tablename__ = "member"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(64))
    relation: Mapped[str] = mapped_column(String(32), default="")
    birth_date: Mapped[date | None]
    pregnancy_weeks: Mapped[int | None]
    pregnancy_as_of: Mapped[date | None]  # the day on which pregnancy_weeks was true
    affiliation: Mapped[str] = mapped_column(String(64), default="")
    category: Mapped[str] = mapped_column(String(16), default="")
    registration_number: Mapped[str] = mapped_column(String(32), default="")
    registered_on: Mapped[date | None]

    household: Mapped[Household] = relationship(back_populates="members")


class HouseholdWorker(Base):
    """A person with an account who is named in 担当: whose home page shows the household."""

    __tablename__ = "household_worker"

    household_id: Mapped[int] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)

    household: Mapped[Household] = relationship(back_populates="workers")
    person: Mapped[Person] = relationship()


class Relative(Base):
    """One person of the family picture: a member, or somebody who is no child or pregnant woman of the roster."""

    __tablename__ = "relative"

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(64), default="")  # empty for a member: the member's own
    relation: Mapped[str] = mapped_column(
        String(16), default=""
    )  # to the index child, from briefs/relations.py
    standing: Mapped[str] = mapped_column(String(4), default="同居")  # 同居 | 別居 | 離婚 | 死亡 | 妊娠

    household: Mapped[Household] = relationship(back_populates="relatives")
    member: Mapped[Member | None] = relationship()


class HouseholdPair(Base):
    """Two households that look like one family and are not: said once, not asked again."""

    __tablename__ = "household_pair"

    low_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class HouseholdMerge(Base):
    """A household that went into another one; what was moved is kept, so that it can be taken apart again."""

    __tablename__ = "household_merge"

    gone_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    moved: Mapped[str]  # ids by table and what was folded into another row, as JSON

    kept: Mapped[Household] = relationship(foreign_keys=[kept_id])
    gone: Mapped[Household] = relationship(foreign_keys=[gone_id])
