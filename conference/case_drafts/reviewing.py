"""A draft as it stands: two texts, what the gate would say, which combinations are rare, what is to be answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import clock, office_names
from conference.anonymize import Known, gate, rarity, risks
from conference.anonymize.papers import STANDING, Papers, Signature
from conference.anonymize.rarity import Offer, Rare
from conference.anonymize.said import strings
from conference.anonymize.tagger import Layer
from conference.case_drafts import questions, record, saving, traits
from conference.case_drafts.models import CaseDraft
from conference.case_drafts.processing import Processed, process
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.models import Row
from search.pages import case
from search.pages.case import CasePage

MOST_RARE = 8
FEW = 4 * rarity.LEAST
"""In an office of fewer households everything is rare: one question stands for all combinations."""
FEW_HOUSEHOLDS = "rare:few"


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
        return (*(each for each in found if each.kind != gate.SECOND), *self.asked_by_reading)

    @property
    def asked_by_reading(self) -> tuple[gate.Finding, ...]:
        """Words that only the trained reading asks about, and nobody has answered yet."""
        return tuple(gate.Finding("本文", gate.UNSURE, each.why) for each in self.processed.asked_by_reading)

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


@dataclass(frozen=True)
class Material:
    """What the engine reads; gathered first, so that nobody waits for the records while it reads."""

    written: Mapping[str, str]
    known: Known
    words: Mapping[str, str | None]
    start: date

    def processed(self, layer: Layer | None) -> Processed:
        return process(self.written, self.known, self.words, self.start, layer)


def material(session: Session, draft: CaseDraft) -> Material:
    """The fields in the order of their questions, what the record holds, and what was chosen for a word."""
    rows = record.rows_of(session, draft.household)
    said = saving.said(session, draft)
    fields = [*questions.FACTS, *(each.key for each in questions.asked(said.get("lesson", "")))]
    return Material(
        written={field: said[field] for field in fields if said.get(field, "").strip()},
        known=record.known_of(session, draft.household, rows),
        words={each.surface: each.instead for each in draft.words},
        start=record.first_day(rows, draft),
    )


def review(
    session: Session,
    draft: CaseDraft,
    themes: tuple[str, ...],
    layer: Layer | None = None,
    approver: Person | None = None,
) -> Review:
    """The draft as it stands; `themes` are the labels of the knowledge base, `layer` the trained reading."""
    given = material(session, draft)
    processed = given.processed(layer)
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
        doubted=processed.doubted,
    )
    found = tuple(risk for _, text in strings(page) for risk in risks.find(text))
    others = office_names.full_names(session, draft.household)
    return Review(draft, processed, page, given.known, others, papers, rare, found, few)


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


def missing_of(given: Review) -> list[str]:
    return questions.missing(given.processed.said)


def open_questions(given: Review) -> list[tuple[str, str, str]]:
    """(key, word, sentence) of everything that stands out: the standing questions, then what this text says."""
    asked = [(item.key, item.word, item.sentence) for item in STANDING]
    told = {f"risk:{risk.kind}": (risk.kind, risk.why) for risk in given.risks}
    if given.few:
        few = f"この職場の名簿は{given.few}世帯です。事情の組み合わせはどれも少なく、知っている人には分かりやすいです。何を変えましたか。"
        asked.insert(0, (FEW_HOUSEHOLDS, "組み合わせ", few))
    return [*asked, *((key, word, why) for key, (word, why) in sorted(told.items()))]
