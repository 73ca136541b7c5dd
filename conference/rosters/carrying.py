"""Rows that go from one conference to the next: left open, put off, due again, or simply all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from conference.decisions.models import Decision, DecisionKind, FieldEdit
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from conference.rosters.schedule import previous_of
from conference.rosters.standing import standing
from conference.series.service import check_takes_rows

CLOSED = (ConferenceState.REVIEWING, ConferenceState.CONFIRMED)
OVER = (*CLOSED, ConferenceState.CALLED_OFF)
NOT_DONE = (RowStatus.OPEN, RowStatus.IN_DISCUSSION, RowStatus.CARRIED_OVER)


@dataclass(frozen=True)
class Source:
    """One reason to be on the new roster, and the rows it brings."""

    name: str
    label: str
    why: str
    rows: tuple[Row, ...] = field(default=())


def waiting_rows(session: Session) -> list[Row]:
    """Rows not decided, of conferences closed or called off, that are on no later roster."""
    later = aliased(Row)
    question = (
        select(Row)
        .join(Row.conference)
        .where(Conference.state.in_(OVER), Row.status.in_(NOT_DONE))
        .where(~exists().where(later.carried_from_id == Row.id))
        .options(joinedload(Row.household), joinedload(Row.decision), joinedload(Row.conference))
        .order_by(Conference.held_on, Row.position)
    )
    return [row for row in session.scalars(question) if _is_newest(session, row)]


def _is_newest(session: Session, row: Row) -> bool:
    """False when the household has been on a later roster anyway."""
    later = (
        select(Row.id)
        .join(Row.conference)
        .where(Row.household_id == row.household_id, Conference.held_on > row.conference.held_on)
    )
    return session.scalar(later.limit(1)) is None


def sources(session: Session, conference: Conference) -> list[Source]:
    """What a new roster can be made from; a household is counted once, at the first reason."""
    seen = {row.household_id for row in conference.rows}
    waiting = _new(waiting_rows(session), seen)
    due = _new(due_rows(session, conference), seen)
    last = previous_of(session, conference, with_rows=True)
    again = _new(last.rows if last else [], seen, skip_closed=True)
    return [
        Source(
            "waiting", "決めずに残った行・次回へ回した行", "前の会議や、見送った会議から続きます。", waiting
        ),
        Source("due", "次回の日が来た世帯", "決めておいた次回の日が、この会議までに来ます。", due),
        Source("again", "前回の名簿のほかの世帯", "終結した世帯は入りません。", again),
    ]


def due_rows(session: Session, conference: Conference) -> list[Row]:
    """The newest row of each household whose 次回協議日 falls on this conference or before."""
    question = (
        select(Row)
        .join(Row.conference)
        .join(Row.decision)
        .where(Decision.next_conference_on <= conference.held_on, Conference.id != conference.id)
        .options(joinedload(Row.household), joinedload(Row.decision), joinedload(Row.conference))
        .order_by(Decision.next_conference_on, Row.position)
    )
    return [row for row in session.scalars(question) if _is_newest(session, row)]


def _new(rows: Iterable[Row], seen: set[int], *, skip_closed: bool = False) -> tuple[Row, ...]:
    found = []
    for row in rows:
        closed = row.decision is not None and row.decision.kind == DecisionKind.CLOSE
        if row.household_id in seen or (closed and skip_closed):
            continue
        seen.add(row.household_id)
        found.append(row)
    return tuple(found)


def collect(session: Session, conference: Conference, names: Iterable[str]) -> list[Row]:
    """Put the rows of the chosen sources at the end of the roster."""
    wanted = set(names)
    chosen = [row for source in sources(session, conference) if source.name in wanted for row in source.rows]
    return [continue_row(session, conference, row) for row in chosen]


def continue_row(session: Session, conference: Conference, earlier: Row) -> Row:
    """The household's row on a later roster, with what was known and the policy as it stands."""
    check_takes_rows(conference)
    decided = earlier.decision.policy if earlier.decision else ""
    undecided = not earlier.phase.is_done or earlier.phase is RowStatus.CARRIED_OVER
    row = Row(
        conference=conference,
        household=earlier.household,
        position=len(conference.rows) + 1,
        track=Track.DISCUSS if undecided else earlier.track,
        status=RowStatus.OPEN,
        concern=earlier.concern,
        situation=earlier.situation,
        last_policy=decided or earlier.last_policy,
        review_on=standing(earlier, "review_on").day,
        plan_review_on=standing(earlier, "plan_review_on").day,
        carried_from=earlier,
    )
    session.add(row)
    session.flush()
    return row


def carry_over(session: Session, conference: Conference) -> list[Row]:
    """At 閉会: what was left open goes to the chosen next conference; without one it waits."""
    goal = session.get(Conference, conference.next_conference_id) if conference.next_conference_id else None
    if goal is None:
        return []
    there = {row.household_id for row in goal.rows}
    left = [row for row in conference.rows if row.status in NOT_DONE and row.household_id not in there]
    return [continue_row(session, goal, row) for row in left]


def take_back(session: Session, conference: Conference) -> None:
    """When the conference goes on after all: rows carried over and not yet touched leave the next roster."""
    carried = session.scalars(
        select(Row).where(Row.carried_from_id.in_([row.id for row in conference.rows]))
    ).all()
    for row in carried:
        touched = session.scalar(select(FieldEdit.id).where(FieldEdit.row_id == row.id).limit(1))
        if row.phase is RowStatus.OPEN and touched is None and row.conference.phase not in CLOSED:
            remove_row(session, row)


def remove_row(session: Session, row: Row) -> None:
    """A later roster's row that continued it continues what it had continued itself."""
    conference = row.conference
    for later in session.scalars(select(Row).where(Row.carried_from_id == row.id)):
        later.carried_from = row.carried_from
    conference.rows.remove(row)
    session.flush()
    renumber(conference)


def renumber(conference: Conference) -> None:
    for position, row in enumerate(sorted(conference.rows, key=lambda each: each.position), start=1):
        row.position = position
