"""Lines pasted from a spreadsheet: cells as they stood there, without its headings and totals.  Pure."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import dropwhile

_TOTAL = re.compile(r"\(?(?:合計|総計|小計|計)\)?(?:\(.*\))?")
_NOTE = re.compile(r"\(.*\)$")
_NAMES = ("", "名", "の名前")
_ANY_NAMES = frozenset({"名前", "名称"})
SHORTEST_HEADING = 2


@dataclass(frozen=True)
class Lines:
    """Rows of as many cells as there are headings, or fewer; what was left out is counted."""

    rows: tuple[tuple[str, ...], ...]
    headings_and_totals: int = 0
    beyond: int = 0
    """Rows with something in a further column."""


def read(text: str, headings: Sequence[str]) -> Lines:
    """`headings`: of the table, the first one over the names. Rows without a word are no rows."""
    rows = [row for row in ([cell.strip() for cell in row] for row in cells_of(text)) if any(row)]
    lines = [row for row in dropwhile(lambda row: _is_heading(row, headings), rows) if not _is_total(row)]
    wide = len(headings)
    return Lines(
        tuple(tuple(row[:wide]) for row in lines),
        len(rows) - len(lines),
        sum(any(row[wide:]) for row in lines),
    )


def cells_of(text: str) -> list[list[str]]:
    """Rows of cells; what no spreadsheet writes is parted at line ends and tabs, so that no word is lost."""
    try:
        return list(csv.reader(StringIO(text, newline=""), "excel-tab", strict=True))
    except csv.Error:
        return [line.split("\t") for line in text.split("\n")]


def _is_heading(row: Sequence[str], headings: Sequence[str]) -> bool:
    """The name of the names, or each further heading or its beginning, 「センター」 for 「センターの把握数」."""
    name, *others = [_NOTE.sub("", plain(cell)) for cell in row[: len(headings)]]
    if name in _ANY_NAMES or name in {plain(headings[0]) + each for each in _NAMES}:
        return True
    return len(others) == len(headings) - 1 and all(
        len(cell) >= SHORTEST_HEADING and plain(heading).startswith(cell)
        for cell, heading in zip(others, headings[1:], strict=True)
    )


def _is_total(row: Sequence[str]) -> bool:
    return _TOTAL.fullmatch(plain(row[0])) is not None


def plain(text: str) -> str:
    """As it reads, whatever the width of its letters and the spaces in 「合　計」."""
    return "".join(unicodedata.normalize("NFKC", text).split())
