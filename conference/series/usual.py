"""When and where the meetings of a series usually are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from conference.calendars.planned import When, planned
from conference.rosters.models import Conference, Series


@dataclass(frozen=True)
class Usual:
    """Hours as 13:30 and the place; empty where nobody has said."""

    starts_at: str
    ends_at: str
    place: str

    @classmethod
    def of(cls, record: Series | Conference | When) -> Usual:
        return cls(record.starts_at, record.ends_at, record.place)

    def or_else(self, other: Usual) -> Usual:
        """Both hours, and the place, of the other where nothing is said here."""
        hours = self if self.starts_at or self.ends_at else other
        return Usual(hours.starts_at, hours.ends_at, self.place or other.place)

    @property
    def hours(self) -> str:
        return f"{self.starts_at}–{self.ends_at}" if self.ends_at else self.starts_at

    @property
    def line(self) -> str:
        """「13:30–15:30 第2会議室」; empty where nothing is said."""
        return " ".join(part for part in (self.hours, self.place) if part)

    @property
    def sentence(self) -> str:
        """The same for a notice; what nobody has said is told too."""
        missing = "と".join(name for name, said in (("時刻", self.hours), ("場所", self.place)) if not said)
        there = f"{self.line}です。" if self.line else ""
        return f"{there}{missing}はまだ決まっていません。" if missing else there

    def write(self, record: Series | Conference) -> None:
        record.starts_at, record.ends_at, record.place = self.starts_at, self.ends_at, self.place


NOT_SAID = Usual("", "", "")


def usual(session: Session, series: Series, last: Conference | None) -> Usual:
    """As 会議の種類 says; what it leaves empty, as the last meeting was planned, wherever it was moved to."""
    if last is None:
        return Usual.of(series)
    (before,) = planned(session, [last])
    return Usual.of(series).or_else(Usual.of(before))
