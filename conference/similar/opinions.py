"""参考になった・違う: what people said of a case for a household, and how the next reader is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, joinedload

from conference import clock, era
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.models import Row
from conference.similar.models import SimilarOpinion, Verdict

WORDS = {Verdict.HELPFUL: "参考になった", Verdict.DIFFERENT: "合わないとした"}


@dataclass(frozen=True)
class Said:
    """What was said for one household, by page, and how often each page helped anywhere in the office."""

    by_page: dict[str, list[SimilarOpinion]] = field(default_factory=dict)
    helped: dict[str, int] = field(default_factory=dict)

    def sets_aside(self, page_id: str) -> bool:
        return self._has(page_id, Verdict.DIFFERENT)

    def has_helped(self, page_id: str) -> bool:
        return self._has(page_id, Verdict.HELPFUL)

    def is_helpful_to(self, person: Person, page_id: str) -> bool:
        """Whether this person has said so."""
        return any(
            one.person_id == person.id and one.verdict == Verdict.HELPFUL
            for one in self.by_page.get(page_id, ())
        )

    def lines(self, page_id: str, today: date) -> list[str]:
        """Sentences for the next reader, newest first; no other household is named."""
        own = self.by_page.get(page_id, [])
        elsewhere = self.helped.get(page_id, 0) - sum(one.verdict == Verdict.HELPFUL for one in own)
        told = [line(one, today) for one in sorted(own, key=lambda one: one.at, reverse=True)]
        return [*told, *([f"この職場で{self.helped[page_id]}回 参考になった"] if elsewhere else [])]

    def _has(self, page_id: str, verdict: Verdict) -> bool:
        return any(one.verdict == verdict for one in self.by_page.get(page_id, ()))


def line(opinion: SimilarOpinion, today: date) -> str:
    """「7月の会議で参考になった（三宅）」; the year stands there when it is another one."""
    meeting = opinion.conference
    day = meeting.held_on if meeting else opinion.at.date()
    month = f"{day.month}月" if day.year == today.year else era.format_date(day).partition("月")[0] + "月"
    where = f"{month}の会議で" if meeting else f"{month}に"
    return f"{where}{WORDS[Verdict(opinion.verdict)]}（{opinion.person.family_name}）"


def about(session: Session, household: Household) -> Said:
    """Everything said for a household, and the office's counts of the pages that helped."""
    question = (
        select(SimilarOpinion)
        .where(SimilarOpinion.household_id == household.id)
        .options(joinedload(SimilarOpinion.person), joinedload(SimilarOpinion.conference))
    )
    return Said(_by_page(session.scalars(question)), _helped(session))


def _by_page(opinions: Iterable[SimilarOpinion]) -> dict[str, list[SimilarOpinion]]:
    found: dict[str, list[SimilarOpinion]] = defaultdict(list)
    for opinion in opinions:
        found[opinion.page_id].append(opinion)
    return dict(found)


def _helped(session: Session) -> dict[str, int]:
    """How often each page helped, over the office."""
    question = (
        select(SimilarOpinion.page_id, func.count())
        .where(SimilarOpinion.verdict == Verdict.HELPFUL)
        .group_by(SimilarOpinion.page_id)
    )
    return Counter({page_id: times for page_id, times in session.execute(question)})


def say(session: Session, row: Row, page_id: str, person: Person, verdict: Verdict) -> None:
    """This person's word, in the place of an earlier one."""
    key = {"household_id": row.household_id, "page_id": page_id, "person_id": person.id}
    opinion = session.get(SimilarOpinion, tuple(key.values())) or SimilarOpinion(**key)
    opinion.conference_id, opinion.verdict, opinion.at = row.conference_id, verdict, clock.now()
    session.add(opinion)
    session.flush()


def withdraw(session: Session, household: Household, page_id: str, person: Person) -> None:
    """As if this person had said nothing."""
    opinion = session.get(SimilarOpinion, (household.id, page_id, person.id))
    if opinion is not None:
        session.delete(opinion)
        session.flush()


def propose_again(session: Session, household: Household, page_id: str) -> None:
    """Nobody's 「合わない」 stands any more for this page and household."""
    session.execute(
        delete(SimilarOpinion).where(
            SimilarOpinion.household_id == household.id,
            SimilarOpinion.page_id == page_id,
            SimilarOpinion.verdict == Verdict.DIFFERENT,
        )
    )
