"""Numbered copies of a conference's named paper: made, ticked when they are back, counted in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from conference.errors import ConferenceError
from conference.papers.models import PaperCopy
from conference.people.models import Person
from conference.rosters.models import Conference

MOST_COPIES = 60


class CopiesUnreadable(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__(f"部数は1から{MOST_COPIES}までの数で書いてください。まだ番号は付けていません。")


class CopiesAreBack(ConferenceError):
    """A printing some of whose copies are ticked already is not taken back."""

    status = 409

    def __init__(self) -> None:
        super().__init__("戻った印の付いた紙があるため、取り消せません。先に印を外してください。")


@dataclass(frozen=True)
class Outstanding:
    """A conference and its copies that are not back."""

    conference: Conference
    copies: Sequence[PaperCopy]


def copies_of(session: Session, conference: Conference) -> list[PaperCopy]:
    question = select(PaperCopy).where(PaperCopy.conference_id == conference.id)
    return list(session.scalars(question.order_by(PaperCopy.number)))


def holders(conference: Conference) -> list[str]:
    """Who sits in the room or gets it passed round, in the order of the attendance."""
    return [each.name for each in conference.attendances if each.part.gets_papers]


def read_count(text: str) -> int:
    """How many copies; full-width digits too.  Raises CopiesUnreadable."""
    try:
        count = int(text)
    except ValueError:
        raise CopiesUnreadable from None
    if not 1 <= count <= MOST_COPIES:
        raise CopiesUnreadable
    return count


def issue(session: Session, conference: Conference, count: int, by: Person, now: datetime) -> list[PaperCopy]:
    """The next printing: numbers go on, names as far as there are people without a copy."""
    had = copies_of(session, conference)
    first = had[-1].number + 1 if had else 1
    run = had[-1].run + 1 if had else 1
    waiting = _without_copy(conference, had)
    made = [
        PaperCopy(
            conference_id=conference.id, run=run, number=first + index,
            holder=waiting[index] if index < len(waiting) else "", issued_at=now, issued_by_id=by.id,
        )
        for index in range(count)
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def _without_copy(conference: Conference, had: Sequence[PaperCopy]) -> list[str]:
    given = {copy.holder for copy in had}
    return [name for name in holders(conference) if name not in given]


def take_back(session: Session, conference: Conference, run: int) -> int:
    """A printing is undone before anything of it is back; how many copies there were.  Raises CopiesAreBack."""
    copies = [copy for copy in copies_of(session, conference) if copy.run == run]
    if any(copy.returned_at for copy in copies):
        raise CopiesAreBack
    for copy in copies:
        session.delete(copy)
    session.flush()
    return len(copies)


def give(copy: PaperCopy, is_back: bool, by: Person, now: datetime) -> None:
    """Back in the hand of `by`; or the tick was a slip."""
    copy.returned_at, copy.returned_to_id = (now, by.id) if is_back else (None, None)


def missing(copies: Sequence[PaperCopy]) -> list[PaperCopy]:
    return [copy for copy in copies if copy.returned_at is None]


def in_words(copies: Sequence[PaperCopy]) -> str:
    """「12部のうち10部が戻りました。まだ戻っていない紙：No.3 田中 修、No.7 予備」."""
    out = missing(copies)
    if not copies:
        return ""
    if not out:
        return f"{len(copies)}部が全部戻りました。"
    named = "、".join(copy.named for copy in out)
    return f"{len(copies)}部のうち{len(copies) - len(out)}部が戻りました。まだ戻っていない紙：{named}"


def still_out(session: Session) -> list[Outstanding]:
    """Closed conferences with paper that is not back, newest first."""
    question = (
        select(PaperCopy)
        .join(PaperCopy.conference)
        .where(PaperCopy.returned_at.is_(None), Conference.closed_at.is_not(None))
        .options(contains_eager(PaperCopy.conference).joinedload(Conference.series))
        .order_by(Conference.held_on.desc(), Conference.id.desc(), PaperCopy.number)
    )
    found = groupby(session.scalars(question), key=lambda copy: copy.conference)
    return [Outstanding(conference, list(copies)) for conference, copies in found]
