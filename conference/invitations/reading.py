"""Comments of those who read beforehand, and 「読みました」."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from conference.errors import ConferenceError, NotYours
from conference.invitations.drafts import AGREED, outdated
from conference.invitations.models import ReadMark, RowComment
from conference.people.models import Person
from conference.rosters.models import Conference, Row

LONGEST = 1000


class CommentUnreadable(ConferenceError):
    """Nothing was written, or too much."""

    status = 422

    def __init__(self, length: int) -> None:
        super().__init__(
            f"意見は{LONGEST:,}字までです。いま{length:,}字あります。短くして、もう一度送ってください。"
            if length
            else "意見が書かれていません。書いてから送ってください。"
        )


def comments_of(session: Session, rows: Iterable[Row]) -> dict[int, list[RowComment]]:
    """By row, the oldest first."""
    found: dict[int, list[RowComment]] = {row.id: [] for row in rows}
    question = select(RowComment).where(RowComment.row_id.in_(found)).options(joinedload(RowComment.person))
    old = outdated(session, list(found))
    for comment in session.scalars(question.order_by(RowComment.at, RowComment.id)):
        comment.outdated = comment.id in old
        found[comment.row_id].append(comment)
    return found


@dataclass(frozen=True)
class Score:
    """安全の度合い as an agency sees it, 0 to 100."""

    agency: str
    value: int


def add_comment(
    session: Session, row: Row, person: Person, text: str, now: datetime, score: Score | None = None
) -> RowComment:
    """Words, a number, or both.  Raises CommentUnreadable."""
    if len(text) > LONGEST or not (text or score):
        raise CommentUnreadable(len(text))
    comment = RowComment(row_id=row.id, person_id=person.id, text=text, at=now)
    if score:
        comment.agency, comment.safety = score.agency, score.value
    session.add(comment)
    session.flush()
    return comment


def agree(session: Session, row: Row, person: Person, now: datetime) -> RowComment:
    """「案のとおりでよい」: said once, however often it is pressed; said anew of a draft that was written anew."""
    said = select(RowComment).where(RowComment.row_id == row.id, RowComment.person_id == person.id)
    found = session.scalars(said.where(RowComment.text == AGREED)).first()
    if found is not None and found.id in outdated(session, [row.id]):
        found.at = now
    return found or add_comment(session, row, person, AGREED, now)


def take_back(session: Session, row: Row, comment_id: int, person: Person) -> None:
    """One's own only; raises NotYours."""
    comment = session.get(RowComment, comment_id)
    if comment is None or comment.row_id != row.id or comment.person_id != person.id:
        raise NotYours
    session.delete(comment)
    session.flush()


def readers_of(session: Session, conference: Conference) -> dict[int, datetime]:
    """When each person said 読みました."""
    question = select(ReadMark).where(ReadMark.conference_id == conference.id)
    return {each.person_id: each.at for each in session.scalars(question)}


def mark_read(session: Session, conference: Conference, person: Person, now: datetime) -> None:
    if session.get(ReadMark, (conference.id, person.id)) is None:
        session.add(ReadMark(conference_id=conference.id, person_id=person.id, at=now))
        session.flush()


def unmark_read(session: Session, conference: Conference, person: Person) -> None:
    found = session.get(ReadMark, (conference.id, person.id))
    if found is not None:
        session.delete(found)
        session.flush()
