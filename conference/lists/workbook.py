"""A list as xlsx: the group in the first column, A4 landscape, the mark on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from conference.era import format_date
from conference.lists.row_heights import height_of
from conference.lists.sheets import DAY, LATE, NAME, PLAIN, STATE, TEXT, Sheet
from conference.minutes.service import HANDLING
from conference.spreadsheet_safety import WORKBOOK_OPTIONS

FONT = "BIZ UDPゴシック"
SIZE = 9.0
PAPER_A4 = 9
WIDTHS: dict[str, float] = {DAY: 12, NAME: 18, PLAIN: 14, LATE: 24, STATE: 8, TEXT: 40}
GROUP_WIDTH = 20
PAGE_WIDTH = 140
"""Units of width on A4 landscape inside the margins: a wider sheet is printed in smaller letters."""
NARROWEST_TEXT = 22
LONGEST = 32_000
HEAD_ROW = 3


def workbook_of(sheet: Sheet, title: str, narrowed: str, today: date) -> bytes:
    figures = "　".join(f"{each.label} {each.count}件" for each in sheet.figures)
    lines = [
        (group.heading, *(cell.text for cell in line.cells)) for group in sheet.groups for line in group.lines
    ]
    return table_of(
        f"{title}　{format_date(today)}　{narrowed}", figures, (("まとまり", NAME), *sheet.columns), lines
    )


def table_of(
    title: str, figures: str, columns: Sequence[tuple[str, str]], lines: Iterable[Sequence[str]]
) -> bytes:
    """One table under its title; `columns` are (heading, kind) pairs, each line as many texts."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    page = book.add_worksheet("一覧")
    cell = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
    # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
    plain = book.add_format({**cell, "quote_prefix": True})
    head = book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6"})
    big = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    loose = book.add_format({"font_name": FONT, "font_size": 10.5, "quote_prefix": True})
    page.write_string(0, 0, title, big)
    page.write_string(1, 0, figures, loose)
    _table(page, columns, lines, head, plain)
    _print_settings(page)
    book.close()
    return buffer.getvalue()


def _table(
    page: Any, columns: Sequence[tuple[str, str]], lines: Iterable[Sequence[str]], head: Any, plain: Any
) -> None:
    widths = widths_of([kind for _, kind in columns])
    for column, (heading, _) in enumerate(columns):
        page.set_column(column, column, widths[column])
        page.write_string(HEAD_ROW, column, heading, head)
    for at, texts in enumerate(lines, start=HEAD_ROW + 1):
        page.set_row(at, height_of(zip(texts, widths, strict=True), SIZE))
        for column, text in enumerate(texts):
            page.write_string(at, column, text[:LONGEST], plain)


def widths_of(kinds: Sequence[str]) -> list[float]:
    """The first column holds the group; columns of text share what the others leave of the page."""
    fixed = [WIDTHS[kind] if at else GROUP_WIDTH for at, kind in enumerate(kinds)]
    texts = [at for at, kind in enumerate(kinds) if at and kind == TEXT]
    left = PAGE_WIDTH - sum(width for at, width in enumerate(fixed) if at not in texts)
    share = max(NARROWEST_TEXT, min(WIDTHS[TEXT], left / len(texts))) if texts else 0.0
    return [share if at in texts else width for at, width in enumerate(fixed)]


def _print_settings(page: Any) -> None:
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.set_margins(left=0.59, right=0.31, top=0.59, bottom=0.47)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_ROW)
    page.freeze_panes(HEAD_ROW + 1, 0)
    page.set_header(f"&L{HANDLING}&R第&Pページ／&Nページ")
