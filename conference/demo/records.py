"""Two years of the practice office, made once, counted back from today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from conference import clock
from conference.decisions.models import Decision, DecisionKind, FieldEdit
from conference.demo import around, groups, preparing, years
from conference.demo.courses import Course, household_of
from conference.demo.preparing import SEATS
from conference.demo.stories import Mood, stories
from conference.demo.timetable import Meeting, coming, coming_weekly, past
from conference.invitations.models import Invitation
from conference.people.models import Person, Role
from conference.rosters.attending import AttendanceKind
from conference.rosters.models import Attendance, Conference, ConferenceState, Rhythm, RowStatus, Series
from conference.rosters.schedule import series_of

AT_A_WEEKLY = 3
WAITS_FOR_THE_MONTH = (Mood.PUT_OFF, Mood.UNSURE, Mood.OVERDUE)
USUAL = ("tokatsu", "jifuku", "hokenshi", "shinnin")


def make_records(session: Session) -> None:
    """Fill an office that has accounts and no conference yet."""
    if session.scalar(select(func.count()).select_from(Conference)):
        return
    today = clock.today()
    people = {person.login: person for person in session.scalars(select(Person))}
    courses = _courses(today, people)
    session.add_all([course.household for course in courses])
    meetings = past(today)
    monthly, weekly = (series_of(session, rhythm) for rhythm in (Rhythm.MONTHLY, Rhythm.WEEKLY))
    held = [
        _hold(monthly if each.is_monthly else weekly, each, courses, people, meetings) for each in meetings
    ]
    session.add_all(held)
    session.flush()
    _parts_played(session, held, people)
    _keep_history(session)
    prepared = preparing.make(session, courses, people, today)
    around.make(session, courses, people, held, prepared)
    years.make(session, people, today)
    groups.make(session, people, today)


def _courses(today: date, people: dict[str, Person]) -> list[Course]:
    office = {
        person.family_name: person for person in people.values() if person.kind in (Role.CHILD, Role.MATERNAL)
    }
    made = []
    for number, story in enumerate(stories(), start=1):
        worker = office.get(story.worker)
        household = household_of(story, number, coming(today), worker, today)
        made.append(Course(story, household, worker, coming(today), people=office))
    return made


def _hold(
    series: Series,
    meeting: Meeting,
    courses: list[Course],
    people: dict[str, Person],
    meetings: list[Meeting],
) -> Conference:
    conference = _conference(series, meeting)
    _seat(conference, meeting, people)
    next_on = _next_on(meeting, meetings)
    for position, course in enumerate(_taking_part(meeting, courses), start=1):
        row = course.enter(conference, meeting, position)
        course.decide(row, meeting, next_on, people["tokatsu"])
    if meeting is meetings[-1]:
        _leave_open(conference, meeting, courses)
    return conference


def _conference(series: Series, meeting: Meeting) -> Conference:
    ended = datetime.combine(meeting.held_on, time.fromisoformat(series.ends_at))
    return Conference(
        series=series,
        held_on=meeting.held_on,
        starts_at=series.starts_at,
        ends_at=series.ends_at,
        place=series.place,
        state=ConferenceState.CONFIRMED,
        closed_at=ended,
        confirmed_at=ended + timedelta(days=1),
    )


def _seat(conference: Conference, meeting: Meeting, people: dict[str, Person]) -> None:
    """At the last monthly meeting two were away, and have not read the record yet."""
    away = ("hokenshi", "shinnin") if meeting.is_monthly and meeting.ago == 1 else ()
    for login in (*USUAL, "centercho") if meeting.is_monthly else USUAL:
        person = people[login]
        kind = AttendanceKind.ABSENT if login in away else AttendanceKind.COMES
        conference.attendances.append(
            Attendance(person_id=person.id, name=person.name, agency=person.agency, kind=kind)
        )


def _parts_played(session: Session, held: list[Conference], people: dict[str, Person]) -> None:
    """The same parts at every meeting as at the coming one."""
    parts = {people[login].id: role for login, role in SEATS if role}
    session.execute(
        insert(Invitation),
        [
            {"attendance_id": seat.id, "role": parts[seat.person_id]}
            for conference in held
            for seat in conference.attendances
            if seat.person_id in parts
        ],
    )


def _next_on(meeting: Meeting, meetings: list[Meeting]) -> date:
    later = [each.held_on for each in meetings if each.held_on > meeting.held_on and each.is_monthly]
    return min(later, default=coming(clock.today()))


def _taking_part(meeting: Meeting, courses: list[Course]) -> list[Course]:
    """Everybody each month; in a week who is new, and a few in turn."""
    mine = [each for each in courses if each.takes_part(meeting) and each.story.mood is not Mood.NEW]
    if meeting.is_monthly:
        return mine
    new = [each for each in mine if not each.rows]
    rest = [each for each in mine if each.rows and each.story.mood not in WAITS_FOR_THE_MONTH]
    start = meeting.held_on.toordinal() // 7 * AT_A_WEEKLY
    turn = [rest[(start + step) % len(rest)] for step in range(min(AT_A_WEEKLY, len(rest)))]
    return [*new, *turn]


def _leave_open(conference: Conference, meeting: Meeting, courses: list[Course]) -> None:
    """The newest meeting is being written up; one family waits for the next."""
    conference.state, conference.confirmed_at = ConferenceState.REVIEWING, None
    for course in courses:
        if course.story.mood is Mood.PUT_OFF:
            row = course.enter(conference, meeting, len(conference.rows) + 1)
            row.status = RowStatus.CARRIED_OVER
            row.decision = Decision(
                kind=DecisionKind.NEXT_TIME, next_conference_on=coming_weekly(clock.today())
            )


def _keep_history(session: Session) -> None:
    """Who wrote each policy and when: the record's trail is not empty."""
    found = session.scalars(select(Decision).where(Decision.policy != "")).all()
    session.execute(
        insert(FieldEdit),
        [
            {
                "row_id": decision.row_id,
                "field": "policy",
                "number": 1,
                "value": decision.policy,
                "person_id": decision.decided_by_id,
                "at": decision.decided_at,
                "origin": "",
            }
            for decision in found
        ],
    )
