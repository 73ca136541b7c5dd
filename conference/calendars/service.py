"""年間の予定: a fiscal year of conferences month by month, and the next meeting of a series."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.calendars.holidays import YEAR_END, holiday_name, why_closed
from conference.calendars.planned import planned
from conference.calendars.rhythm import OwnDay, next_day, own_day
from conference.era import format_month_day
from conference.errors import ConferenceError
from conference.meeting_cases.models import ConferenceCase
from conference.notes.models import ConferenceNote
from conference.rosters.models import Conference, ConferenceState, Rhythm, Series
from conference.series.service import start
from conference.series.usual import NOT_SAID, Usual, usual
from conference.visits.models import Visit
from conference.years.models import LineText

APRIL = 4
ENOUGH = 6
"""Meetings looked back on for a series' own day."""
Written = LineText | ConferenceNote | ConferenceCase | Visit
WRITTEN: tuple[type[Written], ...] = (LineText, ConferenceNote, ConferenceCase, Visit)
"""What people write for a meeting before it has a roster; it would go with the meeting, or lose it."""


@dataclass(frozen=True)
class Day:
    day: date
    holiday: str
    conferences: list[Conference]

    @property
    def is_met(self) -> bool:
        """Something takes place: 見送り alone does not count."""
        return any(each.phase is not ConferenceState.CALLED_OFF for each in self.conferences)


@dataclass(frozen=True)
class Month:
    """Weeks from Monday; None outside the month."""

    first: date
    weeks: list[list[Day | None]]
    holidays: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Coming:
    """What one click makes for a series; `why` where the rhythm's own day is closed."""

    series: Series
    last: Conference | None
    on: date | None
    why: str = ""
    usual: Usual = NOT_SAID
    """Its hours and place."""


class NoRhythm(ConferenceError):
    """随時, or a series that has not met yet."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この会議には決まった間隔がまだありません。「会議を作る」から日を選んでください。")


class HasBegun(ConferenceError):
    """A conference that already has rows or has gone on is not taken back."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この会議には名簿があるか、もう始まっているため、取り消せません。名簿はそのままです。"
            "開かないときは、会議の「ほか」から見送りにできます。"
        )


class IsWrittenOn(ConferenceError):
    """Somebody has written something for the meeting: it is not taken back with their words."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この会議には、もう書かれたもの（表・会議メモ・取り上げる事例・会議前の訪問・日時の変更）があるため、"
            "取り消せません。書かれたものはそのままです。開かないときは、見送りにできます。"
        )


def conferences_of(session: Session, year: int) -> list[Conference]:
    """The conferences of the fiscal year that begins in this April."""
    question = (
        select(Conference)
        .where(Conference.held_on >= date(year, APRIL, 1), Conference.held_on < date(year + 1, APRIL, 1))
        .options(joinedload(Conference.series), selectinload(Conference.rows))
        .order_by(Conference.held_on, Conference.starts_at, Conference.id)
    )
    return list(session.scalars(question))


def months_of(year: int, found: list[Conference]) -> list[Month]:
    on: dict[date, list[Conference]] = defaultdict(list)
    for conference in found:
        on[conference.held_on].append(conference)
    firsts = [date(year + (number > 12), (number - 1) % 12 + 1, 1) for number in range(APRIL, APRIL + 12)]
    return [_month(first, on) for first in firsts]


def _month(first: date, on: dict[date, list[Conference]]) -> Month:
    weeks: list[list[Day | None]] = []
    named: list[Day] = []
    for week in Calendar().monthdatescalendar(first.year, first.month):
        days = [
            Day(day, holiday_name(day), on.get(day, [])) if day.month == first.month else None for day in week
        ]
        named += [each for each in days if each and each.holiday]
        weeks.append(list(days))
    return Month(first, weeks, _said(named))


def _said(closed: list[Day]) -> list[str]:
    """「23 勤労感謝の日」; the turn of the year in one piece."""
    turn = [each.day.day for each in closed if each.holiday == YEAR_END]
    others = [f"{each.day.day} {each.holiday}" for each in closed if each.holiday != YEAR_END]
    return [*others, f"{turn[0]}〜{turn[-1]} {YEAR_END}"] if turn else others


def coming(session: Session, today: date) -> list[Coming]:
    """Each series with the day of its next meeting after those that stand in the calendar."""
    return [_coming(session, series, today) for series in session.scalars(select(Series).order_by(Series.id))]


def _coming(session: Session, series: Series, today: date) -> Coming:
    last = last_of(session, series)
    found = _next_day(session, last, today) if last else None
    if found is None:
        return Coming(series, last, None)
    day, meant = found
    why = f"{format_month_day(meant)}は{why_closed(meant)}のため" if day != meant else ""
    return Coming(series, last, day, why, usual(session, series, last))


def _next_day(session: Session, last: Conference, today: date) -> tuple[date, date] | None:
    """After the last meeting, in its rhythm's own day, wherever it was moved to."""
    free = max(today, last.held_on + timedelta(days=1))
    return next_day(last.series.rhythm, day_meant(session, last), free)


def day_meant(session: Session, last: Conference) -> OwnDay:
    """The day its rhythm chose for the last meeting: before somebody moved it, or a holiday did."""
    question = select(Conference).where(
        Conference.series_id == last.series_id, Conference.held_on <= last.held_on, Conference.id != last.id
    )
    newest = question.order_by(Conference.held_on.desc(), Conference.id.desc()).limit(ENOUGH)
    meetings = [*reversed(session.scalars(newest).all()), last]
    return own_day(last.series.rhythm, [each.day for each in planned(session, meetings)])


def last_of(session: Session, series: Series) -> Conference | None:
    question = select(Conference).where(Conference.series_id == series.id)
    return session.scalar(question.order_by(Conference.held_on.desc(), Conference.id.desc()).limit(1))


def make_next(session: Session, series: Series, today: date) -> Coming:
    """The next meeting with the series' seats and checklist, hours and place; raises NoRhythm."""
    found = _coming(session, series, today)
    if found.on is None or found.last is None:
        raise NoRhythm
    made = start(session, series, found.on, last=found.last)
    return Coming(series, made, found.on, found.why, found.usual)


def take_back(session: Session, conference: Conference) -> None:
    """元に戻す, while nothing hangs on it; raises HasBegun, IsWrittenOn."""
    waits_for_it = session.scalar(select(Conference.id).where(Conference.next_conference_id == conference.id))
    if conference.rows or conference.phase is not ConferenceState.PREPARING or waits_for_it:
        raise HasBegun
    if any(_hangs(session, conference, each) for each in WRITTEN):
        raise IsWrittenOn
    session.delete(conference)
    session.flush()


def _hangs(session: Session, conference: Conference, record: type[Written]) -> bool:
    return bool(session.scalar(select(exists().where(record.conference_id == conference.id))))


def has_rhythm(series: Series) -> bool:
    return series.rhythm != Rhythm.AD_HOC
