"""The minutes as xlsx: the same columns, set to print on A4 landscape with the header on every page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from conference.lists.row_heights import height_of
from conference.minutes.service import COLUMNS, HANDLING, WIDTHS_MM, Minutes
from conference.spreadsheet_safety import WORKBOOK_OPTIONS
from conference.years.side_by_side import MeetingTable

PAPER_A4 = 9
MM_PER_CHARACTER = 2.0
NOTE_LABEL, NOTE_TEXT = 18, 100  # characters
LINE_TEXTS = (34, 34, 32)  # the same width, for a line's two texts and their difference
FONT = "BIZ UDPゴシック"


def workbook_of(minutes: Minutes) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    sheet = book.add_worksheet("記録")
    plain, head, loose, title = _formats(book)
    first = _top(sheet, minutes, title, loose)
    if minutes.has_roster:
        _table(sheet, minutes, first, head, plain)
        _end(sheet, minutes, first + len(minutes.rows) + 2, loose)
    else:
        _notes(sheet, minutes, first, head, plain)
    _print_settings(sheet, first)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> tuple[Any, Any, Any, Any]:
    """Of a cell, a heading, a line above or below the table, and the title."""
    cell = {"font_name": FONT, "font_size": 9, "text_wrap": True, "border": 1}
    # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
    plain = book.add_format({**cell, "valign": "top", "quote_prefix": True})
    head = book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6"})
    loose = book.add_format({"font_name": FONT, "font_size": 10.5, "quote_prefix": True})
    return plain, head, loose, book.add_format({"font_name": FONT, "font_size": 14, "bold": True})


def _table(sheet: Any, minutes: Minutes, first: int, head: Any, plain: Any) -> None:
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS_MM, strict=True)):
        sheet.set_column(column, column, width / MM_PER_CHARACTER)
        sheet.write_string(first, column, name, head)
    for index, row in enumerate(minutes.rows, start=first + 1):
        for column, lines in enumerate(row.cells):
            _write(sheet, index, column, "\n".join(lines), plain)


def _notes(sheet: Any, minutes: Minutes, first: int, head: Any, plain: Any) -> None:
    """議題・決まったこと・ふりかえり: one below the other."""
    sheet.set_column(0, 0, NOTE_LABEL)
    for column, width in enumerate(LINE_TEXTS if minutes.table else (NOTE_TEXT,), start=1):
        sheet.set_column(column, column, width)
    last = len(LINE_TEXTS) if minutes.table else 1
    if minutes.notes:
        _across(sheet, first, last, ("項目", "記録"), head)
        for index, part in enumerate(minutes.notes, start=first + 1):
            _across(sheet, index, last, (part.label, "\n".join(part.lines)), plain)
        first += len(minutes.notes) + 2
    if minutes.table:
        _lines(sheet, minutes.table, first, head, plain)


def _across(sheet: Any, row: int, last: int, texts: tuple[str, str], how: Any) -> None:
    """A label, and its text over all the other columns."""
    _write(sheet, row, 0, texts[0], how)
    if last > 1:
        sheet.merge_range(row, 1, row, last, "", how)
        sheet.set_row(row, height_of([(texts[1], NOTE_TEXT)], 9))  # no program fits a merged cell by itself
    _write(sheet, row, 1, texts[1], how)


def _lines(sheet: Any, table: MeetingTable, first: int, head: Any, plain: Any) -> None:
    """What two sides wrote on each line, under the notes."""
    for column, name in enumerate(table.headings):
        sheet.write_string(first, column, name, head)
    for index, texts in enumerate(table.rows, start=first + 1):
        for column, text in enumerate(texts):
            _write(sheet, index, column, text, plain)


def _write(sheet: Any, row: int, column: int, text: str, how: Any) -> None:
    sheet.write_string(row, column, text[:32_000], how)


def _top(sheet: Any, minutes: Minutes, title: Any, loose: Any) -> int:
    """Title, people and counts; returns the row of the table's head."""
    _write(sheet, 0, 0, f"{minutes.title}　{minutes.when}", title)
    lines = [f"{kind}：{names}" for kind, names in minutes.people.items()]
    for row, text in enumerate([*lines, minutes.figures], start=1):
        _write(sheet, row, 0, text, loose)
    return len(lines) + 3


def _end(sheet: Any, minutes: Minutes, row: int, loose: Any) -> None:
    texts = [f"{each.row.number}番 {item.sentence}" for each in minutes.missing for item in each.what]
    left = "、".join(f"{each.number}番" for each in minutes.left)
    said = [f"{part.label}：{line}" for part in minutes.notes for line in part.lines]
    whole = [*(f"不足：{text}" for text in texts), f"次回へ回した行：{left or 'なし'}", *said]
    for index, text in enumerate(whole):
        _write(sheet, row + index, 0, text, loose)


def _print_settings(sheet: Any, head_row: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.set_margins(left=0.59, right=0.31, top=0.59, bottom=0.47)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head_row)
    sheet.freeze_panes(head_row + 1, 0)
    sheet.set_header(f"&L{HANDLING}&RNo.　　　第&Pページ／&Nページ")
