"""見直し予定日 and 評価日 as they stand: what this conference decided, else what stood before it.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conference.decisions.models import DecisionKind
from conference.rosters.models import Row

SETS_DATES = (DecisionKind.CONTINUE, DecisionKind.CHANGE, DecisionKind.CLOSE)


@dataclass(frozen=True)
class Standing:
    """One of the two dates; `is_before`: nobody has decided it in this conference."""

    day: date | None
    is_before: bool = False


def standing(row: Row, attribute: str) -> Standing:
    """`attribute` is review_on or plan_review_on; a decision that leaves the date open ends the old one."""
    decided: date | None = getattr(row.decision, attribute, None)
    if decided:
        return Standing(decided)
    if row.phase.is_done and row.decision is not None and row.decision.kind in SETS_DATES:
        return Standing(None)
    before: date | None = getattr(row, attribute)
    return Standing(before, is_before=before is not None)


def days_standing(row: Row) -> list[date]:
    """Those of the two dates that stand."""
    found = [standing(row, attribute).day for attribute in ("review_on", "plan_review_on")]
    return [day for day in found if day]
