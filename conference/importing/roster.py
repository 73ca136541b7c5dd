"""The roster in a file: its rows, how each column was read, and what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from conference.importing.bodyrows import household_rows
from conference.importing.columns import Column, ColumnMapping, Table, find_table
from conference.importing.errors import HeadingsMissing, NoHouseholdRows, SheetMissing
from conference.importing.fields import IDENTITY_FIELDS
from conference.importing.findings import Warned, doubts_between_rows, doubts_of_sheet
from conference.importing.reading import LIMITS, read_book
from conference.importing.reference import reference_day
from conference.importing.rows import RosterRow, RowReader
from conference.importing.sheets import Book, Limits, text_of

_NOT_IN_JSON = frozenset({"continues"})


@dataclass(frozen=True)
class Roster:
    """Everything read from one sheet.  `reference` is the day its grades were judged by."""

    sheet_name: str
    other_sheets: tuple[str, ...]
    title: str
    reference: date
    columns: tuple[Column, ...]
    rows: tuple[RosterRow, ...]
    warnings: tuple[Warned, ...]

    def to_json(self) -> dict[str, object]:
        """The contract's shape: rows, columns, warnings."""
        return {
            "rows": [_row_json(row) for row in self.rows],
            "columns": _columns_json(self.columns),
            "warnings": [warned.to_json() for warned in self.warnings],
        }


def read_roster(
    data: bytes,
    *,
    today: date,
    sheet: str | None = None,
    mapping: ColumnMapping | None = None,
    limits: Limits = LIMITS,
) -> Roster:
    """Read a file's bytes; raises an `ImportRefused` with the sentence for staff.

    `sheet` names the one to read (default: the one that looks like a roster); `mapping` is a
    person's correction, column from 0 → field or None.  `today` serves where the title has no date.
    """
    table, others = choose_table(read_book(data, limits), sheet, mapping)
    if not IDENTITY_FIELDS & table.by_field.keys():
        raise HeadingsMissing
    title = [text for row in table.title_rows for cell in row.own if (text := text_of(cell))]
    reference = reference_day([*title, table.sheet.name]) or today
    return _roster(table, others, title[0] if title else "", reference)


def choose_table(
    book: Book, sheet: str | None, mapping: ColumnMapping | None
) -> tuple[Table, tuple[str, ...]]:
    """The table to read and the names of the other sheets that could be rosters too."""
    if sheet is not None and sheet not in {one.name for one in book.sheets}:
        raise SheetMissing(sheet)
    tables = [table for one in book.sheets if (table := find_table(one, mapping))]
    chosen = [table for table in tables if sheet in (None, table.sheet.name)]
    if not chosen:
        raise HeadingsMissing
    best = max(chosen, key=_likeness)
    others = [table.sheet.name for table in tables if table is not best and table.looks_like_a_roster]
    return best, tuple(others)


def _likeness(table: Table) -> tuple[bool, int, bool, int]:
    """Fields named; between equals the sheet that was open when the file was saved, then the longer."""
    return table.looks_like_a_roster, len(table.by_field), table.sheet.active, len(table.body)


def _roster(table: Table, others: tuple[str, ...], title: str, reference: date) -> Roster:
    reader = RowReader(table, reference)
    rows = tuple(reader.read(row) for row in household_rows(table))
    if not rows:
        raise NoHouseholdRows
    warnings = [
        *doubts_of_sheet(table.sheet.name, others),
        *reader.warnings,
        *doubts_between_rows(rows, table.by_field),
    ]
    order = sorted(warnings, key=lambda warned: warned.row or 0)
    return Roster(table.sheet.name, others, title, reference, table.columns, rows, tuple(order))


def sheet_names(book: Book) -> tuple[str, ...]:
    """The visible sheets, for a person to choose from."""
    return tuple(one.name for one in book.sheets)


def _row_json(row: RosterRow) -> dict[str, object]:
    said: dict[str, object] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in _NOT_IN_JSON:
            said[field.name] = value.isoformat() if isinstance(value, date) else value
    return said | {"members": [member.to_json() for member in row.members]}


def _columns_json(columns: tuple[Column, ...]) -> dict[str, dict[str, object]]:
    """Keyed by heading; a heading that comes twice carries its column letter."""
    said: dict[str, dict[str, object]] = {}
    for column in columns:
        key = column.heading or f"{column.letter}列"
        said[f"{key}（{column.letter}列）" if key in said else key] = {
            "column": column.letter,
            "field": column.field,
            "sure": str(column.sure),
            "samples": list(column.samples),
        }
    return said
