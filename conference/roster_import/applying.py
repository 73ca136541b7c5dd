"""Writing a confirmed import into a conference, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import edits
from conference.decisions.edits import Editor
from conference.decisions.models import FieldEdit
from conference.errors import ConferenceError
from conference.households.models import Household, HouseholdWorker, Member
from conference.people.models import Person
from conference.roster_import.matching import Proposal, known_member
from conference.roster_import.models import ImportUndo
from conference.roster_import.reading import ROW_FIELDS, Wanted, WantedMember, worker_names
from conference.rosters import service as rosters
from conference.rosters.models import Conference, Row

SKIP, MAKE_NEW = "skip", "new"
TYPED = frozenset({"concern", "situation"})  # people write these in the row: their history is kept
DECIDED = frozenset({"last_policy", "review_on", "plan_review_on"})
TABLES: dict[str, Any] = {"household": Household, "member": Member, "row": Row}


class ImportInUse(ConferenceError):
    """Somebody has written in a row that the import made."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "取り込んだ行にもう書きこみがあるため、取り消せません。要らない行は、名簿で一つずつ外してください。"
        )


@dataclass
class Change:
    """What an import made and what it changed, kept so that it can be taken back."""

    as_of: date
    made: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in TABLES})
    former: list[tuple[str, int, str, str | int | None]] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same

    def put(self, record: Any, attribute: str, value: object) -> bool:
        """Set a value that the file says; keeps what stood there. True when something changed."""
        before = getattr(record, attribute)
        if value in (None, "") or value == before:
            return False
        self.former.append((record.__tablename__, record.id, attribute, _kept(before)))
        setattr(record, attribute, value)
        return True

    def add(self, session: Session, record: Any) -> None:
        session.add(record)
        session.flush()
        self.made[record.__tablename__].append(record.id)


def apply(
    session: Session,
    editor: Editor,
    conference: Conference,
    proposals: Sequence[Proposal],
    choices: Mapping[int, str],
    as_of: date,
) -> tuple[Change, ImportUndo]:
    """Write what was chosen for each proposal; decisions are never touched.

    `choices`: number of the proposal → "new", "skip" or a household's id; `as_of`: the day on which
    the file's weeks of pregnancy were true. Raises RecordConfirmed.
    """
    rosters.check_takes_changes(conference)
    change = Change(as_of)
    for proposal in proposals:
        choice = choices.get(proposal.number, _default(proposal))
        if choice != SKIP:
            _apply_one(session, editor, conference, proposal, choice, change)
    undo = ImportUndo(
        conference_id=conference.id,
        person_id=editor.person.id,
        before=json.dumps({"made": change.made, "former": change.former}, ensure_ascii=False),
        created_at=editor.now,
    )
    session.add(undo)
    session.flush()
    return change, undo


def _default(proposal: Proposal) -> str:
    return str(proposal.match.id) if proposal.match else MAKE_NEW


def _apply_one(
    session: Session,
    editor: Editor,
    conference: Conference,
    proposal: Proposal,
    choice: str,
    change: Change,
) -> None:
    offered = {str(h.id): h for h in (proposal.match, *proposal.candidates) if h is not None}
    household = offered.get(choice)
    wanted = proposal.wanted
    is_new = household is None
    if household is None:
        household = _new_household(session, wanted, change)
    before = len(change.former) + len(change.made["member"])
    _write_household(session, household, wanted, change)
    _write_row(session, editor, conference, household, wanted, change)
    if is_new:
        change.new += 1
    elif len(change.former) + len(change.made["member"]) > before:
        change.changed += 1
    else:
        change.same += 1


def _new_household(session: Session, wanted: Wanted, change: Change) -> Household:
    taken = session.scalar(select(Household).where(Household.case_number == wanted.case_number))
    household = Household(case_number=None if taken else wanted.case_number, name=wanted.name)
    change.add(session, household)
    return household


def _write_household(session: Session, household: Household, wanted: Wanted, change: Change) -> None:
    change.put(household, "name", wanted.name)
    change.put(household, "lead_function", wanted.lead_function)
    if household.case_number is None and wanted.case_number:
        _give_number(session, household, wanted.case_number, change)
    if change.put(household, "lead_worker", wanted.lead_worker) or not household.workers:
        _link_workers(session, household)
    for position, member in enumerate(wanted.members):
        _write_member(session, household, member, position, change)


def _give_number(session: Session, household: Household, number: str, change: Change) -> None:
    if session.scalar(select(Household.id).where(Household.case_number == number)) is None:
        change.put(household, "case_number", number)


def _link_workers(session: Session, household: Household) -> None:
    """Whoever is named in 担当 finds the household on the home page."""
    written = set(worker_names(household.lead_worker))
    people = session.scalars(select(Person).where(Person.active)).all()
    named = [p for p in people if p.kind.sees_rosters and {p.family_name, "".join(p.name.split())} & written]
    household.workers = [HouseholdWorker(household_id=household.id, person_id=p.id) for p in named]


def _write_member(
    session: Session, household: Household, wanted: WantedMember, position: int, change: Change
) -> None:
    member = known_member(household, wanted.person)
    if member is None:
        member = Member(household=household, name=wanted.person.name, position=position)
        change.add(session, member)
    for attribute in (
        "relation",
        "birth_date",
        "affiliation",
        "category",
        "registration_number",
        "registered_on",
    ):
        change.put(member, attribute, getattr(wanted, attribute))
    if change.put(member, "pregnancy_weeks", wanted.pregnancy_weeks):
        change.put(member, "pregnancy_as_of", change.as_of)


def _write_row(
    session: Session,
    editor: Editor,
    conference: Conference,
    household: Household,
    wanted: Wanted,
    change: Change,
) -> None:
    row = next((each for each in conference.rows if each.household_id == household.id), None)
    is_new = row is None
    if row is None:
        row = rosters.add_household(session, conference, household)
        change.made["row"].append(row.id)
    for attribute in ROW_FIELDS:
        value = getattr(wanted, attribute)
        if attribute in DECIDED and row.carried_from_id is not None and getattr(row, attribute):
            continue  # what the conference decided stands; the sheet is a copy of it
        if attribute in TYPED and not is_new:
            _type(session, editor, row, attribute, value, change)
        else:
            change.put(row, attribute, value)


def _type(session: Session, editor: Editor, row: Row, attribute: str, value: str, change: Change) -> None:
    before = getattr(row, attribute)
    if value and value != before:
        change.former.append(("row", row.id, attribute, before))
        edits.write(session, editor, edits.target_of(session, row, attribute), value)


def take_back(session: Session, editor: Editor, conference: Conference, undo: ImportUndo) -> None:
    """Undo an import: rows, members and households it made go, values it changed come back.

    Raises ImportInUse when somebody has written in one of its rows since.
    """
    rosters.check_takes_changes(conference)
    made = undo.change["made"]
    _refuse_when_written(session, made["row"])
    for table, record_id, attribute, kept in reversed(undo.change["former"]):
        record = session.get(TABLES[table], record_id)
        if record is not None:
            _put_back(session, editor, record, attribute, kept)
    for name in ("row", "member", "household"):
        for record_id in made[name]:
            record = session.get(TABLES[name], record_id)
            if record is not None:
                session.delete(record)
        session.flush()
    session.delete(undo)


def _refuse_when_written(session: Session, row_ids: list[int]) -> None:
    if session.scalar(select(FieldEdit.id).where(FieldEdit.row_id.in_(row_ids)).limit(1)):
        raise ImportInUse


def _put_back(session: Session, editor: Editor, record: Any, attribute: str, kept: str | int | None) -> None:
    value = (
        date.fromisoformat(kept)
        if isinstance(kept, str) and attribute.endswith(("_on", "_date", "_of"))
        else kept
    )
    if record.__tablename__ == "row" and attribute in TYPED:
        edits.write(session, editor, edits.target_of(session, record, attribute), value or "")
    else:
        setattr(record, attribute, value)


def _kept(value: object) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) or value is None else str(value)
