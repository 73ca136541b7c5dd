"""Households nobody has met for months, and households that left, by the four kinds of 終結."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conference.decisions.models import ClosureKind, DecisionKind
from conference.formats import fiscal_year_label
from conference.growth import fiscal_year
from conference.households.workers import first_worker
from conference.lists.plans import NO_WORKER
from conference.lists.sheets import (
    DAY,
    LATE,
    NAME,
    PLAIN,
    TEXT,
    Asked,
    Cell,
    Figure,
    Group,
    Line,
    Sheet,
    filled,
)
from conference.lists.standing import Standing
from conference.rosters.models import Row

MONTHS = (1, 2, 3, 6)
UNSEEN_COLUMNS = (
    ("最後に会った日", DAY),
    ("世帯", NAME),
    ("担当", PLAIN),
    ("主たる機能", PLAIN),
    ("変化", PLAIN),
    ("前の会議", DAY),
    ("わけ", TEXT),
)
CLOSED_COLUMNS = (
    ("会議", DAY),
    ("世帯", NAME),
    ("担当", PLAIN),
    ("主たる機能", PLAIN),
    ("方針・わけ", TEXT),
    ("その後", TEXT),
)
NO_KIND = "種類が選ばれていない"
NEVER = "会った日の記録がない"


def months_ago(today: date, months: int) -> date:
    """The same day some months before; the month's last day where there is none."""
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, today.day)


def unseen(found: Sequence[Standing], asked: Asked) -> Sheet:
    """Households still with us whom nobody has met since N months ago, the longest first."""
    since = months_ago(asked.today, asked.months)
    mine = [each for each in found if not each.closed and asked.takes(each.household)]
    never = [each for each in mine if each.seen_on is None]
    long = [each for each in mine if each.seen_on and each.seen_on < since]
    long.sort(key=lambda each: each.seen_on or date.max)
    label = f"{asked.months}か月より前"
    groups = [
        Group(label, [_unseen(each, asked) for each in long]),
        Group(NEVER, [_unseen(each, asked) for each in never]),
    ]
    figures = (
        Figure(label, len(long), is_late=True),
        Figure("記録がない", len(never), is_late=True),
        Figure("会えている", len(mine) - len(long) - len(never)),
    )
    return Sheet(UNSEEN_COLUMNS, filled(groups), figures, f"{asked.months}か月会えていない世帯はありません。")


def _unseen(each: Standing, asked: Asked) -> Line:
    why = f"{(asked.today - each.seen_on).days}日会えていない" if each.seen_on else NEVER
    cells = (
        Cell(asked.day(each.seen_on) if each.seen_on else "まだない", DAY),
        Cell(each.household.name, NAME),
        Cell(first_worker(each.household) or NO_WORKER),
        Cell(each.household.lead_function),
        Cell(each.newest.change or "未記入"),
        Cell(asked.day(each.newest.conference.held_on), DAY),
        Cell(why, LATE),
    )
    return Line(each.newest, cells)


def closing_rows(found: Sequence[Standing]) -> list[tuple[Standing, Row]]:
    """Every row that ended in 終結, newest first, whatever came later."""
    rows = [
        (each, row)
        for each in found
        for row in each.rows
        if row.decision and row.decision.kind == DecisionKind.CLOSE
    ]
    return sorted(rows, key=lambda pair: pair[1].conference.held_on, reverse=True)


def years(found: Sequence[Standing], today: date) -> list[int]:
    """Fiscal years that have a 終結, and this one; newest first."""
    kept = {fiscal_year(row.conference.held_on) for _, row in closing_rows(found)}
    return sorted({*kept, fiscal_year(today)}, reverse=True)


def year_label(year: int) -> str:
    return fiscal_year_label(date(year, 4, 1))


def closed(found: Sequence[Standing], asked: Asked) -> Sheet:
    """The 終結 of one fiscal year under their four kinds, which are never added up."""
    year = asked.year or fiscal_year(asked.today)
    rows = [
        (each, row)
        for each, row in closing_rows(found)
        if fiscal_year(row.conference.held_on) == year and asked.takes(each.household)
    ]
    kinds = [*(kind.value for kind in ClosureKind), NO_KIND]
    groups = [
        Group(kind, [_closed(each, row, asked) for each, row in rows if _kind(row) == kind]) for kind in kinds
    ]
    figures = [Figure(group.heading, len(group.lines), is_late=group.heading == NO_KIND) for group in groups]
    if not groups[-1].lines:
        figures.pop()
    return Sheet(CLOSED_COLUMNS, filled(groups), figures, f"{year_label(year)}に終結した世帯はありません。")


def _kind(row: Row) -> str:
    return (row.decision.closure_kind if row.decision else "") or NO_KIND


def _closed(each: Standing, row: Row, asked: Asked) -> Line:
    later = [other for other in each.rows if other.conference.held_on > row.conference.held_on]
    back = f"{asked.day(later[-1].conference.held_on)}の名簿に戻った" if later else ""
    cells = (
        Cell(asked.day(row.conference.held_on), DAY),
        Cell(row.household.name, NAME),
        Cell(first_worker(row.household) or NO_WORKER),
        Cell(row.household.lead_function),
        Cell(row.decision.policy if row.decision else "", TEXT),
        Cell(back, TEXT),
    )
    return Line(row, cells)
