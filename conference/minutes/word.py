"""The record as a Word file: real tables, their head and 取扱注意 on every page, no row split."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from conference.minutes.service import HANDLING, Minutes
from conference.minutes.shapes import Shape

FONT = "BIZ UDPゴシック"
SMALL, NORMAL, LARGE = 9.0, 10.5, 14.0  # points
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML file may hold them
LINES_MM = (45, 50, 50, 38)
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the file tells when the meeting was, not when it was taken


def word_of(minutes: Minutes, shape: Shape) -> bytes:
    word = Document()
    _page(word, shape)
    _mark(word)
    _top(word, minutes)
    if minutes.has_roster:
        (_sheets if shape.one_a_page else _roster)(word, minutes, shape)
        _end(word, minutes)
        _notes(word, minutes)
    word.core_properties.author = word.core_properties.last_modified_by = ""
    word.core_properties.created = word.core_properties.modified = MADE
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _page(word: Word, shape: Shape) -> None:
    section = word.sections[0]
    sides = (Mm(297), Mm(210)) if shape.landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if shape.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = sides
    section.left_margin, section.right_margin = Mm(15), Mm(8 if shape.landscape else 12)
    section.top_margin, section.bottom_margin = Mm(18), Mm(12)
    section.header_distance = section.footer_distance = Mm(6)
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SMALL)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _mark(word: Word) -> None:
    """取扱注意 and the page's number on each page."""
    line = word.sections[0].header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _say(line, f"{HANDLING}　No.　　　第", size=NORMAL, bold=True)
    _number(line, "PAGE")
    _say(line, "ページ／", size=NORMAL, bold=True)
    _number(line, "NUMPAGES")


def _number(line: Paragraph, field: str) -> None:
    """A number that Word counts by itself."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), field)
    line._p.append(made)


def _top(word: Word, minutes: Minutes) -> None:
    _say(word.add_paragraph(), f"{minutes.title}　{minutes.when}", size=LARGE, bold=True)
    people = [f"{kind}　{names}" for kind, names in minutes.people.items()]
    for text in (*people, minutes.figures):
        _say(word.add_paragraph(), text, size=NORMAL)
    if not minutes.has_roster:
        _lines(word, minutes)
        _notes(word, minutes)


def _lines(word: Word, minutes: Minutes) -> None:
    """What two sides wrote on each line."""
    if minutes.table is None:
        return
    _say(word.add_paragraph(), minutes.table.title, size=NORMAL, bold=True)
    table = _table(word, [Mm(width) for width in LINES_MM])
    head = table.add_row()
    _whole(head, repeated=True)
    for cell, name in zip(head.cells, minutes.table.headings, strict=True):
        _fill(cell, (name,), bold=True)
    for texts in minutes.table.rows:
        line = table.add_row()
        _whole(line)
        for cell, text in zip(line.cells, texts, strict=True):
            _fill(cell, tuple(text.split("\n")))


def _notes(word: Word, minutes: Minutes) -> None:
    for part in minutes.notes:
        _say(word.add_paragraph(), "", size=SMALL)
        _say(word.add_paragraph(), part.label, size=NORMAL, bold=True)
        for line in part.lines:
            _say(word.add_paragraph(), line, size=NORMAL)


def _roster(word: Word, minutes: Minutes, shape: Shape) -> None:
    table = _table(word, [Mm(width) for width in shape.widths])
    head = table.add_row()
    _whole(head, repeated=True)
    for cell, name in zip(head.cells, shape.columns, strict=True):
        _fill(cell, (name,), bold=True)
    for row in minutes.rows:
        line = table.add_row()
        _whole(line)
        for cell, lines in zip(line.cells, shape.cells(row), strict=True):
            _fill(cell, lines)


def _sheets(word: Word, minutes: Minutes, shape: Shape) -> None:
    for row in minutes.rows:
        word.add_page_break()
        _say(word.add_paragraph(), f"{row.row.number}番　{row.row.household.name}", size=LARGE, bold=True)
        table = _table(word, [Mm(width) for width in shape.widths])
        for label, lines in shape.lines(row):
            line = table.add_row()
            _whole(line)
            _fill(line.cells[0], (label,), bold=True)
            _fill(line.cells[1], lines, size=NORMAL)


def _table(word: Word, widths: list[Length]) -> Table:
    table: Table = word.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    table._tbl.tblPr.append(_padding())
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _padding() -> BaseOxmlElement:
    """Room above and below the lines of every cell, in twentieths of a point."""
    made = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "40")
        edge.set(qn("w:type"), "dxa")
        made.append(edge)
    return made


def _whole(row: _Row, *, repeated: bool = False) -> None:
    """Never split over two pages; the head again on each."""
    for name in ("w:cantSplit", *(("w:tblHeader",) if repeated else ())):
        row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: _Cell, lines: tuple[str, ...], *, size: float = SMALL, bold: bool = False) -> None:
    first, *others = lines or ("",)
    _say(cell.paragraphs[0], first, size=size, bold=bold)
    for text in others:
        _say(cell.add_paragraph(), text, size=size, bold=bold)


def _end(word: Word, minutes: Minutes) -> None:
    left = "、".join(f"{row.number}番" for row in minutes.left)
    _say(word.add_paragraph(), f"次回へ回した行：{left or 'なし'}", size=NORMAL)
    for each in minutes.missing:
        for item in each.what:
            _say(word.add_paragraph(), f"不足：{each.row.number}番 {item.sentence}", size=SMALL)


def _say(line: Paragraph, text: str, *, size: float, bold: bool = False) -> None:
    run = line.add_run(UNWRITABLE.sub("", text))
    run.bold, run.font.size = bold, Pt(size)
    line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(0)
    line.paragraph_format.line_spacing = 1.15
