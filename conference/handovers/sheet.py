"""What the sheet says of a household: where we stand, what was decided last, what is open, the three dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conference.decisions.models import Assignment
from conference.decisions.previous import is_written
from conference.handovers.roles import left_open
from conference.rosters.cells import marked_date
from conference.rosters.models import Row
from conference.rosters.standing import standing

LAST_DECISIONS = 3


@dataclass(frozen=True)
class Sheet:
    """Read from the household's rows, newest first."""

    situation: str
    situation_on: date | None
    seen_on: date | None
    decided: Sequence[Row]
    open_roles: Sequence[tuple[Row, Assignment]]
    dates: Sequence[tuple[str, str]]


def sheet_of(rows: Sequence[Row], today: date) -> Sheet:
    """An empty sheet for a household that was on no roster."""
    told = next((row for row in rows if row.situation or row.concern), None)
    return Sheet(
        situation=(told.situation or told.concern) if told else "",
        situation_on=told.conference.held_on if told else None,
        seen_on=max((row.last_seen_on for row in rows if row.last_seen_on), default=None),
        decided=[row for row in rows if is_written(row.decision)][:LAST_DECISIONS],
        open_roles=left_open(rows),
        dates=_dates(rows, today),
    )


def _dates(rows: Sequence[Row], today: date) -> list[tuple[str, str]]:
    reviews = standing(rows[0], "review_on").day if rows else None
    plans = standing(rows[0], "plan_review_on").day if rows else None
    pairs = (
        ("次回協議日", next_on(rows, today)),
        ("見直し予定日（支援方針）", reviews),
        ("評価日（サポートプラン）", plans),
    )
    lines = [(label, marked_date("", day, today, None, today)) for label, day in pairs]
    return [(label, f"{line.text}　{line.mark}".strip()) for label, line in lines]


def next_on(rows: Sequence[Row], today: date) -> date | None:
    """The conference the household is on already, else the day that was decided last."""
    waiting = [row.conference.held_on for row in rows if not row.phase.is_done]
    ahead = [day for day in waiting if day >= today]
    if ahead:
        return min(ahead)
    decided = next((row.decision for row in rows if is_written(row.decision)), None)
    return decided.next_conference_on if decided else None
