"""Writing a confirmed import into a conference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.decisions import edits, targets
from conference.decisions.edits import Editor
from conference.handovers import service as handovers
from conference.households.models import Household, Member
from conference.households.service import link_workers
from conference.roster_import.change import TYPED, Change
from conference.roster_import.matching import Proposal, known_member
from conference.roster_import.models import ImportUndo
from conference.roster_import.reading import ROW_FIELDS, Wanted, WantedMember
from conference.rosters import service as rosters
from conference.rosters.models import Conference, Row

SKIP, MAKE_NEW = "skip", "new"
DECIDED = frozenset({"last_policy", "review_on", "plan_review_on"})


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
        before=change.text,
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
    led_by = household.lead_worker
    _write_household(session, household, wanted, change)
    if handovers.begin(session, household, led_by, editor.now):
        change.handed.append(household.name)
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
        link_workers(session, household)
    for position, member in enumerate(wanted.members):
        _write_member(session, household, member, position, change)


def _give_number(session: Session, household: Household, number: str, change: Change) -> None:
    if session.scalar(select(Household.id).where(Household.case_number == number)) is None:
        change.put(household, "case_number", number)


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
        edits.write(session, editor, targets.target_of(session, row, attribute), value)
