"""What was heard on a visit, kept as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from conference.decisions.edits import Editor, WrittenMeanwhile
from conference.decisions.fields import LONG, MIDDLE, FieldUnknown, TextTooLong, clean
from conference.households.models import Member
from conference.invitations.pack import who_of_row
from conference.rosters.cells import age_of
from conference.rosters.models import Conference, Row
from conference.rosters.service import roster_of
from conference.visits.models import Visit, VisitAnswer, VisitHeard
from conference.visits.places import is_at
from conference.visits.questions import questions_of

HEARD = "聞いたこと"
Kept = TypeVar("Kept", VisitAnswer, VisitHeard)


@dataclass(frozen=True)
class Child:
    """A row of the meeting's roster with the members who are at this place, and what was heard."""

    row: Row
    members: tuple[Member, ...]
    heard: VisitHeard | None

    @property
    def text(self) -> str:
        return self.heard.text if self.heard else ""

    @property
    def number(self) -> int:
        return self.heard.number if self.heard else 0

    @property
    def who(self) -> tuple[str, ...]:
        """For paper: school years or ages, never a name."""
        held_on = self.row.conference.held_on
        return tuple(age_of(each, held_on) for each in self.members) or who_of_row(self.row, hide=True)

    @property
    def is_told(self) -> bool:
        """A line of it stands in 状況."""
        return self.heard is not None and self.heard.stands_in(self.row)


def rows_before(session: Session, visit: Visit) -> list[Row]:
    """The roster of the meeting it comes before; empty for other visits."""
    return roster_of(session, visit.conference) if visit.conference else []


def children_of(visit: Visit, rows: Sequence[Row]) -> list[Child]:
    """Rows whose member goes there, and rows of which something was heard before that was changed."""
    by_household = {each.household_id: each for each in visit.heard}
    found = []
    for row in rows:
        members = tuple(each for each in row.household.members if is_at(each.affiliation, visit.place))
        heard = by_household.get(row.household_id)
        if members or (heard is not None and heard.text):
            found.append(Child(row, members, heard))
    return found


def heard_elsewhere(visit: Visit, children: Sequence[Child]) -> list[VisitHeard]:
    """Of households that are not on the roster any more, or whose meeting is gone: their words are still shown."""
    there = {each.row.household_id for each in children}
    return [each for each in visit.heard if each.text and each.household_id not in there]


def visits_before(session: Session, conference: Conference) -> list[Visit]:
    """As they were pasted."""
    question = select(Visit).where(Visit.conference_id == conference.id).order_by(Visit.id)
    return list(session.scalars(question.options(selectinload(Visit.answers), selectinload(Visit.heard))))


def save_answer(
    session: Session, editor: Editor, visit: Visit, field: str, text: str, base: int
) -> VisitAnswer:
    """Write one question's field; raises FieldUnknown, TextTooLong, WrittenMeanwhile."""
    question = next((each for each in questions_of(visit.sort) if each.key == field), None)
    if question is None:
        raise FieldUnknown
    value = _read(question.label, text, LONG)
    found = next((each for each in visit.answers if each.field == field), None)
    if found is None:
        found = VisitAnswer(field=field, text="", number=0)
        visit.answers.append(found)
    return _keep(session, editor, found, value, base)


def save_heard(session: Session, editor: Editor, visit: Visit, row: Row, text: str, base: int) -> VisitHeard:
    """Write what was heard of a row's household; raises FieldUnknown, TextTooLong, WrittenMeanwhile."""
    if row.conference_id != visit.conference_id:
        raise FieldUnknown
    value = _read(HEARD, text, MIDDLE)
    found = heard_of(visit, row)
    if found is None:
        found = VisitHeard(household_id=row.household_id, text="", number=0, line="", line_before="")
        visit.heard.append(found)
    return _keep(session, editor, found, value, base)


def heard_of(visit: Visit, row: Row) -> VisitHeard | None:
    return next((each for each in visit.heard if each.household_id == row.household_id), None)


def _read(label: str, text: str, longest: int) -> str:
    written = clean(text)
    if len(written) > longest:
        raise TextTooLong(label, longest, len(written))
    return written


def _keep(session: Session, editor: Editor, found: Kept, value: str, base: int) -> Kept:
    """The next version, unless another page wrote one since `base`; the same text again is none."""
    if found.text == value and found.number:
        return found
    if found.number > base and (not editor.origin or found.origin != editor.origin):
        raise WrittenMeanwhile(found, found.text, value)
    found.text, found.number = value, found.number + 1
    found.person, found.at, found.origin = editor.person, editor.now, editor.origin
    session.flush()
    return found
