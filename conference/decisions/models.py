"""協議結果: what the conference decided for a row, who does what by when, and every edit of it."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Row


class DecisionKind(StrEnum):
    CONTINUE = "継続"
    CHANGE = "変更"
    CLOSE = "終結"
    NEXT_TIME = "次回へ"
    SHARE = "共有"


class ClosureKind(StrEnum):
    """終結 is four different things."""

    OFF_ROSTER = "名簿から外す"
    END_OF_MANAGEMENT = "要対協の進行管理終結"
    END_OF_SUPPORT = "支援終結"
    TRANSFER = "転出・移管"


class Side(StrEnum):
    """Who takes an assignment."""

    MATERNAL = "母子保健側"
    CHILD = "児童福祉側"
    SCHOOL = "学校"
    OTHER = "他機関"


class Decision(Base):
    """One per row; each field is saved as it is typed, its history is in FieldEdit."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[str] = mapped_column(String(8), default="")
    closure_kind: Mapped[str] = mapped_column(String(16), default="")
    policy: Mapped[str] = mapped_column(default="")  # 方針
    family_told_by: Mapped[str] = mapped_column(String(64), default="")  # 家族へ: だれが
    family_told_how: Mapped[str] = mapped_column(default="")  # どう伝えるか、または伝えない理由
    family_not_told: Mapped[bool] = mapped_column(default=False)  # 伝えない
    next_conference_on: Mapped[date | None]  # 次回協議日
    review_on: Mapped[date | None]  # 見直し予定日: 支援方針
    plan_review_on: Mapped[date | None]  # 評価日: サポートプラン
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    row: Mapped[Row] = relationship(back_populates="decision")
    decided_by: Mapped[Person | None] = relationship()
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="decision", cascade="all, delete-orphan", order_by="Assignment.position"
    )

    @property
    def roles(self) -> list[Assignment]:
        """The assignments that stand."""
        return [each for each in self.assignments if not each.removed and not each.is_empty]


class Assignment(Base):
    """役割分担: who does what by when, and whether it was done."""

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(
        String(16), unique=True, default=lambda: secrets.token_hex(5)
    )  # made in the page, so a role typed while the network is away has a name
    position: Mapped[int] = mapped_column(default=0)
    side: Mapped[str] = mapped_column(String(8), default="")
    who: Mapped[str] = mapped_column(String(64), default="")  # as written; person_id when it names an account
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(4), default="")  # 済 | 未 | 不要; "" = not yet asked
    state_at: Mapped[datetime | None]
    removed: Mapped[bool] = mapped_column(default=False)  # taken out again; its words stay in the history

    decision: Mapped[Decision] = relationship(back_populates="assignments")
    person: Mapped[Person | None] = relationship()

    @property
    def is_empty(self) -> bool:
        return not (self.who or self.what or self.due_on)

    @property
    def is_open(self) -> bool:
        """Still to be done, or nobody has said."""
        return not self.removed and self.state not in ("済", "不要")


class Talk(Base):
    """How the room talks about a row: who presents it, what the family wishes, what was advised, how long it took.

    The clock runs from the row's opened_at while the room is at it; what it showed before stands here.
    """

    __tablename__ = "talk"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    presenter: Mapped[str] = mapped_column(String(64), default="", server_default="")  # 発表者
    family_wish: Mapped[str] = mapped_column(default="", server_default="")  # 本人・家族の意向
    advice: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 助言, and whose
    spent_seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    asked_by: Mapped[str] = mapped_column(String(64), default="", server_default="")  # 「この行は話す」
    asked_at: Mapped[datetime | None]

    row: Mapped[Row] = relationship(back_populates="talk")


class FieldEdit(Base):
    """Every saved text of every field: the newest `number` is its version.

    Two editors who start from the same version cannot both write number + 1: the second is told.
    """

    __tablename__ = "field_edit"
    __table_args__ = (UniqueConstraint("row_id", "field", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(48))  # "policy", "situation", "assignment:k3f9x2a1:what"
    number: Mapped[int]
    value: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")  # "page:…", "together:…", "proposed"

    person: Mapped[Person | None] = relationship()
