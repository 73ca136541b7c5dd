"""会議と名簿: a conference of a series, and one row per household on its roster."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.attending import AttendanceKind

if TYPE_CHECKING:
    from conference.decisions.models import Decision, Talk


class Rhythm(StrEnum):
    WEEKLY = "週例"
    MONTHLY = "月例"
    BIMONTHLY = "隔月"
    QUARTERLY = "3か月ごと"
    AD_HOC = "随時"

    @property
    def months(self) -> int:
        """From one meeting to the next; a week, or no rhythm, counts as none."""
        return {Rhythm.MONTHLY: 1, Rhythm.BIMONTHLY: 2, Rhythm.QUARTERLY: 3}.get(self, 0)


class ConferenceState(StrEnum):
    """The life of a conference; staff see the value itself."""

    PREPARING = "準備中"
    """The roster is being made; workers enter what changed."""
    SENT = "配布済み"
    """Participants have the roster."""
    IN_SESSION = "開催中"
    """Decisions are written."""
    REVIEWING = "記録確認中"
    """After 閉会: corrections, and entries from paper."""
    CONFIRMED = "確定"
    """Read-only; reopening is recorded."""
    CALLED_OFF = "見送り"
    """Not held: what was on its roster waits for another meeting."""

    @property
    def takes_decisions(self) -> bool:
        return self in (ConferenceState.IN_SESSION, ConferenceState.REVIEWING)

    @property
    def takes_roster_changes(self) -> bool:
        return self not in (ConferenceState.CONFIRMED, ConferenceState.CALLED_OFF)


class Track(StrEnum):
    """How much time a row needs."""

    TOGETHER = "一括確認"
    DISCUSS = "協議"
    FOCUS = "重点"
    """Talked about for longer."""


class RowStatus(StrEnum):
    OPEN = "未協議"
    IN_DISCUSSION = "協議中"
    DECIDED = "決定"
    CARRIED_OVER = "次回へ"
    CONFIRMED_TOGETHER = "一括確認済"

    @property
    def is_done(self) -> bool:
        return self in (RowStatus.DECIDED, RowStatus.CARRIED_OVER, RowStatus.CONFIRMED_TOGETHER)


class Series(Base):
    """A conference that comes again, of one kind (conference.series.kinds): the office's own copy of it."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("name", "rhythm"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    rhythm: Mapped[str] = mapped_column(String(8))
    place: Mapped[str] = mapped_column(String(64), default="")
    starts_at: Mapped[str] = mapped_column(String(5), default="13:30")
    ends_at: Mapped[str] = mapped_column(String(5), default="15:30")
    kind: Mapped[str] = mapped_column(String(32), default="", server_default="")
    minutes_form: Mapped[str] = mapped_column(String(12), default="roster", server_default="roster")
    """One of conference.series.kinds.MINUTES_FORMS."""
    numbers_outside: Mapped[bool] = mapped_column(default=True, server_default="1")  # no names outside
    family_seat: Mapped[bool] = mapped_column(default=False, server_default="0")  # 本人・家族の席
    discuss_minutes: Mapped[float] = mapped_column(default=8.0, server_default="8.0")
    together_minutes: Mapped[float] = mapped_column(default=0.25, server_default="0.25")
    training_minutes: Mapped[int] = mapped_column(default=0, server_default="0")  # 後半の研修

    @property
    def title(self) -> str:
        return f"{self.name}（{self.rhythm}）"


class Conference(Base):
    """One meeting on one date."""

    __tablename__ = "conference"

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    starts_at: Mapped[str] = mapped_column(String(5), default="")
    ends_at: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(8), default=ConferenceState.PREPARING)
    next_conference_id: Mapped[int | None] = mapped_column(ForeignKey("conference.id"))  # where open rows go
    closed_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    discuss_minutes: Mapped[float] = mapped_column(default=8.0, server_default="8.0")  # for one 協議 row
    together_minutes: Mapped[float] = mapped_column(default=0.25, server_default="0.25")  # one 一括確認 row
    focus_minutes: Mapped[float] = mapped_column(default=15.0, server_default="15.0")  # for one 重点 row
    seen_within_days: Mapped[int] = mapped_column(default=31, server_default="31")  # met later: talked about
    training_minutes: Mapped[int] = mapped_column(default=0, server_default="0")  # 研修, after the rows
    break_minutes: Mapped[int] = mapped_column(default=0, server_default="0")  # 休けい, among them

    series: Mapped[Series] = relationship()
    rows: Mapped[list[Row]] = relationship(
        back_populates="conference", cascade="all, delete-orphan", order_by="Row.position"
    )
    attendances: Mapped[list[Attendance]] = relationship(
        back_populates="conference", cascade="all, delete-orphan", order_by="Attendance.id"
    )

    @property
    def phase(self) -> ConferenceState:
        return ConferenceState(self.state)

    @property
    def title(self) -> str:
        return self.series.title

    @property
    def done_rows(self) -> list[Row]:
        return [row for row in self.rows if row.phase.is_done]


class Attendance(Base):
    """出席・欠席・供覧 of one person (an account, or only a name and an agency)."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(64))
    agency: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(4), default=AttendanceKind.COMES)

    conference: Mapped[Conference] = relationship(back_populates="attendances")

    @property
    def part(self) -> AttendanceKind:
        return AttendanceKind(self.kind)


class Row(Base):
    """One household on one conference's roster."""

    __tablename__ = "row"
    __table_args__ = (UniqueConstraint("conference_id", "household_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    position: Mapped[int]
    track: Mapped[str] = mapped_column(String(8), default=Track.DISCUSS)
    status: Mapped[str] = mapped_column(String(8), default=RowStatus.OPEN)
    concern: Mapped[str] = mapped_column(default="")  # 主訴
    situation: Mapped[str] = mapped_column(default="")  # 現在の状況
    change: Mapped[str] = mapped_column(String(8), default="")  # 変化: なし | あり | 未確認; "": not yet
    last_seen_on: Mapped[date | None]
    last_policy: Mapped[str] = mapped_column(default="")  # 前回の方針, as it stood when the row was made
    last_policy_state: Mapped[str] = mapped_column(String(4), default="")  # 済 | 未 | 不要
    review_on: Mapped[date | None]  # 見直し予定日 as it stood before this conference
    plan_review_on: Mapped[date | None]  # 評価日 as it stood before this conference
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("row.id"))
    opened_at: Mapped[datetime | None]
    minutes: Mapped[float | None]  # planned for this row; None: as its track

    conference: Mapped[Conference] = relationship(back_populates="rows")
    household: Mapped[Household] = relationship()
    carried_from: Mapped[Row | None] = relationship(remote_side=[id])
    decision: Mapped[Decision | None] = relationship(
        back_populates="row", cascade="all, delete-orphan", uselist=False
    )
    shares: Mapped[list[RowShare]] = relationship(back_populates="row", cascade="all, delete-orphan")
    talk: Mapped[Talk | None] = relationship(
        back_populates="row", cascade="all, delete-orphan", uselist=False
    )

    @property
    def phase(self) -> RowStatus:
        return RowStatus(self.status)

    @property
    def number(self) -> int:
        """The number people in the room call the row by."""
        return self.position


class Ground(StrEnum):
    """Why a row may be shown to somebody outside the office's roster."""

    CENTER = "センター内"
    COUNCIL = "要対協"
    CONSENT = "本人同意"
    LAW = "法令"


class GroundColumns:
    """共有の根拠 of one row for one participant; which of the columns matter depends on the ground."""

    ground: Mapped[str] = mapped_column(String(64), default=Ground.COUNCIL)
    scope: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 本人同意: for what
    consented_on: Mapped[date | None]
    consent_until: Mapped[date | None]
    law: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 法令: which

    def holds_on(self, day: date) -> bool:
        """Only a ground that stands on this day opens a row; whatever is unclear does not."""
        if self.ground == Ground.CONSENT:
            began = self.consented_on is not None and self.consented_on <= day
            return began and (self.consent_until is None or self.consent_until >= day)
        if self.ground == Ground.LAW:
            return bool(self.law)
        return self.ground in (Ground.CENTER, Ground.COUNCIL)


class RowShare(GroundColumns, Base):
    """An outside participant to whom this row is shown, and on what ground."""

    __tablename__ = "row_share"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)

    row: Mapped[Row] = relationship(back_populates="shares")
    person: Mapped[Person] = relationship()
