"""事例づくり from the first question to the page: who may do what to a draft."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.anonymize import gate
from conference.case_drafts import saving
from conference.case_drafts.errors import NotReadyYet, NotWaiting, OwnText, WordsNeeded
from conference.case_drafts.models import CaseDraft, DraftState
from conference.case_drafts.reviewing import Review, missing_of, stamp
from conference.errors import NotYours
from conference.households.models import Household
from conference.page_reports.reasons import why_mended
from conference.people.models import Person
from conference.publishing import service as publishing
from conference.publishing.models import PageVersion
from search.pages import case


def draft_for(session: Session, person: Person, draft_id: int) -> CaseDraft:
    """Raises NotYours: the office alone sees drafts."""
    found = session.get(CaseDraft, draft_id)
    if found is None or not person.kind.sees_rosters:
        raise NotYours
    return found


def drafts(session: Session) -> list[CaseDraft]:
    """Newest first; what was published is on the page's own list."""
    return list(session.scalars(select(CaseDraft).order_by(CaseDraft.id.desc())))


def open_draft(session: Session, household: Household) -> CaseDraft | None:
    """The household's draft that is not published yet."""
    question = select(CaseDraft).where(
        CaseDraft.household_id == household.id, CaseDraft.state != DraftState.PUBLISHED
    )
    return session.scalar(question.order_by(CaseDraft.id.desc()).limit(1))


def start(session: Session, household: Household, author: Person) -> CaseDraft:
    """A new draft, or the one that is being written."""
    found = open_draft(session, household)
    if found is None:
        found = CaseDraft(household=household, author=author, started_at=clock.now())
        session.add(found)
        session.flush()
    return found


def submit(session: Session, given: Review) -> None:
    """To the approver.  Raises NotReadyYet."""
    saving.check_writing(given.draft)
    lacking = len(missing_of(given)) + len(given.findings)
    if lacking:
        raise NotReadyYet(lacking)
    given.draft.state, given.draft.sent_at, given.draft.returned_words = DraftState.WAITING, clock.now(), ""
    session.flush()


def take_back(session: Session, draft: CaseDraft) -> None:
    """Back from the approver's table to writing."""
    if draft.phase is not DraftState.WAITING:
        raise NotWaiting
    draft.state = DraftState.WRITING
    session.flush()


def send_back(session: Session, draft: CaseDraft, person: Person, words: str) -> None:
    """With words, so that the author knows what to do.  Raises NotWaiting, OwnText, WordsNeeded."""
    _check_may_approve(session, draft, person)
    if not words.strip():
        raise WordsNeeded
    draft.state, draft.returned_words = DraftState.RETURNED, words.strip()
    session.flush()


def approve(session: Session, given: Review, person: Person) -> PageVersion:
    """Through the gate to the public; the map of names goes.  Raises DoesNotPass, NotWaiting, OwnText."""
    draft = given.draft
    _check_may_approve(session, draft, person)
    page = stamp(given.page, person.kind.label, clock.today())
    key = publishing.gate_key(session)
    if given.asked_by_reading:
        raise gate.DoesNotPass(given.asked_by_reading)
    passed = gate.examine(case.render(page), given.known, given.papers, key, given.others)
    version = publishing.publish(session, passed, person, _why(session, draft), draft.household)
    draft.state, draft.approver_id, draft.approved_at = DraftState.PUBLISHED, person.id, clock.now()
    forget(session, draft)
    return version


def _why(session: Session, draft: CaseDraft) -> str:
    if draft.approved_at is None:
        return "はじめての公開"
    return why_mended(session, draft.page_id, draft.approved_at)


def forget(session: Session, draft: CaseDraft) -> None:
    """What leads from the page's words to the family's: texts, words, answers.  Signatures stay."""
    saving.remember_writers(session, draft)
    draft.edits.clear()
    draft.words.clear()
    draft.answers.clear()
    draft.returned_words = ""
    session.flush()


def _check_may_approve(session: Session, draft: CaseDraft, person: Person) -> None:
    if draft.phase is not DraftState.WAITING:
        raise NotWaiting
    if person.id in saving.writers(session, draft):
        raise OwnText
