"""The plan of a year as xlsx: A4 upright, its head on every page; what was answered on a second sheet."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from conference.era import format_short
from conference.lists.row_heights import height_of
from conference.spreadsheet_safety import WORKBOOK_OPTIONS
from conference.visits.batches import groups_of
from conference.visits.models import Visit
from conference.visits.questions import questions_of

Columns = tuple[tuple[str, int], ...]
PLAN: Columns = (
    ("種類", 16), ("学期・会議", 16), ("相手", 24), ("いつ", 11), ("だれが", 13), ("済", 5), ("一言", 32),
)  # fmt: skip
ANSWERS: Columns = (("相手", 24), ("種類", 16), ("いつ", 11), ("聞いたこと", 22), ("答え", 50))
FONT = "BIZ UDPゴシック"
SIZE = 10.0
PAPER_A4 = 9
HANDLING = "取扱注意"


def workbook_of(visits: Sequence[Visit], title: str) -> bytes:
    """No word about a household is in it: those stay with the rows of the meeting."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **WORKBOOK_OPTIONS})
    _sheet(book, "予定", title, PLAN, _plan(visits))
    if answered := _answers(visits):
        sheet = _sheet(book, "聞き取り", f"{title}　聞き取り", ANSWERS, answered)
        sheet.set_header(f"&L{HANDLING}&R第&Pページ／&Nページ")  # written freely
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, name: str, title: str, columns: Columns, lines: Sequence[tuple[str, ...]]) -> Any:
    page = book.add_worksheet(name)
    cell = {"font_name": FONT, "font_size": SIZE, "text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6"})
    # quote_prefix: a text that begins with = stays a text even when somebody edits the cell
    plain = book.add_format({**cell, "quote_prefix": True})
    page.write_string(0, 0, title, book.add_format({"font_name": FONT, "font_size": 14, "bold": True}))
    for column, (label, width) in enumerate(columns):
        page.set_column(column, column, width)
        page.write_string(2, column, label, head)
    for number, texts in enumerate(lines, start=3):
        page.set_row(number, height_of(zip(texts, (width for _, width in columns), strict=True), SIZE))
        for column, text in enumerate(texts):
            page.write_string(number, column, text, plain)
    page.set_paper(PAPER_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.freeze_panes(3, 0)
    return page


def _plan(visits: Sequence[Visit]) -> list[tuple[str, ...]]:
    return [
        (each.kind, group.part, each.place, _day(each), each.who, "済" if each.done_at else "", each.word)
        for group in groups_of(visits)
        for each in group.visits
    ]


def _answers(visits: Sequence[Visit]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for each in visits:
        texts = {answer.field: answer.text.strip() for answer in each.answers}
        for question in questions_of(each.sort):
            if text := texts.get(question.key):
                found.append((each.place, each.kind, _day(each), question.label, text))
    return found


def _day(visit: Visit) -> str:
    return format_short(visit.on) if visit.on else ""
