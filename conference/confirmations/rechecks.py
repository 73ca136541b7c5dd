"""受理・支援方針会議での再確認: which rows still wait for it, and what was said there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.confirmations.models import Recheck
from conference.decisions.models import DecisionKind
from conference.errors import ConferenceError
from conference.people.models import Person
from conference.rosters.models import Conference, ConferenceState, Row

CHILD_WELFARE = "児童福祉"
LONGEST_WORD = 200
LOOKS_BACK = timedelta(
    days=62
)  # two rounds of a monthly meeting: what is older has been overtaken by the next one
AFTER_THE_ROOM = (ConferenceState.REVIEWING, ConferenceState.CONFIRMED)


class RecheckTooEarly(ConferenceError):
    """A day before the conference itself."""

    status = 400

    def __init__(self) -> None:
        super().__init__("再確認の日が会議より前です。会議の日か、それより後の日を書いてください。")


class RecheckTooLong(ConferenceError):
    status = 400

    def __init__(self) -> None:
        super().__init__(
            f"変わった点は{LONGEST_WORD}字までで書いてください。書いた文はまだ保存していません。"
        )


class NotForRecheck(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この行は再確認の対象ではありません。児童福祉が主たる機能で、閉会した会議の行を選んでください。"
        )


@dataclass(frozen=True)
class Waiting:
    """One closed conference and its rows that nobody has confirmed yet."""

    conference: Conference
    rows: list[Row]


def waiting(session: Session, today: date) -> list[Waiting]:
    """Newest first, of the last two months; what only goes to the next conference has nothing to confirm."""
    question = (
        select(Row)
        .join(Row.conference)
        .outerjoin(Recheck, Recheck.row_id == Row.id)
        .where(Recheck.row_id.is_(None), Conference.state.in_(AFTER_THE_ROOM))
        .where(Conference.held_on >= today - LOOKS_BACK)
        .options(
            joinedload(Row.conference).joinedload(Conference.series),
            joinedload(Row.household),
            joinedload(Row.decision),
        )
        .order_by(Conference.held_on.desc(), Conference.id.desc(), Row.position)
    )
    rows = [row for row in session.scalars(question) if asks_for_recheck(row)]
    return [Waiting(meeting, list(found)) for meeting, found in groupby(rows, lambda row: row.conference)]


def done(session: Session, limit: int = 30) -> list[Recheck]:
    """What was confirmed last, newest first."""
    question = select(Recheck).options(
        joinedload(Recheck.row).joinedload(Row.household),
        joinedload(Recheck.row).joinedload(Row.conference).joinedload(Conference.series),
        joinedload(Recheck.person),
    )
    return list(session.scalars(question.order_by(Recheck.at.desc()).limit(limit)))


def asks_for_recheck(row: Row) -> bool:
    """児童福祉 leads, the conference is over, and something was decided."""
    decided = row.decision is not None and row.decision.kind not in ("", DecisionKind.NEXT_TIME)
    return row.household.lead_function == CHILD_WELFARE and decided and row.conference.phase in AFTER_THE_ROOM


def confirm(session: Session, row: Row, by: Person, held_on: date, difference: str, now: datetime) -> Recheck:
    """Write it down; raises NotForRecheck, RecheckTooEarly, RecheckTooLong."""
    if not asks_for_recheck(row):
        raise NotForRecheck()
    if held_on < row.conference.held_on:
        raise RecheckTooEarly()
    if len(difference) > LONGEST_WORD:
        raise RecheckTooLong()
    kept = session.get(Recheck, row.id) or Recheck(row_id=row.id)
    kept.held_on, kept.difference, kept.person_id, kept.at = held_on, difference.strip(), by.id, now
    session.add(kept)
    session.flush()
    return kept


def take_back(session: Session, row: Row) -> None:
    kept = session.get(Recheck, row.id)
    if kept is not None:
        session.delete(kept)
        session.flush()
