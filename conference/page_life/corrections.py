"""訂正の提案: a reader's sentence for a page, what its owner makes of it, and the answer at home."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.errors import ConferenceError, NotYours
from conference.page_life import mending, service
from conference.page_reports.models import Correction, CorrectionState
from conference.people.models import Person
from conference.publishing import hiding
from conference.publishing.models import PublishedPage

LONGEST = 1000


class SentenceMissing(ConferenceError):
    """Without the new sentence nobody knows what to change."""

    status = 422

    def __init__(self) -> None:
        super().__init__("どう直すとよいかを書いてください。書いたところまではこの画面に残っています。")


class AnswerMissing(ConferenceError):
    """Who proposed something hears why it is not taken."""

    status = 422

    def __init__(self) -> None:
        super().__init__("提案した人への返事を書いてください。まだ何も変えていません。")


class Answered(ConferenceError):
    """One answer is given."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この提案には、もう返事があります。画面を開き直してください。")


class CannotTake(ConferenceError):
    """Only a case written here, shown now and not being mended already, goes back to its author."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "このページは今、ここから直せません。付属のページか、直している途中です。返事だけを書いてください。"
        )


def propose(session: Session, key: str, by: Person, said: str, instead: str) -> Correction:
    """Raises SentenceMissing, and NotYours for a page that nobody is shown."""
    if key in hiding.closed(session):
        raise NotYours
    if not instead.strip():
        raise SentenceMissing
    made = Correction(
        key=key, person=by, at=clock.now(), said=said.strip()[:LONGEST], instead=instead.strip()[:LONGEST]
    )
    session.add(made)
    session.flush()
    return made


def correction_for(session: Session, person: Person, correction_id: int) -> Correction:
    """Raises NotYours: who proposed it, and who answers."""
    found = session.get(Correction, correction_id)
    if found is None or not (found.person_id == person.id or may_answer(session, person, found)):
        raise NotYours
    return found


def may_answer(session: Session, person: Person, found: Correction) -> bool:
    """統括支援員・センター長, and the page's owner."""
    owner = service.owner_of(session, found.key)
    return person.kind.runs_conferences or (owner is not None and owner.id == person.id)


def waiting_for(session: Session, person: Person) -> list[Correction]:
    """Of pages this person owns; what nobody owns waits for 統括支援員・センター長."""
    question = select(Correction).where(Correction.state == CorrectionState.OPEN).order_by(Correction.id)
    found = []
    for each in session.scalars(question):
        owner = service.owner_of(session, each.key)
        if owner.id == person.id if owner else person.kind.runs_conferences:
            found.append(each)
    return found


def answers_for(session: Session, person: Person) -> list[Correction]:
    """Answered, and not read yet by who proposed."""
    question = select(Correction).where(
        Correction.person_id == person.id,
        Correction.state != CorrectionState.OPEN,
        Correction.read_at.is_(None),
    )
    return list(session.scalars(question.order_by(Correction.id)))


def may_be_taken(session: Session, key: str) -> bool:
    """A case of this office whose draft is there and not on its author's table already."""
    page, draft = session.get(PublishedPage, key), mending.draft_of(session, key)
    is_shown = page is not None and key not in hiding.closed(session)
    return is_shown and draft is not None and mending.is_published(draft)


def take(session: Session, found: Correction, by: Person, words: str) -> None:
    """Back to the author with the proposal; the page stays until its next version is approved.

    Raises Answered, CannotTake, NotYours.
    """
    _check(session, found, by)
    page = session.get(PublishedPage, found.key)
    if page is None or page.newest is None or not may_be_taken(session, found.key):
        raise CannotTake
    mending.reopen(session, found.key, page.newest.text, f"「{found.said}」→「{found.instead}」")
    _settle(found, by, CorrectionState.TAKEN, words)
    session.flush()


def answer(session: Session, found: Correction, by: Person, words: str) -> None:
    """Not taken, and why.  Raises Answered, AnswerMissing, NotYours."""
    _check(session, found, by)
    if not words.strip():
        raise AnswerMissing
    _settle(found, by, CorrectionState.ANSWERED, words)
    session.flush()


def read(session: Session, found: Correction, by: Person) -> None:
    """Off the reader's home.  Raises NotYours for anybody else."""
    if found.person_id != by.id or found.state == CorrectionState.OPEN:
        raise NotYours
    found.read_at = clock.now()
    session.flush()


def _check(session: Session, found: Correction, by: Person) -> None:
    if not may_answer(session, by, found):
        raise NotYours
    if found.state != CorrectionState.OPEN:
        raise Answered


def _settle(found: Correction, by: Person, state: CorrectionState, words: str) -> None:
    found.state, found.answered_by_id, found.answered_at = state, by.id, clock.now()
    found.answer = words.strip()[:LONGEST]
