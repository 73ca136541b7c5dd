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
    identity = [column.index for field, column in table.by_field.items() if field in IDENTITY_FIELDS]
    mapped = [column.index for column in table.columns if column.field]
    previous, after_gap = table.last_heading_row, False
    for row in table.body:
        after_gap = after_gap or row.number > previous + 1
        previous = row.number
        if _is_household(row, table, identity, mapped, after_gap=after_gap):
            after_gap = False
            yield row


def _is_household(
    row: SheetRow, table: Table, identity: list[int], mapped: list[int], *, after_gap: bool
) -> bool:
    texts = [text_of(cell) for cell in row.own if cell is not None]
    if _is_aside(texts) or _repeats_headings(row, table):
        return False
    filled = sum(row.own_value(index) is not None for index in mapped)
    named = any(_is_name(text_of(row.value(index))) for index in identity)
    if after_gap or not named:
        return filled >= _ENOUGH_AFTER_A_GAP and (named or _has_case_number(row, table))
    return filled > 1 or _is_alone_and_named(row, identity)


def _is_aside(texts: list[str]) -> bool:
    """A total; or few cells that begin like a remark or a dividing line; or one text repeated."""
    first = "".join(unicodedata.normalize("NFKC", texts[0]).split()) if texts else ""
    if _TOTAL.match(first):
        return True
    if len(texts) > 1 and (len(set(texts)) == 1 or all(map(_is_count, texts))):
        return True
    if len(texts) <= _FEW and _REMARK.match(first):
        return True
    return len(texts) == 1 and bool(_SEPARATOR.match(first) or known_category(first))


def _is_count(text: str) -> bool:
    """A cell of a small table of counts: 要保護 | 5件."""
    return bool(known_category(text) or _COUNT.match(unicodedata.normalize("NFKC", text)))


def _repeats_headings(row: SheetRow, table: Table) -> bool:
    """The headings once more, as printed at the top of each page."""
    headings = {column.index: column.heading for column in table.columns if column.heading}
    same = sum(
        " ".join(text_of(row.own_value(index)).split()) == heading for index, heading in headings.items()
    )
    return same >= _FEW and same * 2 >= row.filled


def _is_name(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _has_case_number(row: SheetRow, table: Table) -> bool:
    column = table.by_field.get("case_number")
    return column is not None and bool(text_of(row.value(column.index)))


def _is_alone_and_named(row: SheetRow, identity: list[int]) -> bool:
    texts = [text_of(row.own_value(index)) for index in identity]
    return any(_is_name(text) and not _SENTENCE.search(text) for text in texts)
