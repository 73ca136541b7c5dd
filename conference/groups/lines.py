"""The lines of the board: added together, changed one by one, taken down and put back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.errors import ConferenceError
from conference.groups.models import GroupLine, GroupPair, GroupSide
from conference.groups.reading import Words
from conference.people.models import Person


class StillJoined(ConferenceError):
    """A line that somebody is following up."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この行は組合せになっているため、まだ外せません。先に、組合せを解くか、済にしてください。"
        )


class ChangedMeanwhile(ConferenceError):
    """Somebody else has changed this line since the page was opened."""

    status = 409

    def __init__(self, stands: Words) -> None:
        now = "　".join(part for part in (stands.group, stands.text, stands.contact) if part)
        super().__init__(
            f"ほかの人が先に直しました。今の内容：{now}。下の言葉でよければ、もう一度保存してください。"
        )


def standing(session: Session, side: GroupSide) -> list[GroupLine]:
    """What hangs on the board on one side, the newest first."""
    question = select(GroupLine).where(GroupLine.side == side, GroupLine.dropped_at.is_(None))
    return list(session.scalars(question.order_by(GroupLine.at.desc(), GroupLine.id)))


def words_of(line: GroupLine) -> Words:
    return Words(line.group_name, line.text, line.contact)


def add(
    session: Session, person: Person, side: GroupSide, given: Sequence[Words], now: datetime
) -> list[GroupLine]:
    """Those that do not hang there yet."""
    there = {(each.group_name, each.text) for each in standing(session, side)}
    made = [
        GroupLine(
            side=side, group_name=each.group, text=each.text, contact=each.contact, made_by_id=person.id, at=now
        )
        for each in given
        if (each.group, each.text) not in there
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def change(line: GroupLine, given: Words, was: str) -> bool:
    """False where nothing is new; raises ChangedMeanwhile."""
    stands = words_of(line)
    if given == stands:
        return False
    if was != stands.state:
        raise ChangedMeanwhile(stands)
    line.group_name, line.text, line.contact = given.group, given.text, given.contact
    return True


def drop(session: Session, line: GroupLine, now: datetime) -> None:
    """Taken down; raises StillJoined."""
    mine = (GroupPair.need_id == line.id) | (GroupPair.offer_id == line.id)
    followed = select(GroupPair.id).where(mine, GroupPair.apart_at.is_(None), GroupPair.done_at.is_(None))
    if session.scalar(followed.limit(1)):
        raise StillJoined
    line.dropped_at = now
    session.flush()


def put_back(session: Session, line: GroupLine) -> None:
    line.dropped_at = None
    session.flush()
