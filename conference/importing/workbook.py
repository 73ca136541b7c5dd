"""xlsx: values as Excel last showed them, merged cells filled downwards, hidden sheets left alone.

openpyxl's streaming parser is used directly, because only it hands over merged cells and
formulas without a result in one pass and in little memory; it reads XML through defusedxml.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from conference.importing.errors import FileBroken, FileTooLarge, ImportRefused, SuspiciousWorkbook
from conference.importing.sheets import Book, Cell, Limits, Merge, Sheet, SheetRow, cleaned, trimmed

_WIDEST = 16_384  # Excel's last column


def read_workbook(data: bytes, limits: Limits) -> Book:
    """Every visible sheet.  Raises FileBroken, FileTooLarge or SuspiciousWorkbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and rules that no roster needs
            return _read(data, limits)
    except ImportRefused:
        raise
    except DefusedXmlException as reason:
        raise SuspiciousWorkbook from reason
    except Exception as reason:  # a damaged part surfaces as nearly any exception
        raise FileBroken from reason


def _read(data: bytes, limits: Limits) -> Book:
    workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        return Book(tuple(_sheet(sheet, workbook.active is sheet, limits) for sheet in visible))
    finally:
        workbook.close()


def _sheet(source: Any, active: bool, limits: Limits) -> Sheet:
    book = source.parent
    with source._get_source() as part:
        parser = _Parser(
            part,
            source._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        rows = _plain_rows(parser, limits)
        merges = _merges(parser, limits)
    return Sheet(
        source.title,
        _filled_down(rows, merges, limits),
        merges,
        date1904=book.epoch == CALENDAR_MAC_1904,
        uncalculated=frozenset(parser.uncalculated),
        active=active,
    )


class _Parser(WorkSheetParser):
    """Also notes the formulas whose result was never stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uncalculated: set[tuple[int, int]] = set()

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            self.uncalculated.add((cell["row"], cell["column"] - 1))
        return cell


def _plain_rows(parser: _Parser, limits: Limits) -> list[SheetRow]:
    rows: list[SheetRow] = []
    cells_said = slots = 0
    for number, cells in parser.parse():
        values = _values(cells)
        if values:
            cells_said += sum(cell is not None for cell in values)
            slots += len(values)
            rows.append(SheetRow(number, values, values))
        if len(rows) > limits.rows or cells_said > limits.cells or slots > limits.slots:
            raise FileTooLarge
    return rows


def _values(cells: list[dict[str, Any]]) -> tuple[Cell, ...]:
    said = {cell["column"] - 1: value for cell in cells if (value := cleaned(cell["value"])) is not None}
    if not said:
        return ()
    if max(said) >= _WIDEST:
        raise FileBroken
    return trimmed([said.get(column) for column in range(max(said) + 1)])


def _merges(parser: _Parser, limits: Limits) -> tuple[Merge, ...]:
    found = parser.merged_cells.mergeCell if parser.merged_cells else []
    if len(found) > limits.merges:
        raise FileTooLarge
    return tuple(Merge(one.min_row, one.min_col - 1, one.max_row, one.max_col - 1) for one in found)


def _filled_down(rows: list[SheetRow], merges: Iterable[Merge], limits: Limits) -> tuple[SheetRow, ...]:
    """A cell merged downwards holds for each of its rows that say anything themselves."""
    by_number = {row.number: index for index, row in enumerate(rows)}
    numbers = sorted(by_number)
    work = 0  # bounded, because merges may overlap and lie far to the right
    for merge in merges:
        top = by_number.get(merge.first_row)
        value = rows[top].own_value(merge.first_column) if top is not None else None
        if value is None or merge.last_row == merge.first_row or not numbers:
            continue
        for number in range(merge.first_row + 1, min(merge.last_row, numbers[-1]) + 1):
            work += merge.first_column + 1
            if work > limits.slots:
                raise FileTooLarge
            if (index := by_number.get(number)) is not None:
                rows[index] = _with_value(rows[index], merge.first_column, value)
    return tuple(rows)


def _with_value(row: SheetRow, column: int, value: Cell) -> SheetRow:
    cells = list(row.values) + [None] * (column + 1 - len(row.values))
    cells[column] = value
    return replace(row, values=tuple(cells))
