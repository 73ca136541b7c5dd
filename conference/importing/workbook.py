"""xlsx: values as Excel last showed them, merged cells filled downwards, hidden sheets left alone.

openpyxl's own parts are put together here instead of `load_workbook`, because only so do merged
cells and formulas without a result come in one pass, in little memory, and with a limit that
stops in the middle of a sheet.  All XML goes through defusedxml: sheets and texts are read by it, and the
smaller parts, which openpyxl reads with whichever parser is installed, are looked through by it first.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator
from io import BytesIO
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from conference.importing.errors import FileBroken, FileTooLarge, ImportRefused, SuspiciousWorkbook
from conference.importing.merging import filled_down
from conference.importing.sheets import Book, Cell, Limits, Merge, Sheet, SheetRow, cleaned, trimmed

_MERGE_TAG = f"{{{SHEET_MAIN_NS}}}mergeCell"
_STRING_TAG, _TEXT_TAG, _RUN_TAG = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r"))
_WIDEST = 16_384  # Excel's last column
_CHARTS = "chartsheet"
_READ_BY_US = ("xl/worksheets/sheet", "xl/sharedStrings")


def read_workbook(data: bytes, limits: Limits) -> Book:
    """Every visible sheet.  Raises FileBroken, FileTooLarge or SuspiciousWorkbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and dates that no roster needs
            return _Workbook(data, limits).read()
    except ImportRefused:
        raise
    except DefusedXmlException as reason:
        raise SuspiciousWorkbook from reason
    except Exception as reason:  # a damaged part surfaces as nearly any exception
        raise FileBroken from reason


class _Workbook:
    """The package around the sheets: texts, styles, date system, which sheets are visible."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._reader = ExcelReader(BytesIO(data), read_only=True, data_only=True, keep_links=False)

    def read(self) -> Book:
        self._refuse_entities()
        self._reader.read_manifest()
        texts = self._texts()
        self._reader.read_workbook()
        apply_stylesheet(self._reader.archive, self._reader.wb)
        return Book(tuple(self._sheets(texts)))

    def _refuse_entities(self) -> None:
        archive = self._reader.archive
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")) and not name.startswith(_READ_BY_US):
                with archive.open(name) as part:
                    for _ in iterparse(part, forbid_dtd=True):
                        pass

    def _texts(self) -> list[str]:
        part = next((one for one in self._reader.package.Override if one.ContentType == SHARED_STRINGS), None)
        if part is None:
            return []
        texts: list[str] = []
        with self._reader.archive.open(part.PartName.lstrip("/")) as source:
            for _, element in iterparse(source):
                if element.tag == _STRING_TAG:
                    texts.append(_text(element))
                    element.clear()
                if len(texts) > self._limits.texts:
                    raise FileTooLarge
        return texts

    def _sheets(self, texts: list[str]) -> Iterator[Sheet]:
        book: Any = self._reader.wb
        active = book._active_sheet_index
        for place, (entry, relation) in enumerate(self._reader.parser.find_sheets()):
            if entry.state == "visible" and _CHARTS not in relation.Type:
                with self._reader.archive.open(relation.target) as source:
                    yield self._sheet(source, texts, str(entry.name), place == active)

    def _sheet(self, source: IO[bytes], texts: list[str], name: str, active: bool) -> Sheet:
        parser = _SheetParser(source, texts, self._reader.wb)
        rows = _plain_rows(parser, self._limits)
        return Sheet(
            name,
            filled_down(rows, parser.merges, self._limits),
            tuple(dict.fromkeys(parser.merges)),
            date1904=parser.epoch == CALENDAR_MAC_1904,
            uncalculated=frozenset(parser.uncalculated),
            active=active,
        )


class _SheetParser(WorkSheetParser):
    """Rows and merged blocks only; also notes the formulas whose result was never stored."""

    def __init__(self, source: Any, texts: list[str], book: Any) -> None:
        super().__init__(
            source,
            texts,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.merges: list[Merge] = []
        self.uncalculated: set[tuple[int, int]] = set()

    def parse(self) -> Generator[tuple[int, list[dict[str, Any]]]]:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                if any(len(cell) for cell in element):  # many a sheet is formatted down to the last row
                    yield self.parse_row(element)
                    self.row_dimensions.clear()
                else:
                    self.row_counter = int(element.get("r") or self.row_counter + 1)
                element.clear()
            elif element.tag == _MERGE_TAG:
                self.merges.append(_merge(element.get("ref")))

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            self.uncalculated.add((cell["row"], cell["column"] - 1))
        return cell


def _text(element: Any) -> str:
    """A shared text without its formatting and without the reading (furigana) kept beside it."""
    pieces = (
        child.text if child.tag == _TEXT_TAG else child.findtext(_TEXT_TAG)
        for child in element
        if child.tag in (_TEXT_TAG, _RUN_TAG)
    )
    return "".join(piece or "" for piece in pieces)


def _merge(reference: str) -> Merge:
    first_column, first_row, last_column, last_row = (int(edge or 0) for edge in range_boundaries(reference))
    return Merge(first_row, first_column - 1, last_row, last_column - 1)


def _plain_rows(parser: _SheetParser, limits: Limits) -> list[SheetRow]:
    rows: list[SheetRow] = []
    cells_said = slots = 0
    for number, cells in parser.parse():
        if values := _values(cells):
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
