"""構成員・担当者の名簿: everybody with a seat, across the meetings or of one section, how often they came, and which agencies have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.lists import by_reading
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Series
from conference.series.kinds import kind_of
from conference.series.seats import Seat, read_seat
from conference.series.service import FAMILY_SEAT, all_series, seats_of

APRIL = 4
HELD = (ConferenceState.IN_SESSION, ConferenceState.REVIEWING, ConferenceState.CONFIRMED)
COUNCIL = ("practitioners", "practitioners_section", "management", "representatives", "youth")
ASKED_IN = {
    "住宅": ("住宅",), "水道": ("水道",), "教育": ("教育", "学校"), "警察": ("警察",), "消防・救急": ("消防", "救急"),
    "医療": ("医師", "病院", "医療", "歯科"), "民生委員・児童委員": ("民生", "児童委員"), "社会福祉協議会": ("社会福祉協議会", "社協"),
    "生活困窮・生活保護": ("困窮", "生活保護", "福祉事務所"), "障害福祉": ("障害", "障がい"), "国保・税": ("国保", "税"),
    "若者の支援": ("若者", "ユース"),
}  # fmt: skip
"""Who notices families at other counters (S4 p104, p107), and the words by which a seat is known."""


@dataclass
class Member:
    """An agency, or a person of one: where they sit and how often they came in the year."""

    agency: str
    name: str
    phone: str = ""
    seats: list[str] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)

    @property
    def texts(self) -> tuple[str, ...]:
        """One line of the list, as the columns stand."""
        times = (str(self.times[kind] or "") for kind in AttendanceKind)
        return (self.agency, self.name, self.phone, "、".join(self.seats), *times)


@dataclass(frozen=True)
class Lacking:
    """Agencies that a meeting of this kind usually has, and this one has not."""

    series: Series
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Of all there are: one section (a series) and the part somebody plays; nothing chosen is everybody."""

    section: Series | None = None
    role: str = ""

    @property
    def title(self) -> str:
        """For the heading of the page, the paper and the workbook."""
        said = (self.section.title if self.section else "", f"役割：{self.role}" if self.role else "")
        return "　".join(part for part in said if part)

    def sections(self, session: Session) -> list[Series]:
        return [self.section] if self.section else all_series(session)

    def takes(self, seat: Seat) -> bool:
        return self.role in ("", seat.role)


def members(session: Session, year: int, wanted: Wanted | None = None) -> list[Member]:
    """By agency and name; the times are those of the fiscal year that begins in this April, at the meetings wanted."""
    wanted = wanted or Wanted()
    found = _seated(session, wanted)
    for attendance in _came(session, year, wanted.section):
        member = _member_of(found, attendance)
        if member is None and not wanted.role:  # came without a seat, and without a part
            member = found.setdefault(_own_key(attendance), Member(*_own_key(attendance)))
        if member is not None:
            member.times[attendance.kind] += 1
    return sorted(found.values(), key=lambda each: (by_reading.key(each.agency), by_reading.key(each.name)))


def roles_of(session: Session, wanted: Wanted) -> list[str]:
    """The parts that seats of these sections have, in the order they stand."""
    seats = (seat for series in wanted.sections(session) for seat in seats_at(session, series))
    return list(dict.fromkeys(seat.role for seat in seats if seat.role))


def _seated(session: Session, wanted: Wanted) -> dict[tuple[str, str], Member]:
    found: dict[tuple[str, str], Member] = {}
    for series in wanted.sections(session):
        for seat in filter(wanted.takes, seats_at(session, series)):
            member = found.setdefault((seat.agency, seat.name), Member(seat.agency, seat.name))
            member.phone = member.phone or seat.phone
            member.seats.append(f"{series.name}{f'（{seat.role}）' if seat.role else ''}")
    return found


def seats_at(session: Session, series: Series) -> list[Seat]:
    """The usual seats; where none are written down, whoever was on the list of the newest meeting."""
    if usual := seats_of(session, series):
        return usual
    newest = (
        select(Conference.id)
        .where(Conference.series_id == series.id)
        .order_by(Conference.held_on.desc(), Conference.id.desc())
        .limit(1)
    )
    found = session.scalars(select(Attendance).where(Attendance.conference_id.in_(newest.scalar_subquery())))
    came = [each for each in found if each.name != FAMILY_SEAT]
    return [Seat(each.agency or each.name, each.name if each.agency else "") for each in came]


def _came(session: Session, year: int, section: Series | None) -> Iterable[Attendance]:
    question = (
        select(Attendance)
        .join(Attendance.conference)
        .where(Conference.held_on >= date(year, APRIL, 1), Conference.held_on < date(year + 1, APRIL, 1))
        .where(Conference.state.in_(HELD), Attendance.name != FAMILY_SEAT)
    )
    if section is not None:
        question = question.where(Conference.series_id == section.id)
    return session.scalars(question)


def _member_of(found: dict[tuple[str, str], Member], came: Attendance) -> Member | None:
    """Whose seat it is: an agency alone is listed by its own name, a person's agency may not be written."""
    keys = ((came.agency, came.name), (came.name, ""), ("", came.name), _own_key(came))
    return next((found[key] for key in keys if key in found), None)


def _own_key(came: Attendance) -> tuple[str, str]:
    return (came.agency or came.name, came.name if came.agency else "")


def lacking(session: Session, wanted: Wanted | None = None) -> list[Lacking]:
    """By series: usual agencies of its kind, and for 要対協 those of other counters, that have no seat."""
    found = [
        Lacking(series, _without(series, [f"{seat.agency}{seat.name}" for seat in seats_at(session, series)]))
        for series in (wanted or Wanted()).sections(session)
    ]
    return [each for each in found if each.agencies]


def _without(series: Series, seated: list[str]) -> tuple[str, ...]:
    kind = kind_of(series)
    usual = [seat.agency for line in kind.members if (seat := read_seat(line)) and seat.agency]
    words: dict[str, tuple[str, ...]] = {agency: (agency,) for agency in usual}
    if kind.id in COUNCIL:
        words |= ASKED_IN
    return tuple(
        agency for agency, said in words.items() if not any(word in seat for word in said for seat in seated)
    )
