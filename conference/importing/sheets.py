"""A sheet as plain values, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Values = tuple[Cell, ...]


# Control, surrogate, zero-width and direction signs; private-use characters are the office's own 外字 and stay.
_UNTYPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Limits:
    """What a roster may cost; far above any office's, far below what hurts the machine."""

    file_bytes: int = 10_000_000
    unpacked_bytes: int = 120_000_000
    unpacked_ratio: int = 150  # a real sheet packs 5 to 40 times
    ratio_counts_from: int = 20_000_000  # a small file may pack well
    parts: int = 2_000
    rows: int = 50_000
    cells: int = 1_000_000
    texts: int = 400_000  # different texts of a workbook
    slots: int = 8_000_000  # width times height, empty cells too: a far column makes every row long
    fills: int = 300_000  # cells that merged blocks may fill


@dataclass(frozen=True)
class Merge:
    """A merged block; rows from 1 as the sheet shows them, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class SheetRow:
    """One row that says something.  `own` has None where a merge above supplied the value."""

    number: int
    values: Values
    own: Values

    def value(self, column: int) -> Cell:
        return self.values[column] if column < len(self.values) else None

    def own_value(self, column: int) -> Cell:
        return self.own[column] if column < len(self.own) else None

    @property
    def filled(self) -> int:
        return sum(cell is not None for cell in self.own)


@dataclass(frozen=True)
class Sheet:
    """The rows of one visible sheet, empty ones left out."""

    name: str
    rows: tuple[SheetRow, ...]
    merges: tuple[Merge, ...] = ()
    date1904: bool = False
    uncalculated: frozenset[tuple[int, int]] = frozenset()  # (row, column) of formulas without a result
    active: bool = False

    @property
    def width(self) -> int:
        return max((len(row.values) for row in self.rows), default=0)


@dataclass(frozen=True)
class Book:
    sheets: tuple[Sheet, ...]


def text_of(cell: Cell) -> str:
    """A cell's text as a person sees it, old character forms untouched."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def cleaned(cell: object) -> Cell:
    """Drop what no office typed: control characters and Excel's carriage-return escape."""
    if not isinstance(cell, str):
        return cell if isinstance(cell, Cell) else str(cell)
    text = cell.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return _UNTYPED.sub("", text).strip() or None


def is_error(cell: Cell) -> bool:
    """#REF! and its kin: a result Excel could not work out."""
    return isinstance(cell, str) and cell in _ERRORS


_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})


def trimmed(cells: Sequence[Cell]) -> Values:
    """Without the empty cells at the end."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])
