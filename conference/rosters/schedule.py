"""Which conference comes when: series, the calendar list, the next one of a rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from conference.decisions.proposals import months_later, working_day
from conference.growth import fiscal_year
from conference.rosters.models import Conference, ConferenceState, Rhythm, Series
from conference.series import service as series_service
from conference.series.kinds import JOINT, WITHOUT_ROSTER, kind_of
from conference.series.usual import Usual

AHEAD = (ConferenceState.PREPARING, ConferenceState.SENT)


def series_of(session: Session, rhythm: Rhythm) -> Series:
    """The office's 合同ケース会議 of a rhythm, made when first needed."""
    kind = JOINT.get(rhythm, JOINT[Rhythm.MONTHLY])
    question = select(Series).where(Series.rhythm == rhythm, Series.kind.in_(["", kind.id]))
    found = session.scalar(question.order_by(Series.id))
    return found or series_service.from_kind(session, kind, rhythm)


def conferences(session: Session) -> Sequence[Conference]:
    """All conferences, newest first."""
    question = select(Conference).options(joinedload(Conference.series), selectinload(Conference.rows))
    return session.scalars(question.order_by(Conference.held_on.desc(), Conference.id.desc())).all()


def by_fiscal_year(found: Sequence[Conference]) -> list[tuple[int, list[Conference]]]:
    return [(year, list(group)) for year, group in groupby(found, key=lambda each: fiscal_year(each.held_on))]


def next_conference(session: Session, today: date) -> Conference | None:
    """The one people get ready for: in session now, else the next that has not been closed."""
    live = ConferenceState.IN_SESSION
    question = select(Conference).where(Conference.state.in_([*AHEAD, live]), has_roster())
    found = session.scalars(question.order_by(Conference.held_on, Conference.id)).all()
    current = [each for each in found if each.phase is live]
    coming = [each for each in found if each.held_on >= today]
    return next(iter([*current, *coming, *reversed(found)]), None)


def following(session: Session, conference: Conference) -> list[Conference]:
    """Conferences that rows left open here can go to: of a rhythm, the soonest first, then those of none."""
    question = (
        select(Conference)
        .where(Conference.id != conference.id, Conference.held_on >= conference.held_on)
        .where(Conference.state.in_([*AHEAD, ConferenceState.IN_SESSION]), has_roster())
        .options(joinedload(Conference.series))
    )
    found = session.scalars(question.order_by(Conference.held_on, Conference.id)).all()
    once = [each for each in found if not has_rhythm(each) and each.phase in AHEAD]
    return [*(each for each in found if has_rhythm(each)), *once]


def has_rhythm(conference: Conference) -> bool:
    """It comes again by itself: what nobody has chosen goes only there."""
    return conference.series.rhythm != Rhythm.AD_HOC


def has_roster() -> ColumnElement[bool]:
    """A meeting of a kind without a roster takes nothing of a family."""
    return Conference.series.has(Series.kind.not_in(WITHOUT_ROSTER))


def next_day_for(session: Session, conference: Conference) -> tuple[date, bool]:
    """When a row of this conference would come back, and whether that conference exists already."""
    ahead = [each for each in following(session, conference) if has_rhythm(each)]
    same = [each for each in ahead if each.series_id == conference.series_id]
    alike = [each for each in ahead if _group(each) == _group(conference)]
    if chosen := next(iter([*same, *alike]), None):
        return chosen.held_on, True
    return usual_next_day(conference), False


def _group(conference: Conference) -> str:
    return kind_of(conference.series).group


def usual_next_day(conference: Conference) -> date:
    rhythm = Rhythm(conference.series.rhythm)
    if rhythm is Rhythm.WEEKLY:
        return working_day(conference.held_on + timedelta(days=7))
    return months_later(conference.held_on, rhythm.months or 1)


def previous_of(session: Session, conference: Conference, *, with_rows: bool = False) -> Conference | None:
    """The conference of the same series before this one, else the latest of any series."""
    question = (
        select(Conference)
        .where(Conference.id != conference.id, Conference.held_on <= conference.held_on)
        .where(Conference.state != ConferenceState.CALLED_OFF)
        .order_by(Conference.held_on.desc(), Conference.id.desc())
    )
    earlier = [each for each in session.scalars(question) if each.rows or not with_rows]
    same = [each for each in earlier if each.series_id == conference.series_id]
    return next(iter([*same, *(each for each in earlier if each.series.rhythm != Rhythm.AD_HOC)]), None)


def open_conference(session: Session, series: Series, held_on: date, said: Usual) -> Conference:
    """A new conference of a series with its usual seats, else with the people of last time.

    What is said of the first one is said of the series: its template cannot know the office's hours.
    """
    if not series_service.has_met(session, series):
        said.or_else(Usual.of(series)).write(series)
    return series_service.start(session, series, held_on, last=last_like(session, series, held_on), said=said)


def last_like(session: Session, series: Series, held_on: date) -> Conference | None:
    """The newest conference of the series up to a day, else of its group."""
    question = (
        select(Conference)
        .where(Conference.held_on <= held_on)
        .options(joinedload(Conference.series))
        .order_by(Conference.held_on.desc(), Conference.id.desc())
    )
    earlier = [each for each in session.scalars(question) if _group(each) == kind_of(series).group]
    same = [each for each in earlier if each.series_id == series.id]
    usual = [each for each in earlier if each.series.rhythm != Rhythm.AD_HOC]
    return next(iter([*same, *usual]), None)
