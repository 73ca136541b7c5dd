"""From what workers wrote the day before: which rows can be 一括確認, which are talked about, which for longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs import service as briefs
from conference.briefs.models import Brief
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
EXPECTING = "新しい特定妊婦"
TWICE = "期日を二度過ぎた"
FALLING = "変化があり、安全の度合いが下がった"
FOCUS_REASONS = (EXPECTING, TWICE, FALLING)
LETTERS = {Track.TOGETHER: "t", Track.DISCUSS: "d", Track.FOCUS: "f"}


@dataclass(frozen=True)
class Sorting:
    """The open rows, as what is written proposes them."""

    together: list[Row]
    discuss: dict[str, list[Row]]
    """By reason, in the order of REASONS."""
    focus: dict[str, list[Row]]
    """By reason, in the order of FOCUS_REASONS."""

    @property
    def discuss_count(self) -> int:
        return sum(len(rows) for rows in self.discuss.values())

    @property
    def focus_count(self) -> int:
        return sum(len(rows) for rows in self.focus.values())

    @property
    def by_track(self) -> dict[Track, list[Row]]:
        return {
            Track.TOGETHER: self.together,
            Track.DISCUSS: [row for rows in self.discuss.values() for row in rows],
            Track.FOCUS: [row for rows in self.focus.values() for row in rows],
        }


@dataclass(frozen=True)
class Moved:
    """Rows that went from one track to another: id, before, after."""

    rows: tuple[tuple[int, Track, Track], ...] = ()

    def to(self, track: Track) -> list[int]:
        return [row_id for row_id, _, after in self.rows if after is track]

    @property
    def text(self) -> str:
        """12dt-15td: what an address can carry; no word of a row."""
        return "-".join(f"{row_id}{LETTERS[before]}{LETTERS[after]}" for row_id, before, after in self.rows)

    @classmethod
    def read(cls, text: str) -> Moved:
        """What is not such a text is left out."""
        tracks = {letter: track for track, letter in LETTERS.items()}
        found = re.findall(r"(?:^|-)([0-9]{1,11})([tdf])([tdf])(?=-|$)", text)
        return cls(tuple((int(row_id), tracks[before], tracks[after]) for row_id, before, after in found))


def propose(session: Session, conference: Conference) -> Sorting:
    rows = [row for row in roster_of(session, conference) if row.phase is RowStatus.OPEN]
    late = late_roles(session, conference, rows)
    falling = falling_rows(session, rows)
    overdue = overdue_households(session, conference, rows)
    discuss: dict[str, list[Row]] = {reason: [] for reason in ("", *REASONS)}
    focus: dict[str, list[Row]] = {reason: [] for reason in FOCUS_REASONS}
    for row in rows:
        if why := why_focus(row, late.get(row.household_id, []), is_falling=row.id in falling):
            focus[why].append(row)
        else:
            discuss[why_discuss(row, conference, overdue)].append(row)
    together = discuss.pop("")
    return Sorting(together, _filled(discuss), _filled(focus))


def _filled(by_reason: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {reason: rows for reason, rows in by_reason.items() if rows}


def why_focus(row: Row, late: Sequence[date], *, is_falling: bool) -> str:
    """The first reason to talk for longer; `late` are the deadlines of this household that have passed."""
    expecting = any(member.category == "特定妊婦" for member in row.household.members)
    if expecting and row.carried_from is None and not row.last_policy:
        return EXPECTING
    last = row.carried_from.conference.held_on if row.carried_from else date.min
    if len(late) > 1 or any(due_on < last for due_on in late):
        return TWICE
    return FALLING if is_falling and row.change == "あり" else ""


def falling_rows(session: Session, rows: Sequence[Row]) -> set[int]:
    """Ids of the rows whose 安全の度合い is lower than at the household's last conference that has one."""
    before = briefs.marks_before(session, rows)
    now = select(Brief.row_id, Brief.safety).where(Brief.row_id.in_(before), Brief.safety.is_not(None))
    return {
        row_id
        for row_id, safety in session.execute(now)
        if safety is not None and safety < before[row_id].value
    }


def late_roles(session: Session, conference: Conference, rows: Sequence[Row]) -> dict[int, list[date]]:
    """By household: deadlines that will have passed by the conference; a role taken over counts once, by its newest."""
    question = (
        select(Row.household_id, Assignment.who, Assignment.what, Assignment.due_on)
        .select_from(Assignment)
        .join(Assignment.decision)
        .join(Decision.row)
        .join(Row.conference)
        .where(Row.household_id.in_([row.household_id for row in rows]), Row.conference_id != conference.id)
        .where(Assignment.removed.is_(False), Assignment.state.not_in(["済", "不要"]))
        .order_by(Conference.held_on, Assignment.id)
    )
    newest = {(household, who, what): due_on for household, who, what, due_on in session.execute(question)}
    found: dict[int, list[date]] = {}
    for (household, _, _), due_on in newest.items():
        if due_on is not None and due_on < conference.held_on:
            found.setdefault(household, []).append(due_on)
    return found


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
    by_track = propose(session, conference).by_track
    moved = [(row, track) for track, rows in by_track.items() for row in rows if row.track != track]
    done = Moved(tuple((row.id, Track(row.track), track) for row, track in moved))
    for row, track in moved:
        row.track = track
    return done


def undo(conference: Conference, moved: Moved) -> int:
    """Move back what the sorting moved; a row moved by hand or confirmed since stays where it is."""
    check_takes_changes(conference)
    open_rows = {row.id: row for row in conference.rows if row.phase is RowStatus.OPEN}
    count = 0
    for row_id, before, after in moved.rows:
        row = open_rows.get(row_id)
        if row is not None and row.track == after:
            row.track = before
            count += 1
    return count
