"""Which conference comes when: series, the calendar list, the next one of a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.decisions.proposals import months_later, working_day
from conference.growth import fiscal_year
from conference.rosters.models import Attendance, Conference, ConferenceState, Rhythm, Series

SERIES_NAME = "合同ケース会議"
AHEAD = (ConferenceState.PREPARING, ConferenceState.SENT)


def series_of(session: Session, rhythm: Rhythm) -> Series:
    """The office's series of a rhythm, made when first needed."""
    found = session.scalar(select(Series).where(Series.rhythm == rhythm).order_by(Series.id))
    if found is None:
        found = Series(name=SERIES_NAME, rhythm=rhythm)
        session.add(found)
        session.flush()
    return found


def conferences(session: Session) -> Sequence[Conference]:
    """All conferences, newest first."""
    question = select(Conference).options(joinedload(Conference.series))
    return session.scalars(question.order_by(Conference.held_on.desc(), Conference.id.desc())).all()


def by_fiscal_year(found: Sequence[Conference]) -> list[tuple[int, list[Conference]]]:
    return [(year, list(group)) for year, group in groupby(found, key=lambda each: fiscal_year(each.held_on))]


def next_conference(session: Session, today: date) -> Conference | None:
    """The one people get ready for: in session now, else the next that has not been closed."""
    live = ConferenceState.IN_SESSION
    question = select(Conference).where(Conference.state.in_([*AHEAD, live]))
    found = session.scalars(question.order_by(Conference.held_on, Conference.id)).all()
    current = [each for each in found if each.phase is live]
    coming = [each for each in found if each.held_on >= today]
    return next(iter([*current, *coming, *reversed(found)]), None)


def following(session: Session, conference: Conference) -> list[Conference]:
    """Conferences that rows left open here can go to, the soonest first."""
    question = (
        select(Conference)
        .where(Conference.id != conference.id, Conference.held_on >= conference.held_on)
        .where(Conference.state.in_([*AHEAD, ConferenceState.IN_SESSION]))
        .where(Conference.series.has(Series.rhythm != Rhythm.AD_HOC))
    )
    return list(session.scalars(question.order_by(Conference.held_on, Conference.id)))


def next_day_for(session: Session, conference: Conference) -> tuple[date, bool]:
    """When a row of this conference would come back, and whether that conference exists already."""
    ahead = following(session, conference)
    same = [each for each in ahead if each.series_id == conference.series_id]
    if chosen := next(iter([*same, *ahead]), None):
        return chosen.held_on, True
    return usual_next_day(conference), False


def usual_next_day(conference: Conference) -> date:
    if conference.series.rhythm == Rhythm.WEEKLY:
        return working_day(conference.held_on + timedelta(days=7))
    return months_later(conference.held_on, 1)


def previous_of(session: Session, conference: Conference, *, with_rows: bool = False) -> Conference | None:
    """The conference of the same series before this one, else the latest of any series."""
    question = (
        select(Conference)
        .where(Conference.id != conference.id, Conference.held_on <= conference.held_on)
        .order_by(Conference.held_on.desc(), Conference.id.desc())
    )
    earlier = [each for each in session.scalars(question) if each.rows or not with_rows]
    same = [each for each in earlier if each.series_id == conference.series_id]
    return next(iter([*same, *(each for each in earlier if each.series.rhythm != Rhythm.AD_HOC)]), None)


def open_conference(
    session: Session, rhythm: Rhythm, held_on: date, *, starts_at: str, ends_at: str, place: str
) -> Conference:
    """A new conference; who came last time is on its attendance list."""
    conference = Conference(
        series=series_of(session, rhythm),
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        state=ConferenceState.PREPARING,
    )
    session.add(conference)
    session.flush()
    if last := previous_of(session, conference):
        conference.attendances = [_again(each) for each in last.attendances]
        conference.discuss_minutes, conference.together_minutes = last.discuss_minutes, last.together_minutes
        conference.seen_within_days = last.seen_within_days
        session.flush()
    return conference


def _again(last: Attendance) -> Attendance:
    return Attendance(person_id=last.person_id, name=last.name, agency=last.agency, kind=last.kind)
