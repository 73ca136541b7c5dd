"""「この行は話す」: a row leaves 一括確認 for 協議 because somebody wants to talk about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from conference.decisions.models import Talk
from conference.errors import ConferenceError
from conference.rosters.models import Row, RowStatus, Track
from conference.rosters.service import check_takes_changes


class Before(StrEnum):
    """What the row was when somebody spoke up."""

    OPEN = "open"
    CONFIRMED = "confirmed"


class NotTogether(ConferenceError):
    """The row is talked about already."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この行は一括確認に入っていません。名簿で、この行を開いて話せます。")


def pull_out(row: Row, asked_by: str, now: datetime) -> Before:
    """Into 協議, with who asked; what was taken over stays in the fields.  Raises NotTogether or RecordConfirmed."""
    check_takes_changes(row.conference)
    if row.track != Track.TOGETHER:
        raise NotTogether
    before = Before.CONFIRMED if row.phase is RowStatus.CONFIRMED_TOGETHER else Before.OPEN
    row.track = Track.DISCUSS
    if before is Before.CONFIRMED:
        row.status = RowStatus.OPEN
    row.talk = row.talk or Talk()
    row.talk.asked_by, row.talk.asked_at = asked_by, now
    return before


def put_back(row: Row, before: Before) -> None:
    """元に戻す; a row that has been decided since keeps its decision."""
    check_takes_changes(row.conference)
    if row.talk:
        row.talk.asked_by, row.talk.asked_at = "", None
    if row.phase.is_done:
        return
    row.track = Track.TOGETHER
    decided = row.decision is not None and row.decision.decided_at is not None
    row.status = RowStatus.CONFIRMED_TOGETHER if before is Before.CONFIRMED and decided else RowStatus.OPEN
