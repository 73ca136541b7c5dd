"""事例づくり from the first question to the page: who may do what to a draft, and what the gate is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock
from conference.anonymize import Known, gate, rarity, risks
from conference.anonymize.papers import CHECKLIST, STANDING, Papers, Signature
from conference.anonymize.rarity import Offer, Rare
from conference.anonymize.said import strings
from conference.case_drafts import questions, record, saving, traits
from conference.case_drafts.models import CaseAnswer, CaseDraft, CaseSignature, CaseWord, DraftState
from conference.case_drafts.processing import Processed, process
from conference.errors import ConferenceError, NotYours
from conference.households.models import Household
from conference.people.models import Person
from conference.publishing import service as publishing
from conference.publishing.models import PageVersion
from conference.rosters.models import Row
from search.pages import case
from search.pages.case import CasePage

MOST_RARE = 8
FEW = 4 * rarity.LEAST
"""In an office of fewer households everything is rare: one question stands for all combinations."""
FEW_HOUSEHOLDS = "rare:few"


class NotReadyYet(ConferenceError):
    """The draft cannot go to the approver; `missing` says what is lacking."""

    status = 409

    def __init__(self, count: int) -> None:
        super().__init__(
            f"まだ承認を頼めません。下の{count}か所を済ませてください。書いたものは残っています。"
        )


class OwnText(ConferenceError):
    """Who wrote in a draft cannot approve it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "自分が書いた事例は承認できません。書いていない統括支援員かセンター長に頼んでください。"
        )


class NotWaiting(ConferenceError):
    """Only what waits can be approved or sent back."""

    status = 409

    def __init__(self) -> None:
        super().__init__("この事例は今、承認待ちではありません。画面を開き直して、今の段階を見てください。")


class WordsNeeded(ConferenceError):
    """What is sent back says why."""

    status = 422

    def __init__(self) -> None:
        super().__init__("どこを直してほしいかを書いてください。まだ戻していません。")


@dataclass(frozen=True)
class Review:
    """Everything the review screen and the gate look at, computed once from one state of the draft."""

    draft: CaseDraft
    processed: Processed
    page: CasePage
    known: Known
    others: tuple[str, ...]
    papers: Papers
    rare: tuple[tuple[Rare, tuple[Offer, ...]], ...]
    risks: tuple[risks.Risk, ...]
    few: int = 0
    """How many households the office has, where it has too few to count combinations."""

    @property
    def mark(self) -> str:
        return gate.mark(self.page)

    @property
    def findings(self) -> tuple[gate.Finding, ...]:
        """What the gate would refuse, but for the approval itself."""
        if not self.page.sections:
            return ()
        stamped = stamp(self.page, "承認の前", clock.today())
        found = gate.findings(case.render(stamped), self.known, self.papers, self.others)
        return tuple(each for each in found if each.kind != gate.SECOND)

    @property
    def text_findings(self) -> list[gate.Finding]:
        """Of these, what only another wording helps."""
        return [
            each for each in self.findings if each.kind not in (gate.UNSIGNED, gate.UNANSWERED, gate.UNSURE)
        ]


def stamp(page: CasePage, approved_by: str, on: date) -> CasePage:
    """The page as it is published on this day."""
    review_by = date(on.year + 1, on.month, min(on.day, 28))
    return replace(page, approved_by=approved_by, approved_on=on, reviewed_on=on, review_by=review_by)


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


def review(
    session: Session, draft: CaseDraft, themes: tuple[str, ...], approver: Person | None = None
) -> Review:
    """The draft as it stands; `themes` are the labels of the knowledge base."""
    rows = record.rows_of(session, draft.household)
    known = record.known_of(session, draft.household, rows)
    said = saving.said(session, draft)
    fields = [*questions.FACTS, *(each.key for each in questions.asked(said.get("lesson", "")))]
    written = {field: said[field] for field in fields if said.get(field, "").strip()}
    words = {each.surface: each.instead for each in draft.words}
    processed = process(written, known, words, record.first_day(rows, draft))
    page = questions.page(processed.said, draft.page_id)
    office = _office(session, themes)
    few = len(office) if len(office) < FEW else 0
    rare = () if few else _rare(office, processed, themes)
    papers = Papers(
        author=draft.author_id,
        writers=saving.writers(session, draft),
        approver=approver.id if approver else None,
        signed={each.item: Signature(each.person_id, each.of) for each in draft.signatures},
        asked=frozenset([FEW_HOUSEHOLDS] if few else [each.key for each, _ in rare]),
        answered={each.question: each.words for each in draft.answers},
        kept=processed.kept,
    )
    found = tuple(risk for _, text in strings(page) for risk in risks.find(text))
    others = record.names_of_others(session, draft.household)
    return Review(draft, processed, page, known, others, papers, rare, found, few)


def _rare(
    office: list[rarity.Attributes], processed: Processed, themes: tuple[str, ...]
) -> tuple[tuple[Rare, tuple[Offer, ...]], ...]:
    """Few enough to be answered: the smallest and rarest combinations, each with wider words."""
    found = rarity.rare(traits.of_case(processed.said, themes), office)
    shown = sorted(found, key=lambda each: (len(each.traits), each.count))[:MOST_RARE]
    return tuple((each, tuple(rarity.offers(each, office, traits.broader)[:3])) for each in shown)


def _office(session: Session, themes: tuple[str, ...]) -> list[rarity.Attributes]:
    texts: dict[int, list[str]] = {}
    for household_id, concern, situation in session.execute(
        select(Row.household_id, Row.concern, Row.situation)
    ):
        texts.setdefault(household_id, []).append(f"{concern}\n{situation}")
    today = clock.today()
    households = session.scalars(select(Household)).all()
    return [traits.of_household(each, texts.get(each.id, []), themes, today) for each in households]


def choose(session: Session, draft: CaseDraft, surface: str, instead: str | None) -> None:
    """A person's word for one found word; None: it stays.  Raises NotBeingWritten."""
    _check_writing(draft)
    found = next((each for each in draft.words if each.surface == surface), None)
    if found is None:
        draft.words.append(CaseWord(surface=surface, instead=instead))
    else:
        found.instead = instead
    session.flush()


def unchoose(session: Session, draft: CaseDraft, surface: str) -> None:
    """The engine's own replacement again, or an open mark."""
    _check_writing(draft)
    draft.words[:] = [each for each in draft.words if each.surface != surface]
    session.flush()


def answer(session: Session, draft: CaseDraft, question: str, words: str) -> None:
    """特異な記述: the author's words to one question; empty takes them back."""
    _check_writing(draft)
    draft.answers[:] = [each for each in draft.answers if each.question != question]
    session.flush()
    if words.strip():
        draft.answers.append(CaseAnswer(question=question, words=words.strip()))
    session.flush()


def sign(session: Session, draft: CaseDraft, person: Person, items: list[str], mark: str) -> None:
    """The author's signatures for this text; an item not ticked is unsigned again."""
    _check_writing(draft)
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


class OnlyTheAuthor(ConferenceError):
    """The checklist is signed by who began the draft."""

    status = 403

    def __init__(self) -> None:
        super().__init__("確かめの印は、この事例を書き始めた人が付けます。書いたものは残っています。")


def submit(session: Session, given: Review) -> None:
    """To the approver.  Raises NotReadyYet."""
    _check_writing(given.draft)
    lacking = len(missing_of(given)) + len(given.findings)
    if lacking:
        raise NotReadyYet(lacking)
    given.draft.state, given.draft.sent_at, given.draft.returned_words = DraftState.WAITING, clock.now(), ""
    session.flush()


def missing_of(given: Review) -> list[str]:
    return questions.missing(given.processed.said)


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
    passed = gate.examine(case.render(page), given.known, given.papers, key, given.others)
    why = "直した版" if draft.approved_at else "はじめての公開"
    version = publishing.publish(session, passed, person, why, draft.household)
    draft.state, draft.approver_id, draft.approved_at = DraftState.PUBLISHED, person.id, clock.now()
    forget(session, draft)
    return version


def forget(session: Session, draft: CaseDraft) -> None:
    """What leads from the page's words to the family's: texts, words, answers.  Signatures stay."""
    saving.remember_writers(session, draft)
    draft.edits.clear()
    draft.words.clear()
    draft.answers.clear()
    draft.returned_words = ""
    session.flush()


def _check_writing(draft: CaseDraft) -> None:
    if not draft.phase.takes_writing:
        raise saving.NotBeingWritten


def _check_may_approve(session: Session, draft: CaseDraft, person: Person) -> None:
    if draft.phase is not DraftState.WAITING:
        raise NotWaiting
    if person.id in saving.writers(session, draft):
        raise OwnText


def open_questions(given: Review) -> list[tuple[str, str, str]]:
    """(key, word, sentence) of everything that stands out: the standing questions, then what this text says."""
    asked = [(item.key, item.word, item.sentence) for item in STANDING]
    told = {f"risk:{risk.kind}": (risk.kind, risk.why) for risk in given.risks}
    if given.few:
        few = f"この職場の名簿は{given.few}世帯です。事情の組み合わせはどれも少なく、知っている人には分かりやすいです。何を変えましたか。"
        asked.insert(0, (FEW_HOUSEHOLDS, "組み合わせ", few))
    return [*asked, *((key, word, why) for key, (word, why) in sorted(told.items()))]
