"""Who signs in: people, their roles, their sign-ins."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base


class Role(StrEnum):
    """What a person may do; `label` is the word on the screen."""

    ADMIN = "admin"
    """システム管理者: accounts, backup, audit; never named records."""
    DIRECTOR = "director"
    """センター長: sees everything, may do what the 統括支援員 does."""
    COORDINATOR = "coordinator"
    """統括支援員: makes rosters, runs the conference, confirms the record."""
    MATERNAL = "maternal"
    """母子保健: sees the office's rosters, writes in them."""
    CHILD = "child"
    """児童福祉: sees the office's rosters, writes in them."""
    PARTICIPANT = "participant"
    """会議参加者(外部): only the rows shared with them, reading only."""
    TRAINER = "trainer"
    """研修担当: 知恵袋 and training, no named records."""

    @property
    def label(self) -> str:
        return ROLE_LABELS[self]

    @property
    def runs_conferences(self) -> bool:
        return self in (Role.DIRECTOR, Role.COORDINATOR)

    @property
    def sees_rosters(self) -> bool:
        return self in (Role.DIRECTOR, Role.COORDINATOR, Role.MATERNAL, Role.CHILD)

    @property
    def sees_named_records(self) -> bool:
        return self.sees_rosters or self is Role.PARTICIPANT


ROLE_LABELS = {
    Role.ADMIN: "システム管理者",
    Role.DIRECTOR: "センター長",
    Role.COORDINATOR: "統括支援員",
    Role.MATERNAL: "母子保健",
    Role.CHILD: "児童福祉",
    Role.PARTICIPANT: "会議参加者（外部）",
    Role.TRAINER: "研修担当",
}


class Person(Base):
    """Somebody with an account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(16))
    agency: Mapped[str] = mapped_column(String(64), default="")  # 所属; what a copied record names
    is_newcomer: Mapped[bool] = mapped_column(default=False)  # 新任 is an attribute, not a role
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    sign_ins: Mapped[list[SignIn]] = relationship(back_populates="person", cascade="all, delete-orphan")

    @property
    def kind(self) -> Role:
        return Role(self.role)

    @property
    def family_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


class SignIn(Base):
    """One signed-in browser; the cookie holds a random token, the table only its hash."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]

    person: Mapped[Person] = relationship(back_populates="sign_ins")


class SignInAttempt(Base):
    """A password that did not fit, kept for the throttle."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(64), index=True)
    address: Mapped[str] = mapped_column(String(64), default="")
    at: Mapped[datetime] = mapped_column(index=True)
