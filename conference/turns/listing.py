"""The list of turns of a series: each day with whose turn it is, and the meeting where it is made already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from conference.calendars.planned import planned
from conference.calendars.rhythm import coming_days
from conference.calendars.service import day_meant, last_of
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Series
from conference.turns.days import Meeting, paired, slot
from conference.turns.models import Turn

USUAL, MOST = 6, 12
SOON = timedelta(days=45)
AROUND = timedelta(days=40)  # how far before its day a meeting may have been moved


@dataclass(frozen=True)
class Line:
    """One day of the list."""

    key: date
    """The day the turn was given for: what the page calls this line."""
    turn: Turn | None
    conference: Conference | None
    today: date

    @property
    def is_off(self) -> bool:
        return self.conference is not None and self.conference.phase is ConferenceState.CALLED_OFF

    @property
    def on(self) -> date:
        return self.conference.held_on if self.conference and not self.is_off else self.key

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    @property
    def who(self) -> str:
        return self.turn.who if self.turn else ""


def turns_of(session: Session, series: Series) -> list[Turn]:
    question = select(Turn).where(Turn.series_id == series.id).options(joinedload(Turn.person))
    return list(session.scalars(question.order_by(Turn.on)))


def given(session: Session, series: Series, today: date) -> list[Line]:
    """Every turn that was given, in the order of the days they fall on."""
    turns = turns_of(session, series)
    if not turns:
        return []
    meetings = _meetings(session, series, turns[0].on - AROUND)
    meant = zip(meetings, planned(session, meetings), strict=True)
    as_days = [Meeting(each.id, each.held_on, when.day) for each, when in meant]
    found = paired(series.rhythm, [(each.id, each.on) for each in turns], as_days)
    by_id = {each.id: each for each in meetings}
    made = [Line(each.on, each, by_id.get(found.get(each.id, 0)), today) for each in turns]
    return sorted(made, key=lambda each: (each.on, each.key))


def lines(session: Session, series: Series, today: date, ahead: int = USUAL) -> list[Line]:
    """Every turn that was given, and days without one until `ahead` that are held stand from today on; in order."""
    found = given(session, series, today)
    meetings = [
        each for each in _meetings(session, series, today) if each.phase is not ConferenceState.CALLED_OFF
    ]
    with_turn = {each.conference.id for each in found if each.conference}
    keys = {each.key for each in found}
    for each in meetings:
        if each.id not in with_turn and each.held_on not in keys:
            found.append(Line(each.held_on, None, each, today))
            keys.add(each.held_on)
    missing = ahead - sum(not each.is_past and not each.is_off for each in found)
    taken = {slot(series.rhythm, each.key) for each in found}
    found += [Line(day, None, None, today) for day in _days(session, series, today, taken, missing)]
    return sorted(found, key=lambda each: (each.on, each.key))


def _meetings(session: Session, series: Series, since: date) -> list[Conference]:
    """From a day on; what is not held comes last, so that a turn finds what is held."""
    question = select(Conference).where(Conference.series_id == series.id, Conference.held_on >= since)
    found = session.scalars(question.order_by(Conference.held_on, Conference.id))
    return sorted(found, key=lambda each: each.phase is ConferenceState.CALLED_OFF)


def _days(
    session: Session, series: Series, today: date, taken: set[tuple[int, ...]], count: int
) -> list[date]:
    """The days after the last meeting that nobody has yet, as the year calendar counts them."""
    last = last_of(session, series)
    if last is None or count <= 0:
        return []
    free = max(today, last.held_on + timedelta(days=1))
    coming = coming_days(series.rhythm, day_meant(session, last), free)
    return list(islice((day for day, _ in coming if slot(series.rhythm, day) not in taken), count))


def turn_of(session: Session, conference: Conference) -> Turn | None:
    """Whose turn this meeting is."""
    found = given(session, conference.series, conference.held_on)
    return next((each.turn for each in found if each.conference is conference), None)


def of_meetings(session: Session, conferences: Sequence[Conference]) -> dict[int, str]:
    """Of many meetings at once: who is on turn, by the meeting's number."""
    series = {each.series_id: each.series for each in conferences}
    kept = session.scalars(select(Turn.series_id).where(Turn.series_id.in_(series)).distinct())
    found = [line for key in kept for line in given(session, series[key], date.min)]
    return {each.conference.id: each.who for each in found if each.conference}


def mine(session: Session, person: Person, today: date) -> list[tuple[Series, Line]]:
    """The next turn of each series that is this person's, or their section's, within the next weeks."""
    theirs = and_(Turn.person_id.is_(None), Turn.who.in_([person.name, person.agency]))
    question = select(Turn.series_id).where(or_(Turn.person_id == person.id, theirs))
    found: list[tuple[Series, Line]] = []
    for series_id in session.scalars(question.distinct().order_by(Turn.series_id)):
        series = session.get_one(Series, series_id)
        coming = (each for each in given(session, series, today) if _is_mine(each, person))
        found += [(series, each) for each in islice(coming, 1)]
    return sorted(found, key=lambda each: each[1].on)


def _is_mine(line: Line, person: Person) -> bool:
    if line.turn is None or line.is_past or line.is_off or line.on > line.today + SOON:
        return False
    if line.turn.person_id is not None:
        return line.turn.person_id == person.id
    return line.who in (person.name, person.agency)
