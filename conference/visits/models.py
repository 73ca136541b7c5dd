"""予定の一覧: visits and calls of a year, and what was heard on them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.models import Conference, Row


class VisitKind(StrEnum):
    ROUND = "年度当初の訪問"
    TERM = "学期ごとの訪問"
    BEFORE = "会議前の訪問"
    TOGETHER = "同行・同席"
    ASKING = "担い手への働きかけ"
    RESOURCE = "資源の聞き取り"

    @property
    def goes_to_schools(self) -> bool:
        return self in (VisitKind.ROUND, VisitKind.TERM, VisitKind.BEFORE)


class Visit(Base):
    """One thing planned in a fiscal year: where, when, who goes, whether it was done, one word."""

    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)  # the fiscal year, as 2026
    kind: Mapped[str] = mapped_column(String(16))
    term: Mapped[str] = mapped_column(String(8), default="", server_default="")  # of 学期ごとの訪問: 1学期 …
    conference_id: Mapped[int | None] = mapped_column(  # of 会議前の訪問
        ForeignKey("conference.id", ondelete="SET NULL"), index=True
    )
    place: Mapped[str] = mapped_column(String(64))  # 相手: a school, a group; never a household
    on: Mapped[date | None]
    who: Mapped[str] = mapped_column(String(64), default="", server_default="")  # だれが
    word: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 一言
    done_at: Mapped[datetime | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    conference: Mapped[Conference | None] = relationship()
    answers: Mapped[list[VisitAnswer]] = relationship(cascade="all, delete-orphan", passive_deletes=True)
    heard: Mapped[list[VisitHeard]] = relationship(
        back_populates="visit", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def sort(self) -> VisitKind:
        return VisitKind(self.kind)

    @property
    def is_written(self) -> bool:
        """Something was heard on it."""
        return any(each.text for each in self.answers) or any(each.text for each in self.heard)

    @property
    def is_blank(self) -> bool:
        """Nobody has written on it yet."""
        return not (self.on or self.who or self.word or self.done_at or self.is_written)


class VisitAnswer(Base):
    """What was answered to one question of a visit; names no household."""

    __tablename__ = "visit_answer"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(16), primary_key=True)  # a key of conference.visits.questions
    text: Mapped[str]
    number: Mapped[int]  # of texts that stood here; a page says which one it has read
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")  # "page:…": which open page wrote it

    person: Mapped[Person | None] = relationship()


class VisitHeard(Base):
    """聞いたこと: what the place said of one household of the roster."""

    __tablename__ = "visit_heard"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True)
    household_id: Mapped[int] = mapped_column(
        ForeignKey("household.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    text: Mapped[str]
    number: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(32), default="")
    line: Mapped[str] = mapped_column(default="", server_default="")  # as it was put into the row's 状況
    line_before: Mapped[str] = mapped_column(default="", server_default="")  # what it replaced there

    visit: Mapped[Visit] = relationship(back_populates="heard")
    household: Mapped[Household] = relationship()
    person: Mapped[Person | None] = relationship()

    def stands_in(self, row: Row) -> bool:
        """A line of it stands in this row's 状況."""
        return bool(self.line) and self.line in row.situation.split("\n")
