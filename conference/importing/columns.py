"""Where the table starts and what each column holds: by its heading, confirmed by its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openpyxl.utils import get_column_letter

from conference.era import parse_date
from conference.importing.categories import known_category
from conference.importing.fields import (
    DATE_FIELDS,
    IDENTITY_FIELDS,
    PERSON_FIELDS,
    WITHIN_RANK,
    field_of,
    is_serial_heading,
    may_be_another_kind,
    may_be_serial,
    names_another_person,
)
from conference.importing.sheets import Cell, Merge, Sheet, SheetRow, text_of

_BETWEEN_DATES = re.compile(r"[、，,;；]|\n(?!\s*[(（]?満?[0-9０-９]{1,3}\s*[歳才かカヶケヵ])")
ColumnMapping = Mapping[int, str | None]  # column from 0 → field, or None for 「この表にない」

_ROWS_SEARCHED = 40
_DEEPEST_HEADING = 3
_ROWS_SAMPLED = 200
_SAMPLES = 3
_SAMPLE_LENGTH = 60
_CONFIRMED_SHARE = 0.5
_LONGEST_SERIAL = 5
_FULL_ROW = 3


class Sure(StrEnum):
    """How far the reading of a column can be trusted; staff see the value."""

    CHOSEN = "選んだ列"
    CERTAIN = "確か"
    LIKELY = "たぶん"
    UNKNOWN = "分からない"


@dataclass(frozen=True)
class Column:
    index: int
    heading: str
    field: str | None
    sure: Sure
    samples: tuple[str, ...]

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)


@dataclass(frozen=True)
class Table:
    """A sheet's headings (rows from 1, both ends included) and its columns."""

    sheet: Sheet
    first_heading_row: int
    last_heading_row: int
    columns: tuple[Column, ...]

    @property
    def title_rows(self) -> tuple[SheetRow, ...]:
        return tuple(row for row in self.sheet.rows if row.number < self.first_heading_row)

    @property
    def body(self) -> tuple[SheetRow, ...]:
        return tuple(row for row in self.sheet.rows if row.number > self.last_heading_row)

    @property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns if column.field}

    @property
    def looks_like_a_roster(self) -> bool:
        return len(self.by_field) >= 3 and bool(IDENTITY_FIELDS & self.by_field.keys())


@dataclass(frozen=True)
class _Band:
    rows: tuple[SheetRow, ...]
    headings: dict[int, tuple[str, ...]]  # column → texts from top to bottom

    @property
    def is_whole(self) -> bool:
        """Not cut out of headings that are merged with the row above."""
        return self.rows[0].own == self.rows[0].values

    @property
    def fields(self) -> set[str]:
        return {found[0] for texts in self.headings.values() if (found := _best_text(texts))}


def find_table(sheet: Sheet, mapping: ColumnMapping | None = None) -> Table | None:
    """The table of a sheet; None where no row can be its headings."""
    band = _find_band(sheet)
    if band is None:
        return None
    first, last = band.rows[0].number, band.rows[-1].number
    bare = Table(sheet, first, last, ())
    columns = [_column(index, band.headings.get(index, ("",)), bare.body) for index in range(sheet.width)]
    columns = [column for column in columns if column.heading or column.samples]
    return replace(bare, columns=_chosen(_without_rivals(_without_serials(columns, bare)), mapping or {}))


def _find_band(sheet: Sheet) -> _Band | None:
    """The rows of headings: most fields named, then the fewest rows."""
    searched = sheet.rows[:_ROWS_SEARCHED]
    last, width = max((row.number for row in searched), default=0), sheet.width
    wide = [
        merge for merge in sheet.merges if merge.first_row <= last and merge.last_column > merge.first_column
    ]
    spreads = {row.number: _spread(row, wide, width) for row in searched}
    bands = [
        _band(searched[start : start + depth], spreads)
        for start in range(len(searched))
        for depth in range(1, _DEEPEST_HEADING + 1)
        if start + depth <= len(searched) and not any(map(_is_data, searched[start + 1 : start + depth]))
    ]
    named = [band for band in bands if len(band.fields) >= 2]
    if named:
        return max(named, key=lambda band: (len(band.fields), band.is_whole, -len(band.rows)))
    return next((band for band in bands if band.rows[0].filled >= 3), None)


def _band(rows: tuple[SheetRow, ...], spreads: Mapping[int, dict[int, str]]) -> _Band:
    texts: dict[int, list[str]] = {}
    for row in rows:
        for column, text in spreads[row.number].items():
            if text not in texts.setdefault(column, []):
                texts[column].append(text)
    return _Band(rows, {column: tuple(found) for column, found in texts.items()})


def _spread(row: SheetRow, wide: Sequence[Merge], width: int) -> dict[int, str]:
    """The row's texts, each over every column that its merged cell covers."""
    said = {column: text for column, cell in enumerate(row.values) if (text := text_of(cell))}
    for merge in wide:
        if merge.first_row <= row.number <= merge.last_row and merge.first_column in said:
            for column in range(merge.first_column + 1, min(merge.last_column, width - 1) + 1):
                said.setdefault(column, said[merge.first_column])
    return said


def _is_data(row: SheetRow) -> bool:
    """A row with a date or a 区分 in it is no heading."""
    return any(parse_date(cell) or known_category(text_of(cell)) for cell in row.values if cell is not None)


def _best_text(texts: tuple[str, ...]) -> tuple[str, int] | None:
    """The levels joined say most (保護者 over 氏名), then the lowest, then the upper ones."""
    candidates = ["".join(texts), *reversed(texts)] if len(texts) > 1 else list(texts)
    found = [match for text in candidates if (match := field_of(text))]
    if any(map(names_another_person, texts)):
        found = [match for match in found if match[0] not in PERSON_FIELDS]
    exact = [match for match in found if match[1] < WITHIN_RANK]
    return next(iter(exact or found), None)


def _column(index: int, texts: tuple[str, ...], body: tuple[SheetRow, ...]) -> Column:
    found = _best_text(texts)
    values = [cell for row in body[:_ROWS_SAMPLED] if (cell := row.own_value(index)) is not None]
    samples = tuple(text_of(cell)[:_SAMPLE_LENGTH] for cell in values[:_SAMPLES])
    heading = " ".join(texts[-1].split())
    if found is None:
        return Column(index, heading, None, Sure.UNKNOWN, samples)
    field, rank = found
    if field == "category" and values and may_be_another_kind(heading) and not any(map(_is_category, values)):
        return Column(index, heading, None, Sure.UNKNOWN, samples)
    sure = Sure.CERTAIN if rank < WITHIN_RANK and _confirmed(field, values) else Sure.LIKELY
    return Column(index, heading, field, sure, samples)


def _confirmed(field: str, values: Sequence[Cell]) -> bool:
    """Whether the cells are what the heading promises; an empty column contradicts nothing."""
    said = [cell for cell in values if text_of(cell).strip("-－―ー")]
    if field in DATE_FIELDS:
        fitting = sum(parse_date(first_of(cell)) is not None for cell in said)
    elif field == "category":
        fitting = sum(map(_is_category, said))
    elif field in IDENTITY_FIELDS:
        fitting = sum(not text_of(cell).isdecimal() for cell in said)
    else:
        return True
    return fitting >= len(said) * _CONFIRMED_SHARE


def _is_category(cell: Cell) -> bool:
    return known_category(text_of(cell)) is not None


def first_of(cell: Cell) -> Cell:
    """The first of several dates in one cell."""
    return dates[0] if (dates := separate_dates(cell)) else None


def separate_dates(cell: Cell) -> list[Cell]:
    """The dates of siblings kept in one cell; an age on its own line stays with its date."""
    if not isinstance(cell, str):
        return [] if cell is None else [cell]
    return [part.strip() for part in _BETWEEN_DATES.split(cell) if part.strip()]


def _without_serials(columns: list[Column], table: Table) -> list[Column]:
    """A running number is no case number: it names another household at every conference."""
    return [
        replace(column, field=None, sure=Sure.LIKELY)
        if is_serial_heading(column.heading)
        or (
            column.field == "case_number" and may_be_serial(column.heading) and _is_serial(column, table.body)
        )
        else column
        for column in columns
    ]


def _is_serial(column: Column, body: tuple[SheetRow, ...]) -> bool:
    full = [row for row in body[:_ROWS_SAMPLED] if row.filled >= _FULL_ROW]  # no totals, no dividing lines
    said = [text for row in full if (text := text_of(row.own_value(column.index)))]
    figures = [int(text) for text in said if text.isdecimal() and len(text) <= _LONGEST_SERIAL]
    if not figures or len(figures) * 2 < len(said) or figures != sorted(figures):
        return False
    return figures[0] <= 1 or figures[-1] - figures[0] < len(figures)


def _without_rivals(columns: list[Column]) -> list[Column]:
    """Of two columns for one field the better heading wins, then the left one."""
    order = sorted(columns, key=lambda column: (column.sure is not Sure.CERTAIN, _rank(column), column.index))
    owners: dict[str, int] = {}
    for column in order:
        if column.field:
            owners.setdefault(column.field, column.index)
    counts = Counter(column.field for column in columns)
    return [_settled(column, owners, counts) for column in columns]


def _settled(column: Column, owners: dict[str, int], counts: Counter[str | None]) -> Column:
    if column.field is None or counts[column.field] == 1:
        return column
    mine = owners[column.field] == column.index
    return replace(column, field=column.field if mine else None, sure=Sure.LIKELY if mine else Sure.UNKNOWN)


def _rank(column: Column) -> int:
    found = field_of(column.heading)
    return found[1] if found else WITHIN_RANK


def _chosen(columns: list[Column], mapping: ColumnMapping) -> tuple[Column, ...]:
    """A person's choice takes the field away from whichever column held it."""
    taken = {field for field in mapping.values() if field}
    return tuple(
        replace(column, field=mapping[column.index], sure=Sure.CHOSEN)
        if column.index in mapping
        else (replace(column, field=None, sure=Sure.UNKNOWN) if column.field in taken else column)
        for column in columns
    )
