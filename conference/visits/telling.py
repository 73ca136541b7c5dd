"""聞いたこと into a row's 状況 by one press, and out of it: the words of others around it stay."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import situation
from conference.decisions.edits import Editor
from conference.era import format_month_day
from conference.errors import ConferenceError
from conference.invitations.numbering import school_kind
from conference.rosters.models import Conference, ConferenceState, Row
from conference.visits.models import Visit, VisitHeard

AHEAD = (ConferenceState.PREPARING, ConferenceState.SENT)


class NothingHeard(ConferenceError):
    status = 422

    def __init__(self) -> None:
        super().__init__("「聞いたこと」がまだ書かれていません。状況の文はそのままです。")


class HeardAlreadyThere(ConferenceError):
    status = 409

    def __init__(self) -> None:
        super().__init__("聞いたことは、もう状況に入っています。状況の文はそのままです。")


def rows_ahead(session: Session, visit: Visit) -> dict[int, Row]:
    """By household: its newest row of a meeting that has not begun.

    Only for words the visit's own meeting cannot take: it is called off or gone, or the household is off its roster.
    """
    wanted = {each.household_id for each in visit.heard if each.text.strip()} - _on_its_roster(session, visit)
    question = (
        select(Row)
        .join(Row.conference)
        .where(Row.household_id.in_(wanted), Conference.state.in_(AHEAD))
        .order_by(Conference.held_on, Row.id)
    )
    return {row.household_id: row for row in session.scalars(question)}  # the newest one stays


def _on_its_roster(session: Session, visit: Visit) -> set[int]:
    if visit.conference is None or visit.conference.phase is ConferenceState.CALLED_OFF:
        return set()
    return set(session.scalars(select(Row.household_id).where(Row.conference_id == visit.conference_id)))


def line_of(heard: VisitHeard) -> str:
    """Day, who was there, what kind of place, and the words on one line.

    The place by its kind: 状況 is printed on numbered papers, which name no school.
    """
    visit = heard.visit
    day = visit.on if visit.done_at and visit.on else heard.at.date()
    who = heard.person.family_name if heard.person else ""
    where = f"{school_kind(visit.place)}で聞く"
    return f"［{' '.join(filter(None, (format_month_day(day), who, where)))}］{' '.join(heard.text.split())}"


def into_situation(session: Session, editor: Editor, heard: VisitHeard, row: Row) -> int:
    """Append, or replace what was put there from this field before.

    Raises NothingHeard, HeardAlreadyThere and what saving a field raises.
    """
    if not heard.text.strip():
        raise NothingHeard
    line, stands = line_of(heard), row.situation.rstrip().split("\n")
    if line in stands:
        raise HeardAlreadyThere
    before = heard.line if heard.line in stands else ""
    lines = [line if before and each == before else each for each in stands] + ([] if before else [line])
    number = _write(session, editor, row, lines)
    heard.line, heard.line_before = line, before
    return number


def out_of_situation(session: Session, editor: Editor, heard: VisitHeard, row: Row) -> int:
    """The undo: only this line goes, or becomes again what it replaced.  Raises LineNotThere."""
    line, before, stands = heard.line, heard.line_before, row.situation.split("\n")
    if not line or line not in stands:
        raise situation.LineNotThere
    lines = [before if each == line else each for each in stands if each != line or before]
    heard.line, heard.line_before = before, ""
    return _write(session, editor, row, lines)


def _write(session: Session, editor: Editor, row: Row, lines: list[str]) -> int:
    return situation.write(session, editor, row, "\n".join(lines).strip("\n"))
