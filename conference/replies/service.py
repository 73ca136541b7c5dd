"""近況の返事: the sheet each agency outside gets, where it is, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import situation
from conference.decisions.edits import Editor
from conference.era import format_month_day
from conference.errors import ConferenceError
from conference.invitations.grounds import grounds_of
from conference.invitations.models import Invitation, RowComment
from conference.invitations.pack import who_of_row
from conference.invitations.participants import Participant, participants_of
from conference.invitations.reading import Score, add_comment
from conference.people.models import Person
from conference.rosters.models import Conference, Row
from conference.rosters.service import roster_of


class ReplyState(StrEnum):
    NOT_YET = "まだ"
    SENT = "送った"
    CAME = "届いた"


class AlreadyThere(ConferenceError):
    """The comment's words stand in 状況 already."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この意見は、もう状況に入っています。状況の文はそのままです。")


@dataclass(frozen=True)
class Asked:
    """One agency outside: its rows on a ground that stands, and where its sheet is."""

    participant: Participant
    rows: list[Row]
    sent_on: date | None = None
    came_on: date | None = None

    @property
    def state(self) -> ReplyState:
        if self.came_on:
            return ReplyState.CAME
        return ReplyState.SENT if self.sent_on else ReplyState.NOT_YET

    @property
    def since(self) -> date | None:
        return self.came_on or self.sent_on

    @property
    def lines(self) -> list[tuple[int, str]]:
        """Number and who, never a name, whatever the series says of its other papers."""
        return [(row.number, "　".join(who_of_row(row, hide=True))) for row in self.rows]


def asked_of(session: Session, conference: Conference, today: date) -> list[Asked]:
    """Everybody outside who is asked to the meeting, with an account or without."""
    outside = [each for each in participants_of(session, conference) if each.is_outside]
    grounds = grounds_of(session, conference, outside, today)
    rows = roster_of(session, conference)
    keys = [each.key for each in outside]
    question = select(Invitation).where(Invitation.attendance_id.in_(keys))
    kept = {each.attendance_id: each for each in session.scalars(question)}
    return [_asked(each, grounds.rows_for(each, rows), kept.get(each.key)) for each in outside]


def _asked(participant: Participant, rows: list[Row], kept: Invitation | None) -> Asked:
    return (
        Asked(participant, rows, kept.sheet_sent_on, kept.reply_came_on) if kept else Asked(participant, rows)
    )


def set_state(session: Session, attendance_id: int, state: ReplyState, today: date) -> None:
    """まだ takes both days away; 届いた keeps the day it was sent."""
    found = session.get(Invitation, attendance_id)
    if found is None:
        found = Invitation(attendance_id=attendance_id, role="")
        session.add(found)
    sent = found.sheet_sent_on or today
    found.sheet_sent_on = None if state is ReplyState.NOT_YET else sent
    found.reply_came_on = today if state is ReplyState.CAME else None
    session.flush()


def enter(
    session: Session, row: Row, asked: Asked, person: Person, text: str, safety: int | None, now: datetime
) -> RowComment:
    """What came back on paper, kept as a word on the row under its agency's name."""
    who = asked.participant
    score = Score(who.seat, safety) if safety is not None else None
    made = add_comment(session, row, person, f"{who.label}から　{text}".strip(), now, score)
    set_state(session, asked.participant.key, ReplyState.CAME, now.date())
    return made


def said(comment: RowComment) -> str:
    """A comment as a line of 状況: who said it, when, and the words."""
    agency = f"（{comment.person.agency}）" if comment.person.agency else ""
    return f"［{format_month_day(comment.at.date())} {comment.person.family_name}{agency}］{comment.words}"


def into_situation(session: Session, editor: Editor, comment: RowComment) -> int:
    """Append, never overwrite; raises AlreadyThere and what saving a field raises."""
    row, line = comment.row, said(comment)
    if line in row.situation:
        raise AlreadyThere
    text = "\n".join(part for part in (row.situation.rstrip(), line) if part)
    return situation.write(session, editor, row, text)


def out_of_situation(session: Session, editor: Editor, comment: RowComment) -> int:
    """The undo: only this line goes, whatever was written around it since.  Raises LineNotThere."""
    line, stands = said(comment), comment.row.situation
    if line not in stands:
        raise situation.LineNotThere
    kept = stands.replace(f"\n{line}", "", 1).replace(line, "", 1)
    return situation.write(session, editor, comment.row, kept)


def with_rows(asked: Sequence[Asked]) -> list[Asked]:
    """A sheet without a row is not sent."""
    return [each for each in asked if each.rows]
