"""What a person owes first: before the next conference, by a deadline, on an evaluation day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload

from conference.decisions.models import Assignment, Decision
from conference.households import merging
from conference.households.models import Household, HouseholdWorker
from conference.households.workers import first_worker, is_worker
from conference.invitations.grounds import without_ground
from conference.people.models import Person
from conference.proposals import service as proposals
from conference.proposals.models import Proposal
from conference.rosters.carrying import waiting_rows
from conference.rosters.models import Conference, ConferenceState, Row
from conference.rosters.planning import Plan, plan_of
from conference.rosters.schedule import next_conference
from conference.rosters.service import roster_of
from conference.rosters.standing import days_standing, standing

WEEK = timedelta(days=7)
PLAN_AHEAD = timedelta(days=31)
NOT_CLOSED = (ConferenceState.PREPARING, ConferenceState.SENT, ConferenceState.IN_SESSION)


@dataclass(frozen=True)
class Deadline:
    """One role of mine (or of everybody) that is not done yet."""

    role: Assignment
    row: Row
    days_over: int

    @property
    def is_overdue(self) -> bool:
        return self.days_over > 0


@dataclass(frozen=True)
class Owed:
    """A worker's home: what to write, what to do, which plans to look at again."""

    conference: Conference | None
    days_left: int
    to_write: list[Row]
    deadlines: list[Deadline]
    plans: list[tuple[Row, date]]
    written: list[Row] = field(default_factory=list)
    """My rows of the coming roster that say enough; more can be written."""
    replies: list[proposals.Reply] = field(default_factory=list)
    proposed: list[Proposal] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue for each in self._due)

    @property
    def this_week(self) -> int:
        return sum(not each.is_overdue and each.days_over >= -WEEK.days for each in self._due)

    @property
    def _due(self) -> list[Deadline | proposals.Reply]:
        return [*self.deadlines, *self.replies]


@dataclass(frozen=True)
class Overview:
    """A facilitator's home."""

    conference: Conference | None
    rows: list[Row] = field(default_factory=list)
    unwritten: list[tuple[str, int]] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    overdue: list[Deadline] = field(default_factory=list)
    reviews_over: list[Row] = field(default_factory=list)
    dateless: list[Row] = field(default_factory=list)
    plan: Plan | None = None
    proposals: int = 0
    doubles: int = 0
    without_ground: int = 0
    """Outside participants of the next meeting who would receive nothing."""


def owed_by(session: Session, person: Person, today: date) -> Owed:
    conference = next_conference(session, today)
    mine = [row for row in _rows(session, conference) if is_worker(row.household, person)]
    return Owed(
        conference=conference,
        days_left=(conference.held_on - today).days if conference else 0,
        to_write=[row for row in mine if is_unwritten(row)],
        deadlines=deadlines(session, today, Assignment.person_id == person.id),
        plans=[each for each in plan_reviews(session, today) if is_worker(each[0].household, person)],
        written=[row for row in mine if not is_unwritten(row)],
        replies=proposals.replies_owed(session, person, today),
        proposed=proposals.made_by(session, person, today),
    )


def overview(session: Session, today: date) -> Overview:
    conference = next_conference(session, today)
    rows = _rows(session, conference)
    unwritten = Counter(first_worker(row.household) or "担当未定" for row in rows if is_unwritten(row))
    return Overview(
        conference=conference,
        rows=rows,
        unwritten=unwritten.most_common(),
        waiting=waiting_rows(session),
        overdue=[each for each in deadlines(session, today) if each.is_overdue],
        reviews_over=reviews_over(session, today),
        dateless=dateless(session),
        plan=plan_of(conference, rows) if conference else None,
        proposals=len(proposals.waiting(session, today)),
        doubles=len(merging.likely(session)),
        without_ground=len(without_ground(session, conference, today)) if conference else 0,
    )


def _rows(session: Session, conference: Conference | None) -> list[Row]:
    return roster_of(session, conference) if conference and conference.phase in NOT_CLOSED else []


def is_unwritten(row: Row) -> bool:
    """Not yet: what changed, or when the family was last met."""
    return not row.phase.is_done and (not row.change or (row.last_seen_on is None and row.change != "未確認"))


def deadlines(session: Session, today: date, *narrowed: ColumnElement[bool]) -> list[Deadline]:
    """Roles not done yet whose conference is over or going on, the most overdue first."""
    question = (
        select(Assignment)
        .join(Assignment.decision)
        .join(Decision.row)
        .where(Assignment.removed.is_(False), Assignment.state.not_in(["済", "不要"]), *narrowed)
        .where(or_(Assignment.what != "", Assignment.due_on.is_not(None)))
        .options(
            joinedload(Assignment.decision).joinedload(Decision.row).joinedload(Row.household),
            joinedload(Assignment.decision).joinedload(Decision.row).joinedload(Row.conference),
            joinedload(Assignment.person),
        )
    )
    found = session.scalars(question).all()
    made = [Deadline(role, role.decision.row, _over(role.due_on, today)) for role in found]
    return sorted(
        _latest_only(session, made), key=lambda each: (each.role.due_on or date.max, each.row.household.name)
    )


def _latest_only(session: Session, found: list[Deadline]) -> list[Deadline]:
    """A role taken over by a later meeting is asked once, there: said 済 it does not come back as its older self."""
    decided = _last_decided(session, {each.row.household_id for each in found})
    newest: dict[tuple[int, str, str], Deadline] = {}
    for each in found:
        key = (each.row.household_id, each.role.who, each.role.what)
        if each.row.conference.held_on >= decided[key]:
            newest[key] = each
    return list(newest.values())


def _last_decided(session: Session, households: set[int]) -> dict[tuple[int, str, str], date]:
    """The day of the last meeting that gave this household's role, by who and what; done or not."""
    question = (
        select(Row.household_id, Assignment.who, Assignment.what, func.max(Conference.held_on))
        .join(Assignment.decision)
        .join(Decision.row)
        .join(Row.conference)
        .where(Assignment.removed.is_(False), Row.household_id.in_(households))
        .group_by(Row.household_id, Assignment.who, Assignment.what)
    )
    return {(household, who, what): day for household, who, what, day in session.execute(question)}


def _over(due_on: date | None, today: date) -> int:
    return (today - due_on).days if due_on else -9999


def plan_reviews(session: Session, today: date) -> list[tuple[Row, date]]:
    """Newest rows whose サポートプラン is to be evaluated within a month, or should have been; with the day."""
    found = [(row, standing(row, "plan_review_on").day) for row in _newest_rows(session)]
    return sorted(
        ((row, day) for row, day in found if day and day <= today + PLAN_AHEAD), key=lambda each: each[1]
    )


def reviews_over(session: Session, today: date) -> list[Row]:
    """Newest rows whose 見直し予定日 or 評価日 has passed."""
    return [row for row in _newest_rows(session) if any(day < today for day in days_standing(row))]


def dateless(session: Session) -> list[Row]:
    """Newest rows for which nobody has ever set a 見直し予定日 or 評価日."""
    return [row for row in _newest_rows(session) if not days_standing(row)]


def _newest_rows(session: Session) -> list[Row]:
    """Each household's newest row, 終結 left out."""
    question = (
        select(Row)
        .join(Row.conference)
        .options(
            joinedload(Row.decision),
            joinedload(Row.conference),
            joinedload(Row.household).selectinload(Household.workers).joinedload(HouseholdWorker.person),
        )
        .order_by(Conference.held_on.desc(), Row.id.desc())
    )
    newest: dict[int, Row] = {}
    for row in session.scalars(question):
        newest.setdefault(row.household_id, row)
    return [row for row in newest.values() if not (row.decision and row.decision.kind == "終結")]


def households_of(rows: Sequence[Row]) -> list[Household]:
    return list({row.household_id: row.household for row in rows}.values())
