"""A roster file on its way in: kept, read, compared, and forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from conference.errors import NotYours
from conference.households.models import Household, HouseholdMerge
from conference.importing.households import group_households
from conference.importing.reading import read_book
from conference.importing.roster import Roster, read_roster, sheet_names
from conference.people.models import Person
from conference.roster_import.matching import Known, Proposal, propose
from conference.roster_import.models import ImportDraft, ImportUndo
from conference.rosters.models import Conference, Row

KEPT_FOR = timedelta(days=1)


def start(
    session: Session, person: Person, conference: Conference, content: bytes, now: datetime
) -> ImportDraft:
    """Keep an uploaded file; raises ImportRefused before anything is kept when no roster can be read."""
    read_roster(content, today=conference.held_on)
    forget_old(session, now)
    draft = ImportDraft(conference_id=conference.id, person_id=person.id, content=content, created_at=now)
    session.add(draft)
    session.flush()
    return draft


def forget_old(session: Session, now: datetime) -> None:
    session.execute(delete(ImportDraft).where(ImportDraft.created_at < now - KEPT_FOR))


def draft_for(session: Session, person: Person, conference: Conference, draft_id: int) -> ImportDraft:
    """The person's own draft for this conference; raises NotYours."""
    draft = session.get(ImportDraft, draft_id)
    if draft is None or draft.person_id != person.id or draft.conference_id != conference.id:
        raise NotYours
    return draft


def undo_for(session: Session, conference: Conference, undo_id: int) -> ImportUndo:
    undo = session.get(ImportUndo, undo_id)
    if undo is None or undo.conference_id != conference.id:
        raise NotYours
    return undo


def read(draft: ImportDraft) -> Roster:
    """The file as it is read with the person's corrections; raises ImportRefused."""
    return read_roster(
        draft.content,
        today=draft.conference.held_on,
        sheet=draft.sheet or None,
        mapping=draft.chosen_columns,
    )


def sheets(draft: ImportDraft) -> tuple[str, ...]:
    return sheet_names(read_book(draft.content))


def choose(draft: ImportDraft, sheet: str, columns: Mapping[int, str | None]) -> None:
    """Take over a correction; it is refused as a whole when the file cannot be read with it."""
    before = draft.sheet, draft.mapping
    draft.mapping = json.dumps(dict(columns)) if sheet == draft.sheet or not draft.sheet else "{}"
    draft.sheet = sheet
    try:
        read(draft)
    except Exception:
        draft.sheet, draft.mapping = before
        raise


def proposals(session: Session, conference: Conference, roster: Roster) -> list[Proposal]:
    known = _known(session, conference)
    households = group_households(roster.rows)
    return [propose(number, each, known, roster.warnings) for number, each in enumerate(households)]


def _known(session: Session, conference: Conference) -> Known:
    households = session.scalars(
        select(Household)
        .options(selectinload(Household.members), selectinload(Household.workers))
        .order_by(Household.id)
    ).all()
    rows = session.scalars(
        select(Row)
        .join(Row.conference)
        .where(Conference.held_on <= conference.held_on)
        .order_by(Conference.held_on, Row.id)
    )
    newest = {row.household_id: row for row in rows}
    here = {row.household_id: row for row in conference.rows}
    merged = session.scalars(select(HouseholdMerge)).all()
    return Known(households, newest | here, {each.gone_id: each.kept for each in merged})
