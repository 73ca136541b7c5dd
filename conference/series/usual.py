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
    def of(cls, record: Series | When) -> Usual:
        return cls(record.starts_at, record.ends_at, record.place)

    def or_else(self, other: Usual) -> Usual:
        """Both hours, and the place, of the other where nothing is said here."""
        hours = self if self.starts_at or self.ends_at else other
        return Usual(hours.starts_at, hours.ends_at, self.place or other.place)

    def write(self, record: Series | Conference) -> None:
        record.starts_at, record.ends_at, record.place = self.starts_at, self.ends_at, self.place


def usual(session: Session, series: Series, last: Conference | None) -> Usual:
    """As 会議の種類 says; what it leaves empty, as the last meeting was planned, wherever it was moved to."""
    if last is None:
        return Usual.of(series)
    (before,) = planned(session, [last])
    return Usual.of(series).or_else(Usual.of(before))
