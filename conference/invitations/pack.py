"""案内: what one participant receives before a meeting, only of the rows he may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.briefs.sheet import Sheet, sheet_for
from conference.decisions.models import Assignment
from conference.decisions.previous import asked_of, earlier_of_many
from conference.era import format_month_day
from conference.invitations.drafts import AGREED, briefs_of, carries_draft, drafts_in
from conference.invitations.grounds import grounds_of
from conference.invitations.models import RowQuestion
from conference.invitations.numbering import numbered, school_kind
from conference.invitations.participants import Participant
from conference.projector.service import who_of
from conference.rosters import cells
from conference.rosters.models import Conference, Row
from conference.rosters.service import roster_of

SHORTEST = 2
"""Letters an agency's name must have to be found in what was typed under だれ."""


@dataclass(frozen=True)
class PackRow:
    """One row as this participant reads it; numbered versions hold no name."""

    row: Row
    who: tuple[str, ...]
    track: str
    situation: str
    last_policy: str
    bring: tuple[str, ...]
    """What he promised last time."""
    questions: tuple[str, ...]
    at_hand: str = ""
    drafts: tuple[tuple[str, str], ...] = ()
    """今回の案: the function and its words, where the ground carries them."""

    agreed = AGREED

    @property
    def is_asked(self) -> bool:
        return bool(self.bring or self.questions)


@dataclass(frozen=True)
class Pack:
    participant: Participant
    is_numbered: bool
    rows: list[PackRow]
    sheets: list[Sheet]
    """概要 of the rows he is asked about; always numbered."""

    @property
    def asked(self) -> list[PackRow]:
        return [each for each in self.rows if each.is_asked]

    @property
    def has_drafts(self) -> bool:
        return any(each.drafts for each in self.rows)


@dataclass(frozen=True)
class Known:
    """What is known of one row, before it is told to anybody."""

    promised: list[Assignment]
    questions: list[RowQuestion]
    brief: Brief | None


def packs_for(
    session: Session,
    conference: Conference,
    participants: Sequence[Participant],
    today: date,
    *,
    names: bool = False,
) -> list[Pack]:
    """A pack each; `names`: the facilitator has said that outside packs may carry names this time."""
    rows = roster_of(session, conference)
    grounds = grounds_of(session, conference, participants, today)
    known = _known_of(session, conference, rows)
    made = []
    for each in participants:
        hide = each.is_outside and conference.series.numbers_outside and not names
        lines = [
            _line(row, each, known[row.id], hide=hide, draft=carries_draft(grounds.of(each, row)))
            for row in grounds.rows_for(each, rows)
        ]
        sheets = [_sheet(session, line.row) for line in lines if line.is_asked]
        made.append(Pack(each, hide, lines, [sheet for sheet in sheets if sheet.texts or sheet.family]))
    return made


def _known_of(session: Session, conference: Conference, rows: Sequence[Row]) -> dict[int, Known]:
    promised, briefs = _promised(session, rows), briefs_of(session, rows)
    questions = questions_of(session, conference)
    return {
        row.id: Known(
            promised[row.id], [each for each in questions if each.row_id == row.id], briefs.get(row.id)
        )
        for row in rows
    }


def _sheet(session: Session, row: Row) -> Sheet:
    """概要 holds what people typed: days of birth and places go out of it too."""
    sheet = sheet_for(session, row)
    return replace(sheet, texts=[(label, numbered(text, row.household)) for label, text in sheet.texts])


def questions_of(session: Session, conference: Conference) -> list[RowQuestion]:
    question = select(RowQuestion).join(RowQuestion.row).where(Row.conference_id == conference.id)
    return list(session.scalars(question.order_by(Row.position, RowQuestion.id)))


def _promised(session: Session, rows: Sequence[Row]) -> dict[int, list[Assignment]]:
    """Roles still open from before, and those of this meeting's own decisions."""
    earlier = earlier_of_many(session, rows)
    return {
        row.id: [
            *(role for each in asked_of(earlier[row.id]) for role in each.roles if role.is_open),
            *(role for role in (row.decision.roles if row.decision else []) if role.is_open),
        ]
        for row in rows
    }


def _line(row: Row, participant: Participant, known: Known, *, hide: bool, draft: bool) -> PackRow:
    def told(text: str) -> str:
        return numbered(text, row.household) if hide else text

    mine = [role for role in known.promised if is_of(role, participant)]
    asked = [each.text for each in known.questions if each.attendance_id in (None, participant.key)]
    drafts = drafts_in(known.brief) if draft else []
    return PackRow(
        row=row,
        who=who_of_row(row, hide=hide),
        track=row.track,
        situation=told(row.situation or row.concern),
        last_policy=told(row.last_policy),
        bring=tuple(told(_role(role)) for role in mine),
        questions=tuple(told(text) for text in asked),
        at_hand=told(known.brief.at_hand) if known.brief else "",
        drafts=tuple((function, told(text)) for function, text in drafts),
    )


def who_of_row(row: Row, *, hide: bool) -> tuple[str, ...]:
    held_on = row.conference.held_on
    if not hide:
        members = cells.member_lines(row.household, held_on)
        return (row.household.name, *(f"{each.name} {each.age} {each.school}".strip() for each in members))
    schools = dict.fromkeys(
        school_kind(each.affiliation) for each in row.household.members if each.affiliation
    )
    return (who_of(row.household, held_on), *schools)


def _role(role: Assignment) -> str:
    due = f"（{format_month_day(role.due_on)}まで）" if role.due_on else ""
    return f"{role.what}{due}"


def is_of(role: Assignment, participant: Participant) -> bool:
    """His own, or his agency's, as somebody typed it."""
    if participant.person is not None and role.person_id is not None:
        return role.person_id == participant.person.id
    written = "".join(role.who.split())
    own = {"".join(participant.name.split()), *participant.name.split()[:1]}
    agency = "".join((participant.agency or participant.name).split())
    return written in own or (len(agency) >= SHORTEST and agency in written)
