"""Putting two households together when somebody has said that they are one family, and taking them apart again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, inspect, select
from sqlalchemy.orm import Session, selectinload

from conference.briefs.models import Brief
from conference.decisions import edits
from conference.decisions.edits import Editor
from conference.decisions.fields import LONG
from conference.decisions.models import FieldEdit, Talk
from conference.errors import ConferenceError
from conference.households.doubles import Double, doubles, family_of
from conference.households.models import (
    Household,
    HouseholdMerge,
    HouseholdPair,
    HouseholdWorker,
    Member,
    Relative,
)
from conference.invitations.models import PaperShare, RowComment, RowQuestion
from conference.proposals.models import Proposal
from conference.rosters import carrying
from conference.rosters.models import Conference, Row, RowShare, RowStatus
from conference.rosters.schedule import AHEAD
from conference.whiteboards.models import Whiteboard

MOVED: dict[str, Any] = {"member": Member, "relative": Relative, "proposal": Proposal, "row": Row}
SNAPSHOT: tuple[Any, ...] = (
    Row, FieldEdit, Brief, Whiteboard, Talk, RowComment, RowQuestion, RowShare, PaperShare,
)  # fmt: skip
"""What is kept of a row that goes into the other row of the same roster: everything that hangs on it."""


class AlreadyMerged(ConferenceError):
    """One of the two has gone into another household meanwhile."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この世帯は、もうほかの世帯とまとめてあります。画面を開き直してください。")


@dataclass
class Moved:
    """Ids by table, workers added to the household that stays, and rows that were folded into another."""

    ids: dict[str, list[int]] = field(default_factory=dict)
    workers: list[int] = field(default_factory=list)
    folded: list[list[tuple[str, dict[str, Any]]]] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Moved:
        return cls(**json.loads(text))

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def likely(session: Session) -> list[tuple[Household, Household, str]]:
    """Pairs to be asked about: not said to be apart, not put together yet."""
    gone = set(session.scalars(select(HouseholdMerge.gone_id)))
    question = select(Household).options(selectinload(Household.members))
    there = {each.id: each for each in session.scalars(question) if each.id not in gone}
    apart = {
        (low, high) for low, high in session.execute(select(HouseholdPair.low_id, HouseholdPair.high_id))
    }
    found: list[Double] = doubles([family_of(each) for each in there.values()], apart)
    return [(there[each.first], there[each.second], each.why) for each in found]


def keep_apart(session: Session, editor: Editor, one: Household, other: Household) -> None:
    """「別の家族」: not asked again."""
    low, high = sorted((one.id, other.id))
    if session.get(HouseholdPair, (low, high)) is None:
        session.add(HouseholdPair(low_id=low, high_id=high, person_id=editor.person.id, at=editor.now))
    session.flush()


def ask_again(session: Session, one: Household, other: Household) -> None:
    low, high = sorted((one.id, other.id))
    if found := session.get(HouseholdPair, (low, high)):
        session.delete(found)
    session.flush()


def merge(session: Session, editor: Editor, kept: Household, gone: Household) -> HouseholdMerge:
    """Members and history of `gone` go to `kept`; `gone` stays as an empty shell with its case number.

    Rows of one roster: while it is prepared, the words go into the row that stays; later each keeps its row.
    Raises AlreadyMerged.
    """
    merged = set(session.scalars(select(HouseholdMerge.gone_id)))
    if kept.id == gone.id or merged & {kept.id, gone.id}:
        raise AlreadyMerged
    moved = Moved()
    _fold_rows(session, editor, kept, gone, moved)
    taken = set(session.scalars(select(Row.conference_id).where(Row.household_id == kept.id)))
    for name, table in MOVED.items():
        records = session.scalars(select(table).where(table.household_id == gone.id)).all()
        going = [each for each in records if not (name == "row" and each.conference_id in taken)]
        moved.ids[name] = [each.id for each in going]
        _give(going, kept)
    _share_workers(session, kept, gone, moved)
    made = HouseholdMerge(
        gone_id=gone.id, kept_id=kept.id, person_id=editor.person.id, at=editor.now, moved=moved.text
    )
    session.add(made)
    _flush(session, kept, gone)
    return made


def _give(records: list[Any], household: Household) -> None:
    for each in records:
        if isinstance(each, Member):
            each.position = len(household.members) + each.position
        each.household_id = household.id


def _flush(session: Session, *households: Household) -> None:
    session.flush()
    for each in households:
        session.expire(each)


def _share_workers(session: Session, kept: Household, gone: Household, moved: Moved) -> None:
    there = {each.person_id for each in kept.workers}
    moved.workers = [each.person_id for each in gone.workers if each.person_id not in there]
    session.add_all(HouseholdWorker(household_id=kept.id, person_id=each) for each in moved.workers)


def _fold_rows(session: Session, editor: Editor, kept: Household, gone: Household, moved: Moved) -> None:
    """Both stand on a roster that is being prepared: one row with the words of both."""
    rows = session.scalars(
        select(Row).join(Row.conference).where(Row.household_id == gone.id, Conference.state.in_(AHEAD))
    ).all()
    for row in rows:
        stays = next((each for each in row.conference.rows if each.household_id == kept.id), None)
        if stays is None or row.decision is not None or row.phase is not RowStatus.OPEN:
            continue
        moved.folded.append(_snapshot(session, row))
        _add_words(session, editor, stays, row)
        carrying.remove_row(session, row)


def _add_words(session: Session, editor: Editor, stays: Row, goes: Row) -> None:
    for name in ("concern", "situation"):
        before, more = getattr(stays, name), getattr(goes, name)
        whole = "\n".join(part for part in (before, more) if part)
        if more and more not in before and len(whole) <= LONG:
            edits.write(session, editor, edits.target_of(session, stays, name), whole)


def _snapshot(session: Session, row: Row) -> list[tuple[str, dict[str, Any]]]:
    kept = [("row", _columns(row))]
    for table in SNAPSHOT[1:]:
        found = session.scalars(select(table).where(table.row_id == row.id)).all()
        kept += [(table.__tablename__, _columns(each)) for each in found]
    return kept


def _columns(record: Any) -> dict[str, Any]:
    values = {each.key: getattr(record, each.key) for each in inspect(record).mapper.column_attrs}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def take_apart(session: Session, merged: HouseholdMerge) -> Household:
    """Back to two households: what went over goes back; what was written since stays where it is."""
    kept, gone = merged.kept, merged.gone
    moved = Moved.read(merged.moved)
    for name, ids in moved.ids.items():
        table = MOVED[name]
        _give_back(session, table, ids, kept, gone)
    for person_id in moved.workers:
        if found := session.get(HouseholdWorker, (kept.id, person_id)):
            session.delete(found)
    for records in moved.folded:
        _restore(session, records)
    session.delete(merged)
    _flush(session, kept, gone)
    return gone


def _give_back(session: Session, table: Any, ids: list[int], kept: Household, gone: Household) -> None:
    found = session.scalars(select(table).where(table.id.in_(ids), table.household_id == kept.id)).all()
    for each in found:
        each.household_id = gone.id


def _restore(session: Session, records: list[tuple[str, dict[str, Any]]]) -> None:
    """The row as it was, at the end of its roster; nothing where the roster has gone or is closed."""
    tables: dict[str, Any] = {each.__tablename__: each for each in SNAPSHOT}
    values = dict(records[0][1])
    conference = session.get(Conference, values["conference_id"])
    is_closed = conference is None or not conference.phase.takes_roster_changes
    if conference is None or is_closed or session.get(Row, int(values["id"])) is not None:
        return
    values["position"] = len(conference.rows) + 1
    for name, given in [("row", values), *records[1:]]:
        session.add(tables[name](**_typed(tables[name], given)))
        session.flush()
    session.expire(conference)


def _typed(table: Any, values: dict[str, Any]) -> dict[str, Any]:
    kinds = {each.key: each.columns[0].type for each in inspect(table).column_attrs}
    return {key: _value(kinds[key], value) for key, value in values.items()}


def _value(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value


def merged_into(session: Session, household: Household) -> Household | None:
    """Where a shell's family stands now."""
    found = session.get(HouseholdMerge, household.id)
    return found.kept if found else None


def shells_of(session: Session, household: Household) -> list[Household]:
    """Households that went into this one; rows that could not move are still theirs."""
    question = select(HouseholdMerge).where(HouseholdMerge.kept_id == household.id)
    return [each.gone for each in session.scalars(question)]


def rosters_with(session: Session, household: Household) -> list[int]:
    """Rosters in the making that show the household."""
    question = select(Row.conference_id).join(Row.conference)
    return list(
        session.scalars(question.where(Row.household_id == household.id, Conference.state.in_(AHEAD)))
    )
