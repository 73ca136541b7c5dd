"""What one press adds: a kind of visit, its terms or the meeting it comes before; and how a year is grouped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from conference.era import format_month_day
from conference.proposals.service import coming
from conference.rosters.models import Conference
from conference.visits.models import Visit, VisitKind

TERMS = ("1学期", "2学期", "3学期", "前期", "後期")
"""In the order of a year; a school has three of them or two."""
AT_ONCE = ((TERMS[:3], "1学期から3学期まで（3回ぶん）"), (TERMS[3:], "前期と後期（2回ぶん）"))
NO_TERM = "学期なし"
BETWEEN = "　"


@dataclass(frozen=True)
class Batch:
    """A place stands in it once for each term."""

    kind: VisitKind
    terms: tuple[str, ...] = ("",)
    conference: Conference | None = None

    @property
    def value(self) -> str:
        """How a form says it: a meeting by its number, whatever its day becomes."""
        part = str(self.conference.id) if self.conference else "・".join(self.terms)
        return " ".join(filter(None, (self.kind, part)))

    @property
    def label(self) -> str:
        part = name_of(self.conference) if self.conference else dict(AT_ONCE).get(self.terms, self.terms[0])
        return BETWEEN.join(filter(None, (self.kind, part)))


def batches(session: Session, today: date, asked: Conference | None = None) -> list[Batch]:
    """Every choice there is; `asked`: a meeting to be offered whatever its day."""
    meetings = coming(session, today)
    if asked is not None and asked not in meetings:
        meetings.insert(0, asked)
    parted = {
        VisitKind.TERM: [Batch(VisitKind.TERM, terms) for terms in _terms_at_once()],
        VisitKind.BEFORE: [Batch(VisitKind.BEFORE, conference=each) for each in meetings],
    }
    return [made for kind in VisitKind for made in parted.get(kind, [Batch(kind)])]


def _terms_at_once() -> list[tuple[str, ...]]:
    """The whole year first, then each of its terms."""
    return [part for whole, _ in AT_ONCE for part in (whole, *((each,) for each in whole))]


def name_of(conference: Conference) -> str:
    return f"{conference.title} {format_month_day(conference.held_on)}"


def sort_key(visit: Visit) -> tuple[int, int, date, int]:
    """Kinds in the order of VisitKind; in one of them by term, or by the meeting's day."""
    held_on = visit.conference.held_on if visit.conference else date.max
    terms = ("", *TERMS)
    term = terms.index(visit.term) if visit.term in terms else len(terms)
    return list(VisitKind).index(visit.sort), term, held_on, visit.conference_id or 0


@dataclass(frozen=True)
class Group:
    """Visits under one heading."""

    kind: VisitKind
    term: str
    conference: Conference | None
    visits: tuple[Visit, ...]

    @property
    def title(self) -> str:
        return BETWEEN.join(filter(None, (self.kind, self.part)))

    @property
    def part(self) -> str:
        """The term, or the meeting; empty for kinds that are not divided."""
        if self.conference is not None:
            return name_of(self.conference)
        return self.term or (NO_TERM if self.kind is VisitKind.TERM else "")

    @property
    def anchor(self) -> str:
        if self.conference is not None:
            return f"round-{self.conference.id}"
        return f"kind-{list(VisitKind).index(self.kind)}-{('', *TERMS).index(self.term)}"

    @property
    def done(self) -> int:
        return sum(each.done_at is not None for each in self.visits)


def groups_of(visits: Iterable[Visit]) -> list[Group]:
    """In the order they come in, which is that of `sort_key`."""
    made = []
    for _, found in groupby(visits, key=sort_key):
        together = tuple(found)
        first = together[0]
        made.append(Group(first.sort, first.term, first.conference, together))
    return made


@dataclass(frozen=True)
class TermTable:
    """学校 × 学期: each school's visit in each term, None where none is planned."""

    terms: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Visit | None, ...]], ...]


def term_table(visits: Sequence[Visit]) -> TermTable | None:
    """None where no term is planned."""
    mine = [each for each in visits if each.kind == VisitKind.TERM]
    there = {each.term for each in mine}
    terms = tuple(each for each in (*TERMS, "") if each in there)
    by_place: dict[str, dict[str, Visit]] = {}
    for each in mine:
        by_place.setdefault(each.place, {}).setdefault(each.term, each)
    lines = ((place, tuple(found.get(term) for term in terms)) for place, found in by_place.items())
    return TermTable(terms, tuple(lines)) if mine else None


@dataclass(frozen=True)
class Round:
    """How far the visits before a meeting are; `year` is where they stand."""

    year: int
    total: int
    done: int


def round_before(session: Session, conference: Conference) -> Round | None:
    """None while nobody has made one."""
    counted = select(func.min(Visit.year), func.count(), func.count(Visit.done_at))
    year, total, done = session.execute(counted.where(Visit.conference_id == conference.id)).one()
    return Round(year, total, done) if total else None


def known_schools(session: Session) -> list[str]:
    """Schools and nurseries of the newest year that has any, once each, as they were pasted."""
    mine = Visit.kind.in_([each for each in VisitKind if each.goes_to_schools])
    newest = select(func.max(Visit.year)).where(mine).scalar_subquery()
    found = session.scalars(select(Visit.place).where(mine, Visit.year == newest).order_by(Visit.id))
    return list(dict.fromkeys(found))
