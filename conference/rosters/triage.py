"""From what workers wrote the day before: which rows can be 一括確認, and why the others cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions.models import Assignment, Decision, DecisionKind
from conference.rosters.carrying import NOT_DONE
from conference.rosters.models import Conference, Row, RowStatus, Track
from conference.rosters.service import check_takes_changes, roster_of
from conference.rosters.standing import days_standing

NEW = "新しい世帯"
LEFT = "前回決めていない"
CLOSED = "終結"
OVERDUE = "期日超過"
UNWRITTEN = "未入力"
UNSURE = "変化が未確認"
CHANGED = "変化あり"
NOT_SEEN = "長く会えていない"
REASONS = (NEW, LEFT, CLOSED, OVERDUE, UNWRITTEN, UNSURE, CHANGED, NOT_SEEN)


@dataclass(frozen=True)
class Sorting:
    """The open rows, as what is written proposes them."""

    together: list[Row]
    discuss: dict[str, list[Row]]
    """By reason, in the order of REASONS."""

    @property
    def discuss_count(self) -> int:
        return sum(len(rows) for rows in self.discuss.values())


@dataclass(frozen=True)
class Moved:
    """Ids of the rows that went from one track to the other."""

    together: list[int]
    discuss: list[int]


def propose(session: Session, conference: Conference) -> Sorting:
    rows = [row for row in roster_of(session, conference) if row.phase is RowStatus.OPEN]
    overdue = overdue_households(session, conference, rows)
    by_reason: dict[str, list[Row]] = {reason: [] for reason in ("", *REASONS)}
    for row in rows:
        by_reason[why_discuss(row, conference, overdue)].append(row)
    together = by_reason.pop("")
    return Sorting(together, {reason: found for reason, found in by_reason.items() if found})


def why_discuss(row: Row, conference: Conference, overdue: set[int]) -> str:
    """The first reason to talk about a row; empty when one word for all is enough."""
    earlier = row.carried_from
    before = earlier.decision if earlier else None
    if earlier is None and not row.last_policy:
        return NEW
    if earlier is not None and earlier.status in NOT_DONE:
        return LEFT
    if any(each is not None and each.kind == DecisionKind.CLOSE for each in (before, row.decision)):
        return CLOSED
    if row.household_id in overdue or any(day < conference.held_on for day in days_standing(row)):
        return OVERDUE
    return _written(row, conference)


def _written(row: Row, conference: Conference) -> str:
    if not row.change:
        return UNWRITTEN
    if row.change != "なし":
        return CHANGED if row.change == "あり" else UNSURE
    if row.last_seen_on is None:
        return UNWRITTEN
    longest = timedelta(days=conference.seen_within_days)
    return NOT_SEEN if conference.held_on - row.last_seen_on > longest else ""


def overdue_households(session: Session, conference: Conference, rows: Sequence[Row]) -> set[int]:
    """Households with a role whose deadline will have passed by the conference and that nobody called done."""
    question = (
        select(Row.household_id)
        .join(Row.decision)
        .join(Decision.assignments)
        .where(Row.household_id.in_([row.household_id for row in rows]), Row.conference_id != conference.id)
        .where(Assignment.removed.is_(False), Assignment.state.not_in(["済", "不要"]))
        .where(Assignment.due_on < conference.held_on)
    )
    return set(session.scalars(question))


def sort(session: Session, conference: Conference) -> Moved:
    """Put every open row on the track that is proposed; raises RecordConfirmed."""
    check_takes_changes(conference)
    proposed = propose(session, conference)
    discuss = [row for rows in proposed.discuss.values() for row in rows]
    return Moved(_move(proposed.together, Track.TOGETHER), _move(discuss, Track.DISCUSS))


def _move(rows: Iterable[Row], track: Track) -> list[int]:
    moved = [row for row in rows if row.track != track]
    for row in moved:
        row.track = track
    return [row.id for row in moved]


def undo(conference: Conference, moved: Moved) -> int:
    """Move back what the sorting moved; a row moved by hand or confirmed since stays where it is."""
    check_takes_changes(conference)
    open_rows = [row for row in conference.rows if row.phase is RowStatus.OPEN]
    back = [row for row in open_rows if row.id in moved.together and row.track == Track.TOGETHER]
    forth = [row for row in open_rows if row.id in moved.discuss and row.track == Track.DISCUSS]
    return len(_move(back, Track.DISCUSS)) + len(_move(forth, Track.TOGETHER))
