"""Which kinds of meeting write two things on a line, and what they are called.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from conference.years.difference import against_the_plan, who_knows_more

APRIL = 4
NAME, FIRST, SECOND = "name", "first", "second"
WHOLE = "all"
"""Key of the line that stands there before anybody adds one."""


@dataclass(frozen=True)
class Ruled:
    """A table of one kind of meeting: what a line is, and the two things written on it."""

    title: str
    line: str
    parts: tuple[tuple[str, str], tuple[str, str]]
    difference: Callable[[str, str], str]
    hint: str
    pasted: str
    """How lines from a spreadsheet look."""
    starts_with: str = ""
    """Name of the line WHOLE; empty where there is none."""
    is_long: bool = False
    terms: tuple[str, ...] = ()
    """Parts of the fiscal year, equally long, from April on."""

    @property
    def labels(self) -> dict[str, str]:
        return {NAME: self.line, **dict(self.parts)}

    def is_summed(self, key: str) -> bool:
        """Lines of numbers are added up; the line of the whole is no part of itself."""
        return not self.is_long and key != WHOLE

    def meeting_labels(self, months: Sequence[int]) -> list[str]:
        """The month of each; where there are terms the one it falls in, a second one there as 「前期 2回め」."""
        if not self.terms:
            return [f"{month}月" for month in months]
        found = [self.terms[(month - APRIL) % 12 * len(self.terms) // 12] for month in months]
        times = [found[: at + 1].count(term) for at, term in enumerate(found)]
        return [f"{term} {time}回め" if time > 1 else term for term, time in zip(found, times, strict=True)]


TABLES = {
    "school_social": Ruled(
        "把握している数", "学校", ((FIRST, "センターの把握数"), (SECOND, "SSWの把握数")), who_knows_more,
        "学校ごとに分けないときは「全体」の行だけでかまいません。子どもの名前は書きません。",
        "学校の名前だけでも、「学校・センターの数・SSWの数」の3列でも貼り付けられます。",
        starts_with="全体",
    ),
    "undertakings": Ruled(
        "取組ごとの計画と実績", "取組", ((FIRST, "計画"), (SECOND, "実績")), against_the_plan,
        "「12回」のように数で書くと、差が出ます。実施月を言葉で書いてもかまいません。",
        "取組の名前だけでも、「取組・計画・実績」の3列でも貼り付けられます。",
        is_long=True, terms=("前期", "中期", "後期"),
    ),
}  # fmt: skip


def table_for(kind: str) -> Ruled | None:
    """The table of a kind of meeting (its id); None where it writes a memo only."""
    return TABLES.get(kind)
