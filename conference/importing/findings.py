"""What is doubtful in a roster, in sentences that say what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from conference.era import format_date
from conference.importing.categories import CATEGORIES
from conference.importing.columns import Column

if TYPE_CHECKING:
    from conference.importing.rows import RosterRow


@dataclass(frozen=True)
class Warned:
    """A doubt about one cell; row and column are None where it is about the whole sheet."""

    row: int | None
    column: str | None
    message: str

    def to_json(self) -> dict[str, int | str | None]:
        return {"row": self.row, "column": self.column, "message": self.message}


def grade_misfit(expected: str, written: str) -> str:
    return f"生年月日では{expected}ですが、名簿は{written}です。どちらかを直してください。"


def unknown_category(text: str) -> str:
    choices = "・".join(CATEGORIES)
    if text == "特別妊婦":
        return "「特別妊婦」という区分はありません。「特定妊婦」に直してください。"
    return f"区分「{text}」は決まった区分にありません。{choices}から選び直してください。"


def household_missing() -> str:
    return "世帯も氏名も書かれていません。どの世帯の行か書いてください。"


def unborn(born: date) -> str:
    return f"生年月日（{format_date(born, weekday=False)}）が会議の日より後です。年を確かめてください。"


def formula_without_result() -> str:
    return "式の結果が保存されていないため読めません。Excelで開いて保存し直してください。"


def cell_has_error(text: str) -> str:
    return f"式の結果が「{text}」になっています。Excelで直してください。"


def doubts_of_sheet(chosen: str, others: Sequence[str]) -> Iterable[Warned]:
    if others:
        names = "・".join(f"「{name}」" for name in others)
        yield Warned(
            None,
            None,
            f"シート「{chosen}」を読みました。{names}も名簿のように見えます。違うときはシートを選び直してください。",
        )


def doubts_between_rows(rows: Sequence[RosterRow], columns: Mapping[str, Column]) -> Iterable[Warned]:
    """A case number under two households, or the same child twice."""
    groups: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.case_number:
            groups[row.case_number].append(row)
    heading = columns["case_number"].heading if "case_number" in columns else None
    for number, group in groups.items():
        for earlier, later in pairwise(group):
            if message := _clash(number, earlier, later, group[: group.index(later)]):
                yield Warned(later.row, heading, message)


def _clash(number: str, earlier: RosterRow, later: RosterRow, before: Sequence[RosterRow]) -> str | None:
    if earlier.household and later.household and earlier.household != later.household:
        return (
            f"ケース番号「{number}」が「{earlier.household}」（{earlier.row}行目）と"
            f"「{later.household}」の両方にあります。番号を確かめてください。"
        )
    twin = next((row for row in before if (row.name, row.birth_date) == (later.name, later.birth_date)), None)
    if twin is None:
        return None
    return f"ケース番号「{number}」の「{later.name}」が{twin.row}行目にもあります。どちらかの行を消してください。"
