"""Deciding a row: proposals that follow a chosen kind, 決定, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from conference.decisions import edits, targets
from conference.decisions.edits import Editor, NotYetInSession, RecordConfirmed, Saved
from conference.decisions.fields import ROLE_FIELDS, FieldName, as_shown, as_text
from conference.decisions.models import Decision, DecisionKind, Side
from conference.decisions.previous import last_decided
from conference.decisions.proposals import Ahead, Proposal, propose
from conference.households.workers import first_worker
from conference.people.models import Person, Role
from conference.rosters import timing
from conference.rosters.models import ConferenceState, Row, RowStatus
from conference.rosters.schedule import next_day_for

PROPOSED_FIELDS = ("next_conference_on", "review_on", "plan_review_on", "family_told_by")
SIDES = {Role.MATERNAL: Side.MATERNAL, Role.CHILD: Side.CHILD}
NO_DAY = Proposal(None, "")
NOTHING = {"family_told_by": Proposal("", "")}


def save_field(session: Session, editor: Editor, row: Row, name: str, text: str, base: int) -> Saved:
    """Save one field; a kind also fills the dates and the family line, a name its side, where nobody has."""
    saved = edits.save(session, editor, row, name, text, base)
    if not saved.changed:
        return saved
    if name in ("kind", "closure_kind"):
        return replace(saved, also=fill_proposals(session, editor, row))
    if name.endswith(":who"):
        return replace(saved, also=fill_side(session, editor, row, FieldName.read(name)))
    return saved


def fill_side(session: Session, editor: Editor, row: Row, who: FieldName) -> dict[str, tuple[int, str, str]]:
    """The side of a role whose name is an account of one of the two functions."""
    name = f"assignment:{who.key}:side"
    target = targets.locate(session, row, FieldName(name, ROLE_FIELDS["side"], who.key))
    person = session.get(Person, target.record.person_id) if target.record.person_id else None
    side = SIDES.get(person.kind) if person else None
    if side is None or target.value:
        return {}
    number = edits.write(session, replace(editor, origin=edits.PROPOSED), target, side.value)
    return {name: (number, side.value, "")}


def fill_proposals(session: Session, editor: Editor, row: Row) -> dict[str, tuple[int, str, str]]:
    """Proposed values by field name: version, text, why.  What a person wrote is never touched."""
    decision = targets.decision_of(session, row)
    proposals = propose(decision.kind, what_lies_ahead(session, row), decision.closure_kind)
    by_nobody = replace(editor, origin=edits.PROPOSED)
    filled = {}
    for name in PROPOSED_FIELDS:
        target = targets.target_of(session, row, name)
        newest = edits.newest_edit(session, row.id, name)
        if newest and newest.origin != edits.PROPOSED:
            continue
        proposal = proposals.get(name, NOTHING.get(name, NO_DAY))
        number = edits.write(session, by_nobody, target, proposal.value)
        shown = as_shown(target.field, as_text(proposal.value))
        filled[name] = (number, shown, proposal.why)
    return filled


def what_lies_ahead(session: Session, row: Row) -> Ahead:
    next_on, is_fixed = next_day_for(session, row.conference)
    return ahead_of(row, last_decided(session, row), next_on, is_fixed)


def ahead_of(row: Row, last: Row | None, next_on: date, is_fixed: bool) -> Ahead:
    """The same from what has been read already; `last` is the newest earlier row with a decision."""
    before = last.decision if last else None
    return Ahead(
        held_on=row.conference.held_on,
        next_on=next_on,
        next_is_fixed=is_fixed,
        last_review_on=row.review_on or (before.review_on if before else None),
        last_plan_review_on=row.plan_review_on or (before.plan_review_on if before else None),
        told_by=first_worker(row.household) or row.household.lead_function,
    )


def check_takes_decisions(row: Row) -> None:
    """Raises RecordConfirmed or NotYetInSession."""
    phase = row.conference.phase
    if phase is ConferenceState.CONFIRMED:
        raise RecordConfirmed
    if not phase.takes_decisions:
        raise NotYetInSession


def decide(session: Session, row: Row, person: Person, now: datetime) -> Decision:
    """「この行を決定して次へ」: the row is done as its kind says; what is missing is marked elsewhere."""
    check_takes_decisions(row)
    decision = targets.decision_of(session, row)
    put_off = decision.kind == DecisionKind.NEXT_TIME
    row.status = RowStatus.CARRIED_OVER if put_off else RowStatus.DECIDED
    timing.stop(row, now)
    decision.decided_at, decision.decided_by_id = now, person.id
    session.flush()
    return decision


def undecide(session: Session, row: Row, now: datetime) -> None:
    """元に戻す: the words stay, the row is open again."""
    check_takes_decisions(row)
    in_session = row.conference.phase is ConferenceState.IN_SESSION
    row.status = RowStatus.IN_DISCUSSION if in_session else RowStatus.OPEN
    if in_session:
        timing.start(row, now)
    if row.decision:
        row.decision.decided_at = row.decision.decided_by_id = None
    session.flush()
