"""年間の実績 as texts in columns, for the screen, paper and Excel: for the center, or as it may leave it.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conference.years.office import Figures, OfficeYear
from conference.years.outside import told_together
from conference.years.small_numbers import Column, Told

NOTHING = "—"
"""A meeting without a roster counts no households."""
OUTSIDE_NOTE = (
    "世帯の数が1から4のところは「5未満」にしました。"
    "「X」は、ほかの数と合わせると小さい数が分かってしまうため出していない数です"
    "（1以上です。5未満のこともあります）。"
)
Pair = tuple[str, str]
"""This year, and the year before."""


@dataclass(frozen=True)
class Counted:
    """One column: what it counts; `of_households` may tell which household it is."""

    heading: str
    count: Callable[[Figures], int]
    is_sum: bool = True
    of_households: bool = True


@dataclass(frozen=True)
class Sheet:
    """`columns` are headings; each line has a pair of texts for each of them."""

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[Pair, ...]], ...]
    total: tuple[Pair, ...]


MEETINGS = Counted("開催回数", lambda each: each.meetings, of_households=False)
ROWS = Counted("世帯（延べ）", lambda each: each.rows)
HOUSEHOLDS = Counted("世帯（実数）", lambda each: each.households, is_sum=False)
NEW = Counted("新規の世帯", lambda each: each.new)
AGENCIES = Counted("参加した機関（延べ）", lambda each: each.agencies, of_households=False)


def sheet_of(office: OfficeYear, *, outside: bool) -> Sheet:
    """`outside`: as it may be handed to other agencies."""
    parts = [NEW, *(_closed(kind) for kind in office.closures)]
    columns = [MEETINGS, ROWS, HOUSEHOLDS, *parts, AGENCIES]
    this, last = (_all_told(columns, office, year, outside) for year in ("this", "last"))
    pairs = [list(zip(now.texts, then.texts, strict=True)) for now, then in zip(this, last, strict=True)]
    lines = [
        (
            line.series.title,
            tuple(
                pairs[column][at] if line.has_roster or not each.of_households else (NOTHING, NOTHING)
                for column, each in enumerate(columns)
            ),
        )
        for at, line in enumerate(office.lines)
    ]
    totals = [(now.total, then.total) for now, then in zip(this, last, strict=True)]
    return Sheet(tuple(each.heading for each in columns), tuple(lines), tuple(totals))


def _closed(kind: str) -> Counted:
    return Counted(f"終結：{kind}", lambda each: each.closed[kind])


def _all_told(columns: Sequence[Counted], office: OfficeYear, year: str, outside: bool) -> list[Told]:
    """Column by column; `year` is this or last."""
    lines: list[Figures] = [getattr(line, year) for line in office.lines]
    whole: Figures = getattr(office, year)
    counted = [Column(tuple(map(each.count, lines)), each.count(whole), each.is_sum) for each in columns]
    told = [_plainly(each) for each in counted]
    if outside:
        _, rows, households, *parts, _ = counted
        told[1:-1] = told_together(rows, households, parts)
    return told


def _plainly(column: Column) -> Told:
    return Told(tuple(f"{each:,}" for each in column.numbers), f"{column.total:,}")
