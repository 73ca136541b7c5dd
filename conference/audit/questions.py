"""「この世帯を誰が見たか」and「この人は何を見たか」: the trail asked for a period."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import formats
from conference.audit.events import EVENTS
from conference.audit.models import AuditEvent
from conference.audit.wording import in_words
from conference.households.models import Household
from conference.people.models import Person

SHOWN = 300
HEADINGS = ("時", "だれ", "何を", "世帯番号", "くわしく")


@dataclass(frozen=True)
class Question:
    """Which lines: a household, a person, or both, from one day to another (both included)."""

    since: date
    until: date
    household_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    what: str
    household: str
    detail: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (formats.moment(self.at), self.who, self.what, self.household, self.detail)


def default_question(today: date) -> Question:
    return Question(since=today - timedelta(days=30), until=today)


def household_of(session: Session, case_number: str) -> int | None:
    return session.scalar(select(Household.id).where(Household.case_number == case_number))


def answer(session: Session, question: Question) -> list[Line]:
    """The lines, newest first: numbers of households, names of people, never words of a case."""
    chosen = (
        select(AuditEvent, Person.name, Household.case_number)
        .outerjoin(Person, Person.id == AuditEvent.person_id)
        .outerjoin(Household, Household.id == AuditEvent.household_id)
        .where(AuditEvent.at >= datetime.combine(question.since, time.min))
        .where(AuditEvent.at <= datetime.combine(question.until, time.max))
        .order_by(AuditEvent.id.desc())
    )
    if question.household_id is not None:
        chosen = chosen.where(AuditEvent.household_id == question.household_id)
    if question.person_id is not None:
        chosen = chosen.where(AuditEvent.person_id == question.person_id)
    return [_line(event, name, number) for event, name, number in session.execute(chosen)]


def _line(event: AuditEvent, name: str | None, case_number: str | None) -> Line:
    known = EVENTS.get(event.action)
    household = case_number or (f"世帯 {event.household_id}" if event.household_id else "")
    return Line(
        event.at,
        name or "（自動）",
        known.label if known else event.action,
        household,
        in_words(event.detail),
    )


def workbook(lines: list[Line]) -> bytes:
    """The answer as xlsx; every cell is text, so none becomes a formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("見た記録")
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        for number, line in enumerate(lines, start=1):
            for column, cell in enumerate(line.cells):
                sheet.write_string(number, column, cell)
        sheet.set_column(0, len(HEADINGS) - 1, 22)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
