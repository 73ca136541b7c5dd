"""What a list is made of, alike for the screen, paper and Excel: groups of lines under counts.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from conference.decisions.models import Assignment
from conference.era import format_date
from conference.households.models import Household
from conference.households.workers import is_worker
from conference.people.models import Person
from conference.rosters.cells import UNDECIDED, day_text
from conference.rosters.models import Row

PLAIN, DAY, NAME, LATE, STATE, TEXT = "plain", "day", "name", "late", "state", "text"
"""How a cell looks, and how wide its column is on paper."""


@dataclass(frozen=True)
class Asked:
    """Which lines: whose households, of which function, and what each list asks besides."""

    today: date
    worker: Person | None = None
    """None: everybody's."""
    without_worker: bool = False
    """Only households nobody is named for."""
    function: str = ""
    months: int = 3
    year: int = 0
    by: str = "person"

    def takes(self, household: Household) -> bool:
        if self.function and household.lead_function != self.function:
            return False
        if self.without_worker:
            return not household.lead_worker.strip() and not household.workers
        return self.worker is None or is_worker(household, self.worker)

    def day(self, day: date | None) -> str:
        return day_text(day, self.today) if day else UNDECIDED


@dataclass(frozen=True)
class Cell:
    text: str
    kind: str = PLAIN


@dataclass(frozen=True)
class Line:
    """One line; `role` where 済・未 can be said in place."""

    row: Row
    cells: tuple[Cell, ...]
    role: Assignment | None = None

    @property
    def household(self) -> Household:
        return self.row.household

    @property
    def is_late(self) -> bool:
        return any(cell.kind == LATE for cell in self.cells)


@dataclass(frozen=True)
class Group:
    heading: str
    lines: Sequence[Line]

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)


@dataclass(frozen=True)
class Figure:
    label: str
    count: int
    is_late: bool = False


@dataclass(frozen=True)
class Sheet:
    """A whole list; `columns` are (heading, kind) pairs."""

    columns: tuple[tuple[str, str], ...]
    groups: Sequence[Group]
    figures: Sequence[Figure] = field(default=())
    empty: str = "当てはまる世帯はありません。"

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def households(self) -> list[Household]:
        return list({line.row.household_id: line.household for line in self.lines}.values())


def late(day: date, today: date) -> str:
    return f"超過{(today - day).days}日"


def month_label(day: date) -> str:
    """令和8年12月."""
    return format_date(day, weekday=False).partition("月")[0] + "月"


def filled(groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if group.lines]
