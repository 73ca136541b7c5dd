"""Proposing a household for a conference, and what becomes of a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from conference.decisions import edits, targets, together
from conference.decisions.edits import Editor
from conference.decisions.fields import LONG
from conference.decisions.models import FieldEdit
from conference.errors import ConferenceError
from conference.households.models import Household
from conference.people.models import Person
from conference.people.written_names import account_named
from conference.proposals.criteria import shorts_of
from conference.proposals.forms import ProposalForm
from conference.proposals.models import Answer, Proposal
from conference.rosters import carrying
from conference.rosters import service as rosters
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus
from conference.rosters.schedule import AHEAD, has_roster, next_conference

SHOWN_FOR = timedelta(days=60)
MADE, ADDED = "new", "add"


class ProposalInUse(ConferenceError):
    """Somebody has written in the row that came from a proposal."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "名簿のこの行には、もう書きこみがあります。行はそのままです。要らないときは、名簿で行を外してください。"
        )


class AlreadyAnswered(ConferenceError):
    """Two people answer the same proposal."""

    status = 409

    def __init__(self, answer: str) -> None:
        super().__init__(f"この提案には、もう「{answer}」と答えてあります。画面を開き直してください。")


@dataclass(frozen=True)
class Reply:
    """An answer that a school waits for."""

    proposal: Proposal
    days_over: int

    @property
    def is_overdue(self) -> bool:
        return self.days_over > 0


def propose(session: Session, editor: Editor, household: Household, form: ProposalForm) -> Proposal:
    """Keep a form without problems."""
    proposal = Proposal(
        household_id=household.id,
        conference_id=coming_id(session, form.conference, editor.now.date()),
        proposed_by_id=editor.person.id,
        proposed_at=editor.now,
        criteria=" ".join(form.criteria),
        why=form.why,
        question=form.question,
    )
    if form.is_from_outside:
        proposal.channel, proposal.received_from, proposal.ground = (
            form.channel,
            form.received_from,
            form.ground,
        )
        proposal.received_by = form.received_by or editor.person.name
        account = account_named(session, proposal.received_by)
        proposal.received_by_id = account.id if account else None
        proposal.reply_on = form.day
    session.add(proposal)
    session.flush()
    return proposal


def coming(session: Session, today: date) -> list[Conference]:
    """Conferences a household can be proposed for, the soonest first."""
    question = select(Conference).where(
        Conference.state.in_(AHEAD), Conference.held_on >= today, has_roster()
    )
    return list(
        session.scalars(
            question.options(joinedload(Conference.series)).order_by(Conference.held_on, Conference.id)
        )
    )


def coming_id(session: Session, chosen: str, today: date) -> int | None:
    return next((each.id for each in coming(session, today) if str(each.id) == chosen), None)


def waiting(session: Session, today: date) -> list[Proposal]:
    """Not answered yet, or put off to a conference that is now the next one; the oldest first."""
    ahead = next_conference(session, today)
    question = (
        _with_names().where(Proposal.answer.in_(["", Answer.LATER.value])).order_by(Proposal.proposed_at)
    )
    return [each for each in session.scalars(question) if _is_due(each, ahead)]


def _is_due(proposal: Proposal, ahead: Conference | None) -> bool:
    if not proposal.answer:
        return True
    goal = proposal.conference
    if goal is None or goal.phase is ConferenceState.CALLED_OFF:
        return True
    return ahead is not None and goal.held_on <= ahead.held_on


def _with_names() -> Select[Any]:
    """Proposals with everything their lines name."""
    return select(Proposal).options(
        joinedload(Proposal.household).selectinload(Household.members),
        joinedload(Proposal.conference).joinedload(Conference.series),
        joinedload(Proposal.proposed_by),
        joinedload(Proposal.answered_by),
    )


def made_by(session: Session, person: Person, today: date) -> list[Proposal]:
    """A person's own: those that wait, and answers of the last two months; the newest first."""
    since = today - SHOWN_FOR
    question = (
        _with_names()
        .where(Proposal.proposed_by_id == person.id)
        .where(or_(Proposal.answer == "", Proposal.answered_at >= since))
        .order_by(Proposal.proposed_at.desc())
    )
    return list(session.scalars(question))


def replies_owed(session: Session, person: Person, today: date) -> list[Reply]:
    """Schools that wait for this person's answer, the most overdue first."""
    mine = or_(
        Proposal.received_by_id == person.id,
        Proposal.received_by_id.is_(None) & (Proposal.proposed_by_id == person.id),
    )
    question = (
        _with_names()
        .where(mine, Proposal.reply_on.is_not(None), Proposal.replied_at.is_(None))
        .order_by(Proposal.reply_on)
    )
    found = session.scalars(question).all()
    return [Reply(each, (today - each.reply_on).days) for each in found if each.reply_on]


def answer(
    session: Session, editor: Editor, proposal: Proposal, said: Answer, why: str, goal: Conference | None
) -> Row | None:
    """Say 採る, 次へ or 別の形で; a taken household is on the roster, its reasons in the row.

    Raises AlreadyAnswered, RecordConfirmed.
    """
    if proposal.answer not in ("", Answer.LATER.value):
        raise AlreadyAnswered(proposal.answer)
    if goal is not None:
        proposal.conference = goal
    proposal.answer, proposal.answer_why = said.value, why
    proposal.answered_by_id, proposal.answered_at = editor.person.id, editor.now
    row = _put_on(session, editor, proposal, goal) if said is Answer.TAKE and goal else None
    session.flush()
    return row


def _put_on(session: Session, editor: Editor, proposal: Proposal, conference: Conference) -> Row:
    was_there = any(row.household_id == proposal.household_id for row in conference.rows)
    row = rosters.add_household(session, conference, proposal.household)
    by_proposal = replace(editor, origin=_mark(proposal, ADDED if was_there else MADE))
    for name, text in (("concern", _concern(row, proposal)), ("situation", _situation(row, proposal))):
        edits.write(session, by_proposal, targets.target_of(session, row, name), text)
    return row


def _mark(proposal: Proposal, how: str) -> str:
    return f"{proposal.mark}:{how}"


def _concern(row: Row, proposal: Proposal) -> str:
    return row.concern or shorts_of(proposal.criteria_ids)


def _situation(row: Row, proposal: Proposal) -> str:
    """What stands there, and below it why the household was proposed."""
    day = proposal.proposed_at
    said = [f"提案（{day.month}/{day.day} {proposal.proposed_by.family_name}）{proposal.why}"]
    said += [f"聞きたいこと：{proposal.question}"] if proposal.question else []
    whole = "\n".join([row.situation, *said] if row.situation else said)
    return whole if len(whole) <= LONG else row.situation


def take_back(session: Session, editor: Editor, proposal: Proposal) -> None:
    """The proposal waits again; a row that came with it goes.  Raises ProposalInUse."""
    if proposal.answer == Answer.TAKE and proposal.conference is not None:
        _take_off(session, editor, proposal, proposal.conference)
    proposal.answer = proposal.answer_why = ""
    proposal.answered_by_id = proposal.answered_at = None
    session.flush()


def _take_off(session: Session, editor: Editor, proposal: Proposal, conference: Conference) -> None:
    row = next((row for row in conference.rows if row.household_id == proposal.household_id), None)
    if row is None:
        return
    written = session.scalars(select(FieldEdit).where(FieldEdit.row_id == row.id)).all()
    made = _mark(proposal, MADE)
    if not any(edit.origin == made for edit in written):
        together.undo(session, editor, conference, _mark(proposal, ADDED))
        return
    touched = any(edit.person_id is not None and edit.origin != made for edit in written)
    if (
        touched
        or row.decision is not None
        or row.phase is not RowStatus.OPEN
        or conference.phase not in AHEAD
    ):
        raise ProposalInUse
    carrying.remove_row(session, row)


def goals(said: Answer, found: Sequence[Conference]) -> list[Conference]:
    """Where a proposal may go: taken, any coming conference; put off, one after the next."""
    if said is Answer.TAKE or not found:
        return list(found)
    return [each for each in found if each.held_on > found[0].held_on]


def withdraw(session: Session, proposal: Proposal) -> None:
    """Raises AlreadyAnswered."""
    if proposal.answer:
        raise AlreadyAnswered(proposal.answer)
    session.delete(proposal)
    session.flush()
