"""What goes with a family from one household to the other, and back again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from conference.advice.models import Advice
from conference.case_drafts.models import CaseDraft
from conference.handovers.models import Handover
from conference.households.models import Household, Member, Relative
from conference.proposals.models import Proposal
from conference.publishing.models import PublishedPage
from conference.rosters.models import Row
from conference.similar.models import SimilarOpinion
from conference.visits.models import VisitHeard

Snapshot = list[tuple[str, dict[str, Any]]]
MOVED: dict[str, Any] = {
    table.__tablename__: table
    for table in (
        Member, Relative, Proposal, Row, Handover, Advice, SimilarOpinion, CaseDraft, PublishedPage, VisitHeard,
    )
}  # fmt: skip


@dataclass
class Moved:
    """Keys by table, workers added to the household that stays, and rows that were folded into another."""

    ids: dict[str, list[Any]] = field(default_factory=dict)
    workers: list[int] = field(default_factory=list)
    folded: list[Snapshot] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Moved:
        return cls(**json.loads(text))

    @property
    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def give(session: Session, kept: Household, gone: Household, moved: Moved) -> None:
    """Everything of `gone` that `kept` has not in its place already."""
    for name, table in MOVED.items():
        there = {_place(each) for each in _of(session, table, kept)} - {None}
        going = [each for each in _of(session, table, gone) if _place(each) not in there]
        moved.ids[name] = [_key(each) for each in going]
        for each in going:
            if isinstance(each, Member):
                each.position = len(kept.members) + each.position
            each.household_id = kept.id


def give_back(session: Session, kept: Household, gone: Household, moved: Moved) -> None:
    """What was written for the family since then stays where it is."""
    for name, keys in moved.ids.items():
        for each in _of(session, MOVED[name], kept):
            if _key(each) in keys:
                each.household_id = gone.id


def _of(session: Session, table: Any, household: Household) -> Sequence[Any]:
    return session.scalars(select(table).where(table.household_id == household.id)).all()


def _place(record: Any) -> object:
    """Of what a household has only one: a row on a roster, one person's word on one page, what a visit heard."""
    if isinstance(record, Row):
        return record.conference_id
    if isinstance(record, VisitHeard):
        return record.visit_id
    return tuple(_key(record)) if isinstance(record, SimilarOpinion) else None


def _key(record: Any) -> Any:
    """The primary key as JSON keeps it, the household aside."""
    names = [column.key for column in inspect(type(record)).primary_key if column.key != "household_id"]
    values = [getattr(record, name) for name in names]
    return values[0] if len(values) == 1 else values
