"""The plan of a year as xlsx: A4 upright, its head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from conference.era import format_short
from conference.lists.row_heights import height_of
from conference.spreadsheet_safety import WORKBOOK_OPTIONS
from conference.visits.models import Visit

COLUMNS = (("種類", 16), ("相手", 26), ("いつ", 11), ("だれが", 14), ("済", 5), ("一言", 34))
FONT = "BIZ UDPゴシック"
SIZE = 10.0
PAPER_A4 = 9


def workbook_of(visits: Sequence[Visit], title: str) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    page = book.add_worksheet("予定")
    cell = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6"})
    # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
    plain = book.add_format({**cell, "quote_prefix": True})
    page.write_string(0, 0, title, book.add_format({"font_name": FONT, "font_size": 14, "bold": True}))
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(2, column, name, head)
    for line, each in enumerate(visits, start=3):
        page.set_row(line, height_of(zip(_texts(each), (width for _, width in COLUMNS), strict=True), SIZE))
        for column, text in enumerate(_texts(each)):
            page.write_string(line, column, text, plain)
    page.set_paper(PAPER_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.freeze_panes(3, 0)
    book.close()
    return buffer.getvalue()


def _texts(each: Visit) -> tuple[str, ...]:
    day = format_short(each.on) if each.on else ""
    return (each.kind, each.place, day, each.who, "済" if each.done_at else "", each.word)
