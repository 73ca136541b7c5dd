"""The lines of the board: added together, changed one by one, taken down and put back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zlib import crc32

from sqlalchemy import ColumnElement, select
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


class DroppedMeanwhile(ConferenceError):
    """Somebody else has taken this line down since the page was opened."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "この行は、ほかの人が外しました。まだ直していません。"
            "下の言葉で表に戻してよければ、もう一度保存してください。"
        )


def standing(session: Session, side: GroupSide) -> list[GroupLine]:
    """What hangs on the board on one side, the newest first."""
    question = select(GroupLine).where(GroupLine.side == side, GroupLine.dropped_at.is_(None))
    return list(session.scalars(question.order_by(GroupLine.at.desc(), GroupLine.id)))


def words_of(line: GroupLine) -> Words:
    return Words(line.group_name, line.text, line.contact)


def state_of(line: GroupLine) -> str:
    """What a page is given to send back: how the line stands, and whether it is taken down."""
    return words_of(line).state + ("\t外" if line.dropped_at else "")


def mark_of(line: GroupLine) -> str:
    """What an undo remembers of a line: its number, and whether it is still as it was made."""
    return f"{line.id}.{crc32(words_of(line).state.encode()):08x}"


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


def take_away(session: Session, marks: Sequence[str], now: datetime) -> tuple[int, int]:
    """The undo of adding: how many were taken down, and how many stay (changed since, or joined)."""
    heads = [mark.partition(".")[0] for mark in marks]
    numbers = [int(head) for head in heads if head.isdecimal() and len(head) < 12]
    question = select(GroupLine).where(GroupLine.id.in_(numbers), GroupLine.dropped_at.is_(None))
    found = list(session.scalars(question))
    as_made = [each for each in found if mark_of(each) in marks and not _is_joined(session, each)]
    for each in as_made:
        each.dropped_at = now
    session.flush()
    return len(as_made), len(found) - len(as_made)


def change(line: GroupLine, given: Words, was: str) -> bool:
    """False where nothing is new; what was taken down hangs again; raises ChangedMeanwhile, DroppedMeanwhile."""
    stands = words_of(line)
    if given == stands and not line.dropped_at:
        return False
    if was != state_of(line):
        raise DroppedMeanwhile if line.dropped_at else ChangedMeanwhile(stands)
    line.dropped_at = None
    line.group_name, line.text, line.contact = given.group, given.text, given.contact
    return True


def drop(session: Session, line: GroupLine, now: datetime) -> None:
    """Taken down; raises StillJoined."""
    if _is_joined(session, line, GroupPair.done_at.is_(None)):
        raise StillJoined
    line.dropped_at = now
    session.flush()


def _is_joined(session: Session, line: GroupLine, *which: ColumnElement[bool]) -> bool:
    mine = (GroupPair.need_id == line.id) | (GroupPair.offer_id == line.id)
    question = select(GroupPair.id).where(mine, GroupPair.apart_at.is_(None), *which)
    return session.scalar(question.limit(1)) is not None


def put_back(session: Session, line: GroupLine) -> None:
    line.dropped_at = None
    session.flush()
