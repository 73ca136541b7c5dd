"""Which rows under the headings are households: totals, separators and remarks are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from conference.importing.categories import known_category
from conference.importing.columns import Table
from conference.importing.fields import IDENTITY_FIELDS
from conference.importing.sheets import SheetRow, text_of

_TOTAL = re.compile(r"(?:合計|小計|総計|累計|総数|件数|世帯数|計)(?:[0-9(:].*|件|世帯)?$")
_REMARK = re.compile(
    r"[(\[【]?(?:備考|注意?|参考|凡例|記入例?|例)[)\]】:]|[※*]|以上$|以下余白|印刷|作成[者日:]|備考$"
)
_SEPARATOR = re.compile(r"[\W_]*$|[■●◆◇○▼▲□〇【<〈《\[].*|.*(?:の部|ケース|一覧|グループ)$")
_COUNT = re.compile(r"[0-9]+(?:件|世帯|人|名|家庭)?$")
_SENTENCE = re.compile("[。：:]|.{25}")
_FEW = 2
_ENOUGH_AFTER_A_GAP = 3


def household_rows(table: Table) -> Iterator[SheetRow]:
    """The rows that speak of a household, in their order."""
    judge = _Judge(table)
    previous, after_gap = table.last_heading_row, False
    for row in table.body:
        after_gap = after_gap or row.number > previous + 1
        previous = row.number
        if judge.is_household(row, after_gap=after_gap):
            after_gap = False
            yield row


class _Judge:
    """Knows the table's columns and headings."""

    def __init__(self, table: Table) -> None:
        by_field = table.by_field
        self._identity = [column.index for field, column in by_field.items() if field in IDENTITY_FIELDS]
        self._mapped = [column.index for column in by_field.values()]
        self._number = by_field["case_number"].index if "case_number" in by_field else None
        self._headings = {column.index: column.heading for column in table.columns if column.heading}

    def is_household(self, row: SheetRow, *, after_gap: bool) -> bool:
        """After an empty row more is asked, because other small tables follow there."""
        texts = [text_of(cell) for cell in row.own if cell is not None]
        if not texts or _is_aside(texts) or self._repeats_headings(row):
            return False
        filled = sum(row.own_value(index) is not None for index in self._mapped)
        named = any(_is_name(text_of(row.value(index))) for index in self._identity)
        if after_gap or not named:
            return filled >= _ENOUGH_AFTER_A_GAP and (named or self._is_numbered(row))
        return filled > 1 or self._is_alone_and_named(row)

    def _repeats_headings(self, row: SheetRow) -> bool:
        """The headings once more, as printed at the top of each page."""
        same = sum(
            isinstance(cell, str) and " ".join(cell.split()) == self._headings.get(index)
            for index, cell in enumerate(row.own)
        )
        return same >= _FEW and same * 2 >= row.filled

    def _is_numbered(self, row: SheetRow) -> bool:
        return self._number is not None and bool(text_of(row.value(self._number)))

    def _is_alone_and_named(self, row: SheetRow) -> bool:
        texts = [text_of(row.own_value(index)) for index in self._identity]
        return any(_is_name(text) and not _SENTENCE.search(text) for text in texts)


def _is_aside(texts: list[str]) -> bool:
    """A total; counts by 区分; few cells that begin like a remark or a dividing line; one text repeated."""
    first = "".join(unicodedata.normalize("NFKC", texts[0]).split())
    if _TOTAL.match(first):
        return True
    if len(texts) > 1 and (len(set(texts)) == 1 or all(map(_is_count, texts))):
        return True
    if len(texts) <= _FEW and _REMARK.match(first):
        return True
    return len(texts) == 1 and bool(_SEPARATOR.match(first) or known_category(first))


def _is_count(text: str) -> bool:
    """A cell of a small table of counts: 要保護 | 5件."""
    return bool(_COUNT.match(unicodedata.normalize("NFKC", text)) or known_category(text))


def _is_name(text: str) -> bool:
    return any(sign.isalpha() for sign in text)
