"""What a person answers while a draft is being written: words, questions, signatures."""

from __future__ import annotations

from sqlalchemy.orm import Session

from conference import clock
from conference.anonymize.papers import CHECKLIST
from conference.case_drafts.errors import OnlyTheAuthor
from conference.case_drafts.models import CaseAnswer, CaseDraft, CaseSignature, CaseWord
from conference.case_drafts.saving import check_writing
from conference.people.models import Person


def choose(session: Session, draft: CaseDraft, surface: str, instead: str | None) -> None:
    """A person's word for one found word; None: it stays.  Raises NotBeingWritten."""
    check_writing(draft)
    found = next((each for each in draft.words if each.surface == surface), None)
    if found is None:
        draft.words.append(CaseWord(surface=surface, instead=instead))
    else:
        found.instead = instead
    session.flush()


def unchoose(session: Session, draft: CaseDraft, surface: str) -> None:
    """The engine's own replacement again, or an open mark."""
    check_writing(draft)
    draft.words[:] = [each for each in draft.words if each.surface != surface]
    session.flush()


def answer(session: Session, draft: CaseDraft, question: str, words: str) -> None:
    """特異な記述: the author's words to one question; empty takes them back."""
    check_writing(draft)
    draft.answers[:] = [each for each in draft.answers if each.question != question]
    session.flush()
    if words.strip():
        draft.answers.append(CaseAnswer(question=question, words=words.strip()))
    session.flush()


def sign(session: Session, draft: CaseDraft, person: Person, items: list[str], mark: str) -> None:
    """The author's signatures for this text; an item not ticked is unsigned again."""
    check_writing(draft)
    if person.id != draft.author_id:
        raise OnlyTheAuthor
    draft.signatures.clear()
    session.flush()
    known = {item.key for item in CHECKLIST}
    draft.signatures += [
        CaseSignature(item=item, person_id=person.id, of=mark, at=clock.now())
        for item in items
        if item in known
    ]
    session.flush()
