"""年間の実績: what all meetings of an office add up to in a fiscal year, beside the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from conference.growth import fiscal_year
from conference.rosters.models import Conference, Series
from conference.series.kinds import kind_of
from conference.years.counting import CLOSURES, NO_KIND, Fact, agencies_of, facts_of, held


@dataclass(frozen=True)
class Figures:
    """Of one series, or of all, in one year; no names in it."""

    meetings: int = 0
    rows: int = 0
    households: int = 0
    new: int = 0
    closed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CLOSURES, 0))
    """By kind of 終結: they are four different things and never added up."""
    agencies: int = 0


@dataclass(frozen=True)
class SeriesYear:
    series: Series
    this: Figures
    last: Figures

    @property
    def has_roster(self) -> bool:
        return kind_of(self.series).has_roster


@dataclass(frozen=True)
class OfficeYear:
    year: int
    lines: tuple[SeriesYear, ...]
    this: Figures
    last: Figures

    @property
    def closures(self) -> tuple[str, ...]:
        """種類なし only where there is one."""
        used = any(each.closed[NO_KIND] for each in (self.this, self.last))
        return CLOSURES if used else CLOSURES[:-1]


def office_year(session: Session, year: int, today: date) -> OfficeYear:
    """Every series that met in this year or the year before."""
    meetings = held(session, (year - 1, year), today)
    facts = facts_of(session, meetings)
    agencies = {each: len(there) for each, there in agencies_of(session, meetings).items()}

    def counted(series: Series | None, when: int) -> Figures:
        mine = [
            each
            for each in meetings
            if fiscal_year(each.held_on) == when and (series is None or each.series_id == series.id)
        ]
        return figures(mine, facts, agencies)

    all_series = {each.series_id: each.series for each in meetings}
    lines = [
        SeriesYear(series, counted(series, year), counted(series, year - 1))
        for _, series in sorted(all_series.items())
    ]
    lines.sort(key=lambda line: not line.has_roster)
    return OfficeYear(year, tuple(lines), counted(None, year), counted(None, year - 1))


def figures(meetings: Sequence[Conference], facts: Sequence[Fact], agencies: dict[int, int]) -> Figures:
    ids = {each.id for each in meetings}
    mine = [fact for fact in facts if fact.conference_id in ids]
    closed = Counter(fact.closure for fact in mine if fact.closure)
    return Figures(
        meetings=len(meetings),
        rows=len(mine),
        households=len({fact.household_id for fact in mine}),
        new=sum(fact.is_new for fact in mine),
        closed={kind: closed[kind] for kind in CLOSURES},
        agencies=sum(agencies.get(each, 0) for each in ids),
    )
