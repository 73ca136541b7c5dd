"""The minutes as xlsx: the same columns, set to print on A4 landscape with the header on every page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from conference.minutes.service import COLUMNS, HANDLING, WIDTHS_MM, Minutes
from conference.spreadsheet_safety import WORKBOOK_OPTIONS

PAPER_A4 = 9
MM_PER_CHARACTER = 2.0
NOTE_LABEL, NOTE_TEXT = 18, 100  # characters
FONT = "BIZ UDPゴシック"


def workbook_of(minutes: Minutes) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    sheet = book.add_worksheet("記録")
    # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
    plain = book.add_format(
        {
            "font_name": FONT,
            "font_size": 9,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "quote_prefix": True,
        }
    )
    head = book.add_format(
        {
            "font_name": FONT,
            "font_size": 9,
            "bold": True,
            "text_wrap": True,
            "border": 1,
            "bg_color": "#E6E6E6",
        }
    )
    loose = book.add_format({"font_name": FONT, "font_size": 10.5, "quote_prefix": True})
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    first = _top(sheet, minutes, title, loose)
    if minutes.has_roster:
        _table(sheet, minutes, first, head, plain)
        _end(sheet, minutes, first + len(minutes.rows) + 2, loose)
    else:
        _notes(sheet, minutes, first, head, plain)
    _print_settings(sheet, first)
    book.close()
    return buffer.getvalue()


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
    sheet.set_column(1, 1, NOTE_TEXT)
    for column, name in enumerate(("項目", "記録")):
        sheet.write_string(first, column, name, head)
    for index, part in enumerate(minutes.notes, start=first + 1):
        _write(sheet, index, 0, part.label, plain)
        _write(sheet, index, 1, "\n".join(part.lines), plain)


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
