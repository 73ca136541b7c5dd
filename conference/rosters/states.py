"""The life of a conference: 準備中 → 配布済み → 開催中 → 記録確認中 → 確定, and the ways back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from conference.errors import ConferenceError
from conference.rosters import timing
from conference.rosters.carrying import carry_over, take_back
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track

S = ConferenceState
STEPS = {
    "send": ((S.PREPARING,), S.SENT),
    "unsend": ((S.SENT,), S.PREPARING),
    "begin": ((S.PREPARING, S.SENT), S.IN_SESSION),
    "close": ((S.IN_SESSION,), S.REVIEWING),
    "resume": ((S.REVIEWING,), S.IN_SESSION),
    "confirm": ((S.REVIEWING,), S.CONFIRMED),
    "reopen": ((S.CONFIRMED,), S.REVIEWING),
}


class StepNotOpen(ConferenceError):
    """The conference is in another state than the button was made for."""

    status = 409

    def __init__(self, state: str) -> None:
        super().__init__(f"この会議は今「{state}」です。画面を開き直して、出ている操作から選んでください。")


def step(session: Session, conference: Conference, name: str, now: datetime) -> ConferenceState:
    """Take one step; raises StepNotOpen when the conference is not in a state it starts from."""
    allowed, goal = STEPS[name]
    if conference.phase not in allowed:
        raise StepNotOpen(conference.state)
    conference.state = goal
    match name:
        case "close":
            _close(session, conference, now)
        case "resume":
            conference.closed_at = None
            take_back(session, conference)
        case "confirm":
            conference.confirmed_at = now
        case "reopen":
            conference.confirmed_at = None
    session.flush()
    return goal


def _close(session: Session, conference: Conference, now: datetime) -> None:
    conference.closed_at = now
    for row in conference.rows:
        timing.stop(row, now)
        if row.phase is RowStatus.IN_DISCUSSION:
            row.status = RowStatus.OPEN  # talked about, not decided
    carry_over(session, conference)


def take_up(row: Row, now: datetime) -> bool:
    """The room turns to this row; rows opened and left without a word are 未協議 again."""
    if row.conference.phase is not S.IN_SESSION or row.phase.is_done or row.track == Track.TOGETHER:
        return False
    for other in row.conference.rows:
        if other is not row and other.phase is RowStatus.IN_DISCUSSION and other.decision is None:
            other.status = RowStatus.OPEN
            timing.reset(other)
    changed = row.phase is not RowStatus.IN_DISCUSSION
    row.status = RowStatus.IN_DISCUSSION
    timing.start(row, now)
    return changed
