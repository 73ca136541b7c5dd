"""A blank form as a Word file: A4, one page, to be filled in by hand or on the screen."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from kbsite.form_fields import LABEL, Field, Form, shares

WIDTH = 180  # mm between the margins
FONT, FALLBACK = "BIZ UDPゴシック", "游ゴシック"
FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:charset w:val="80"/><w:family w:val="swiss"/>'
    "</w:font></w:fonts>"
)
MADE = datetime(2026, 4, 1)  # noqa: DTZ001 - a file says nothing of when and where it was made


def write(form: Form) -> bytes:
    word = Document()
    _page(word)
    _line(word.paragraphs[0] if word.paragraphs else word.add_paragraph(), form.title, size=15, bold=True)
    if form.note:
        _line(word.add_paragraph(), form.note, size=9, after=3)
    table: Table | None = None
    for field in form.fields:
        if field.columns:
            _grid(word, field, form.line)
            table = None
        else:
            table = table or _table(word, (LABEL, 1 - LABEL))
            _row(table, field, form.line)
    _line(word.add_paragraph(), "", size=1)  # Word wants a paragraph after a table: it takes no room
    return _saved(word)


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(18), Mm(12)
    section.top_margin, section.bottom_margin = Mm(12), Mm(10)
    section.header_distance = section.footer_distance = Mm(5)
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _line(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 10,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    if not text:
        shape.line_spacing = Pt(size)


def _table(word: Word, shares: tuple[float, ...]) -> Table:
    table: Table = word.add_table(rows=0, cols=len(shares))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(WIDTH * share)
    return table


def _row(table: Table, field: Field, line: float) -> None:
    label, body = _cells(table, field.height * line)
    _say(label, field.label, shaded=True)
    _say(body, field.ticks)


def _grid(word: Word, field: Field, line: float) -> None:
    _line(word.add_paragraph(), field.label, bold=True, before=4, after=1)
    table = _table(word, shares(field))
    for cell, column in zip(_cells(table, line * 0.8), field.columns, strict=True):
        _say(cell, column, shaded=True)
    for caption in field.rows:
        _say(_cells(table, line)[0], caption)
    _line(word.add_paragraph(), "", size=5)


def _cells(table: Table, height: float) -> tuple[_Cell, ...]:
    row = table.add_row()
    row.height = Mm(height)
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return tuple(row.cells)


def _say(cell: _Cell, text: str, *, shaded: bool = False) -> None:
    _line(cell.paragraphs[0], text, size=9.5)
    if shaded:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "F2F2F2")
        cell._tc.get_or_add_tcPr().append(shade)


def _saved(word: Word) -> bytes:
    about = word.core_properties
    about.author, about.title, about.comments, about.language = "", "", "", "ja-JP"
    about.created = about.modified = MADE
    for part in word.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = FONT_TABLE.encode()
    file = BytesIO()
    word.save(file)
    return file.getvalue()
