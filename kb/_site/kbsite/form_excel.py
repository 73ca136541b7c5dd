"""A blank form as an Excel file: one sheet that prints on one A4 page."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import pairwise

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kbsite.form_fields import LABEL, Field, Form, shares

GRID = 12  # narrow columns; cells are joined out of them
HEAD = round(GRID * LABEL)
POINTS = 72 / 25.4  # of a mm
MADE = datetime(2026, 4, 1)  # noqa: DTZ001 - a file says nothing of when and where it was made


class _Sheet:
    """Writes downwards; `at` is the next row."""

    def __init__(self, sheet: Worksheet, looks: dict[str, Format], line: float) -> None:
        self.sheet, self.looks, self.line, self.at = sheet, looks, line, 0

    def row(self, cells: list[tuple[int, int, str, str]], lines: float) -> None:
        """Cells as (first column, last column, text, look)."""
        self.sheet.set_row(self.at, lines * self.line * POINTS)
        for first, last, text, look in cells:
            if first == last:
                self.sheet.write_string(self.at, first, text, self.looks[look])
            else:
                self.sheet.merge_range(self.at, first, self.at, last, text, self.looks[look])
        self.at += 1

    def field(self, field: Field) -> None:
        if field.columns:
            self.grid(field)
        else:
            body = (HEAD, GRID - 1, field.ticks, "cell")
            self.row([(0, HEAD - 1, field.label, "head"), body], field.height)

    def grid(self, field: Field) -> None:
        places = _places(field)
        self.row([(0, GRID - 1, field.label, "name")], 1)
        self.row([(*p, column, "head") for p, column in zip(places, field.columns, strict=True)], 0.9)
        for caption in field.rows:
            texts = [caption, *("" for _ in places[1:])]
            self.row([(*p, text, "cell") for p, text in zip(places, texts, strict=True)], 1)


def write(form: Form) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": MADE, "author": ""})
    sheet = book.add_worksheet("様式")
    _page(sheet)
    paper = _Sheet(sheet, _looks(book), form.line)
    paper.row([(0, GRID - 1, form.title, "title")], 10 / form.line)
    if form.note:
        paper.row([(0, GRID - 1, form.note, "note")], 6 / form.line)
    for field in form.fields:
        paper.field(field)
    sheet.print_area(0, 0, paper.at - 1, GRID - 1)
    book.close()
    return file.getvalue()


def _page(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_portrait()
    sheet.set_margins(left=0.71, right=0.47, top=0.47, bottom=0.4)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_column(0, GRID - 1, 6.9)


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    font: dict[str, object] = {
        "font_name": "BIZ UDPゴシック",
        "font_size": 10,
        "valign": "vcenter",
        "text_wrap": True,
    }
    looks: dict[str, dict[str, object]] = {
        "title": {"font_size": 15, "bold": True},
        "note": {"font_size": 9},
        "name": {"bold": True, "valign": "bottom"},
        "head": {"border": 1, "bg_color": "#F2F2F2"},
        "cell": {"border": 1},
    }
    return {name: book.add_format({**font, **look}) for name, look in looks.items()}


def _places(field: Field) -> list[tuple[int, int]]:
    """First and last narrow column of each column of the grid."""
    edges = [round(GRID * sum(shares(field)[:n])) for n in range(len(field.columns) + 1)]
    return [(start, max(start, end - 1)) for start, end in pairwise(edges)]
