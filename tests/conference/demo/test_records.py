"""The practice office: every list has something to show, and no invented row breaks a rule of the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference import clock, db, demo
from conference.calendars.holidays import is_closed
from conference.config import Settings
from conference.decisions.models import Assignment, ClosureKind, Decision
from conference.demo import visits
from conference.demo.stories import Mood, stories
from conference.demo.timetable import MONTHS, WEEKS, coming, coming_weekly, past
from conference.home.service import overview, owed_by
from conference.households import merging
from conference.households.models import Household
from conference.invitations.models import Invitation
from conference.lists import service as lists
from conference.lists.sheets import Asked
from conference.people.models import Person
from conference.rosters import triage
from conference.rosters.models import Attendance, Conference, ConferenceState, Row, RowStatus
from conference.rosters.planning import plan_of
from conference.rosters.schedule import has_roster
from conference.series.service import seats_of
from conference.serving import prepare_records
from conference.visits.models import Visit
from tests import cast, factories
from tests.conftest import settings_in

TODAY = date(2026, 11, 22)
DAYS = (
    (date(2026, 11, 22), "a Sunday before a meeting"),
    (date(2027, 1, 1), "the office is closed for days"),
    (date(2028, 2, 29), "a day most years do not have"),
    (date(2027, 4, 30), "a fifth Thursday lies behind"),
    (date(2026, 10, 29), "today is a Thursday, the fifth of its month"),
)


@pytest.fixture(scope="module")
def office(quick_hashes: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Made once, only read."""
    settings = settings_in(tmp_path_factory.mktemp("practice"))
    clock.stand_still(datetime.combine(TODAY, time(9)))
    prepare_records(Settings(**{**settings.__dict__, "demo": True}))
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    with db.reading(engine) as session:
        yield session
    engine.dispose()
    clock.stand_still(None)


@pytest.fixture(scope="module")
def rows(office: Session) -> list[Row]:
    return list(office.scalars(select(Row).join(Row.conference).order_by(Conference.held_on, Row.id)))


@pytest.mark.parametrize(("today", "reason"), DAYS)
def test_the_timetable_keeps_to_open_days(today: date, reason: str) -> None:
    meetings = past(today)
    assert sum(each.is_monthly for each in meetings) == MONTHS, reason
    assert sum(not each.is_monthly for each in meetings) == WEEKS
    assert all(each.held_on < today for each in meetings)
    assert today < coming(today) < coming_weekly(today)
    days = [*(each.held_on for each in meetings), coming(today), coming_weekly(today)]
    assert [day for day in days if is_closed(day)] == []
    assert {each.ago for each in meetings if each.is_monthly} == set(range(1, MONTHS + 1))


def test_stories_are_whole() -> None:
    told = stories()
    assert {each.mood for each in told if not each.until} == set(Mood)
    assert {each.closure for each in told if each.until} == {kind.value for kind in ClosureKind}
    lacking = [
        each.name
        for each in told
        if len(each.situations) != 3 or len(each.policies) != 2 or len(each.tasks) != 2 or not each.children
    ]
    assert lacking == []


def test_counts(office: Session, rows: list[Row]) -> None:
    assert len(office.scalars(select(Household)).all()) == len(stories())
    states = Counter(office.scalars(select(Conference.state).where(has_roster())))
    assert states == {
        ConferenceState.CONFIRMED: MONTHS + WEEKS - 1,
        ConferenceState.REVIEWING: 1,
        ConferenceState.SENT: 1,
        ConferenceState.PREPARING: 1,
    }


def test_the_coming_meeting_works(office: Session) -> None:
    """Most rows take one word, some are talked about for every reason, and all fit in the time there is."""
    ahead = office.scalars(select(Conference).where(Conference.state == ConferenceState.SENT)).one()
    proposed = triage.propose(office, ahead)
    assert len(proposed.together) >= 15
    assert {triage.NEW, triage.UNWRITTEN, triage.UNSURE, triage.CHANGED, triage.NOT_SEEN} <= set(
        proposed.discuss
    )
    assert set(proposed.focus) == set(triage.FOCUS_REASONS)
    assert not plan_of(ahead, ahead.rows).is_over


@pytest.mark.parametrize("name", lists.NAMES)
def test_every_list_has_lines(office: Session, name: str) -> None:
    sheet = lists.sheet(office, name, Asked(today=TODAY))
    assert any(group.lines for group in sheet.groups)


def test_homes_have_something_to_do(office: Session) -> None:
    home = overview(office, TODAY)
    assert all((home.rows, home.unwritten, home.waiting, home.overdue, home.reviews_over, home.dateless))
    assert (home.proposals, home.doubles, home.without_ground) >= (3, 1, 0)
    workers = office.scalars(select(Person).where(Person.login.in_(["jifuku", "hokenshi", "shinnin"])))
    for worker in workers:
        owed = owed_by(office, worker, TODAY)
        assert all((owed.written or owed.to_write, owed.deadlines, owed.proposed)), worker.name
    assert [pair[0].name for pair in merging.likely(office)] == ["羽村"]


def test_no_two_rows_say_the_same(rows: list[Row]) -> None:
    said = Counter(row.situation for row in rows)
    assert [text for text, count in said.items() if count > 1] == []


def test_what_is_done_is_decided_after_it_began(rows: list[Row]) -> None:
    wrong = []
    for row in rows:
        held_on, decision = row.conference.held_on, row.decision
        if row.carried_from and row.carried_from.conference.held_on >= held_on:
            wrong.append((row.household.name, "carried from a later meeting"))
        if row.last_seen_on and row.last_seen_on > held_on:
            wrong.append((row.household.name, "met after the meeting"))
        if row.phase.is_done and not (decision and decision.kind):
            wrong.append((row.household.name, "done without a decision"))
        if decision:
            wrong += [(row.household.name, why) for why in _broken(decision, held_on)]
    assert wrong == []


def _broken(decision: Decision, held_on: date) -> Iterator[str]:
    days = [decision.review_on, decision.plan_review_on, decision.next_conference_on]
    if any(day and day <= held_on for day in days):
        yield "a date before the next day"
    if any(role.due_on and role.due_on < held_on for role in decision.assignments):
        yield "a deadline before the meeting"
    if (decision.kind == "終結") is not bool(decision.closure_kind):
        yield "終結 and its kind belong together"
    if decision.family_not_told and not decision.family_told_how:
        yield "伝えない without a reason"
    if decision.decided_at and decision.decided_at.date() != held_on:
        yield "decided on another day"


def test_confirmed_meetings_left_nothing_open(rows: list[Row]) -> None:
    confirmed = [row for row in rows if row.conference.state == ConferenceState.CONFIRMED]
    assert [row.household.name for row in confirmed if not row.phase.is_done] == []
    assert RowStatus.CONFIRMED_TOGETHER in {row.status for row in confirmed}


def test_the_same_day_tells_the_same_stories(
    office: Session, rows: list[Row], quick_hashes: None, tmp_path: Path
) -> None:
    """Nothing is drawn by lot: a second office of this day reads alike."""
    settings = settings_in(tmp_path)
    prepare_records(Settings(**{**settings.__dict__, "demo": True}))
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    with db.reading(engine) as session:
        question = select(Row).join(Row.conference).order_by(Conference.held_on, Row.id)
        assert [_words(row) for row in session.scalars(question)] == [_words(row) for row in rows]
    engine.dispose()


def _words(row: Row) -> tuple[object, ...]:
    roles = (
        [(each.who, each.what, each.due_on, each.state) for each in row.decision.assignments]
        if row.decision
        else []
    )
    decided = (row.decision.kind, row.decision.policy, row.decision.review_on) if row.decision else ()
    return row.household.name, row.situation, row.track, row.last_seen_on, decided, roles


def test_every_meeting_says_who_leads_it(office: Session) -> None:
    """One seat of each, held or to come, in every series."""
    question = select(Conference).options(joinedload(Conference.series))
    meetings = {each.id: each for each in office.scalars(question)}
    leads = select(Attendance.conference_id).join(Invitation, Invitation.attendance_id == Attendance.id)
    named = Counter(office.scalars(leads.where(Invitation.role == "進行")))
    wrong = [(each.title, each.held_on, named[key]) for key, each in meetings.items() if named[key] != 1]
    assert (len(meetings) > MONTHS + WEEKS, wrong) == (True, [])


def test_the_next_meeting_has_the_usual_seats(office: Session) -> None:
    coming = office.scalars(select(Conference).where(Conference.state == ConferenceState.PREPARING)).one()
    assert [each.role for each in seats_of(office, coming.series)] == ["進行", "記録", "", ""]
    assert len(coming.attendances) == len(seats_of(office, coming.series))


@pytest.mark.parametrize(
    ("today", "reason"), [*DAYS, (date(2026, 11, 24), "the days before were a long weekend")]
)
def test_nobody_is_visited_while_the_office_is_closed(session: Session, today: date, reason: str) -> None:
    meeting = factories.a_conference(session, held_on=coming(today))
    for name in ("卯月", "春日野", "丘野"):
        factories.a_row(session, meeting, household=factories.a_household(session, name=name))
    visits.make(session, {"jifuku": cast.enter(session, cast.SUZUKI)}, meeting, today)
    made = session.scalars(select(Visit)).all()
    days = [*(each.on for each in made if each.on), *(each.done_at.date() for each in made if each.done_at)]
    assert len(days) > len(made), reason
    assert [day for day in days if is_closed(day)] == [], reason
    assert [each.place for each in made if each.done_at and (not each.on or each.on >= today)] == []
    assert [
        each.place for each in made for heard in each.heard if each.on and heard.at.date() < each.on
    ] == []
    session.rollback()


def test_a_second_start_adds_nothing(office: Session) -> None:
    before = len(office.scalars(select(Assignment.id)).all())
    demo.make_records(office)
    assert len(office.scalars(select(Assignment.id)).all()) == before


@pytest.mark.parametrize(
    ("settings_said", "reason"),
    [({"demo": False}, "work"), ({"demo": True, "demo_records": False}, "an empty practice office")],
)
def test_only_practice_has_it(
    quick_hashes: None, tmp_path: Path, settings_said: dict[str, bool], reason: str
) -> None:
    settings = settings_in(tmp_path)
    prepare_records(Settings(**{**settings.__dict__, **settings_said}))
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    with db.reading(engine) as session:
        assert session.scalar(select(Household.id)) is None, reason
    engine.dispose()
