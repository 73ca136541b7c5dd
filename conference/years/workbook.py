"""年間の実績 as xlsx: A4 landscape, both years of each count side by side."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from conference.era import format_date
from conference.lists.row_heights import height_of
from conference.spreadsheet_safety import WORKBOOK_OPTIONS
from conference.years.sheet import Sheet

FONT = "BIZ UDPゴシック"
SIZE = 10.0
PAPER_A4 = 9
NAME_WIDTH, COUNT_WIDTH = 28, 6.4  # with nine counts as wide as A4 lies
HEAD_ROW = 2
TOTAL = "全体"


def workbook_of(sheet: Sheet, years: tuple[str, str], mark: str, note: str, today: date) -> bytes:
    """`mark` stands on top of every printed page, `note` under the title; numbers stay numbers, so that they can be added up."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    page = book.add_worksheet("年間の実績")
    cell = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
    formats = {
        "head": book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6", "align": "center"}),
        # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
        "name": book.add_format({**cell, "quote_prefix": True}),
        "count": book.add_format({**cell, "align": "right", "num_format": "#,##0"}),
    }
    big = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    page.write_string(0, 0, f"年間の実績　{years[0]}　{format_date(today)}", big)
    page.write_string(1, 0, note, book.add_format({"font_name": FONT, "font_size": SIZE}))
    _head(page, sheet, years, formats)
    lines = [*sheet.lines, (TOTAL, sheet.total)]
    for at, (name, pairs) in enumerate(lines, start=HEAD_ROW + 2):
        page.set_row(at, height_of([(name, NAME_WIDTH)], SIZE))
        page.write_string(at, 0, name, formats["name"])
        for column, text in enumerate((text for pair in pairs for text in pair), start=1):
            _count(page, at, column, text, formats["count"])
    _print_settings(page, mark)
    book.close()
    return buffer.getvalue()


def _head(page: Any, sheet: Sheet, years: tuple[str, str], formats: dict[str, Any]) -> None:
    """Each count over its two years."""
    page.set_column(0, 0, NAME_WIDTH)
    page.set_column(1, 2 * len(sheet.columns), COUNT_WIDTH)
    page.merge_range(HEAD_ROW, 0, HEAD_ROW + 1, 0, "会議", formats["head"])
    page.set_row(HEAD_ROW, height_of([(name, 2 * COUNT_WIDTH) for name in sheet.columns], SIZE))
    page.set_row(HEAD_ROW + 1, height_of([(year, COUNT_WIDTH) for year in years], SIZE))
    for at, name in enumerate(sheet.columns):
        first = 1 + 2 * at
        page.merge_range(HEAD_ROW, first, HEAD_ROW, first + 1, name, formats["head"])
        for column, year in zip((first, first + 1), years, strict=True):
            page.write_string(HEAD_ROW + 1, column, year, formats["head"])


def _count(page: Any, row: int, column: int, text: str, how: Any) -> None:
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdecimal():
        page.write_number(row, column, int(digits), how)
    else:
        page.write_string(row, column, text, how)


def _print_settings(page: Any, mark: str) -> None:
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.set_margins(left=0.59, right=0.31, top=0.59, bottom=0.47)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW, HEAD_ROW + 1)
    page.freeze_panes(HEAD_ROW + 2, 1)
    page.set_header(f"&L{mark}&R第&Pページ／&Nページ")
