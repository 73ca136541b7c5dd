"""What goes out before a meeting: seats and roles, grounds on paper, questions, comments, 読みました."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.people.models import Person
from conference.rosters.models import Attendance, GroundColumns, Row


class Invitation(Base):
    """The part somebody plays at one meeting."""

    __tablename__ = "invitation"

    attendance_id: Mapped[int] = mapped_column(
        ForeignKey("attendance.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(32), default="")  # 進行, 記録, 助言 …
    sheet_sent_on: Mapped[date | None]  # 近況の返事: the sheet went out
    reply_came_on: Mapped[date | None]  # and came back


class PaperShare(GroundColumns, Base):
    """A row for somebody at the table who has no account: on paper only, on the same grounds."""

    __tablename__ = "paper_share"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    attendance_id: Mapped[int] = mapped_column(
        ForeignKey("attendance.id", ondelete="CASCADE"), primary_key=True
    )

    row: Mapped[Row] = relationship()
    attendance: Mapped[Attendance] = relationship()


class RowQuestion(Base):
    """What the facilitator wants to hear about a row, sent ahead; without an addressee to all who get it."""

    __tablename__ = "row_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), index=True)
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]

    row: Mapped[Row] = relationship()
    attendance: Mapped[Attendance | None] = relationship()


class RowComment(Base):
    """A word on a row by somebody who read it before the meeting; taken back, its words go."""

    __tablename__ = "row_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(1000))
    agency: Mapped[str] = mapped_column(String(64), default="", server_default="")  # whose number it is
    safety: Mapped[int | None]  # 安全の度合い as that agency sees it, 0 to 100
    at: Mapped[datetime]
    outdated = False  # set by who reads it: it agreed to a draft that was written anew since

    row: Mapped[Row] = relationship()
    person: Mapped[Person] = relationship()

    @property
    def words(self) -> str:
        """As it is read: with the number, where one was given."""
        return f"{self.text}（安全の度合い{self.safety}）" if self.safety is not None else self.text


class ReadMark(Base):
    """「読みました」: somebody has read what was sent to them."""

    __tablename__ = "read_mark"

    conference_id: Mapped[int] = mapped_column(
        ForeignKey("conference.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
