"""Spreadsheets made in memory: tables of values in, a file's bytes out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from conference.importing.roster import Roster, read_roster

TODAY = date(2026, 11, 21)
SAMPLE = Path(__file__).parents[2] / "data" / "meibo.xlsx"
HEADINGS = (
    "番号",
    "世帯",
    "氏名",
    "生年月日",
    "所属・学年",
    "区分",
    "現在の状況",
    "前回の方針",
    "担当者",
    "見直し予定日",
)
ROW = (
    "R8-001",
    "春野",
    "春野 さくら（長女）",
    "H30.5.20",
    "わかば小 2年",
    "要支援",
    "欠席14日",
    "電話",
    "児福 山田",
    "R8.12.10",
)

Values = Sequence[object]


def a_row(**changes: object) -> Values:
    """One full row; changes by heading."""
    return [changes.get(heading, value) for heading, value in zip(HEADINGS, ROW, strict=True)]


def xlsx(
    *rows: Values,
    merges: Iterable[str] = (),
    sheet: str = "名簿",
    more: dict[str, Sequence[Values]] | None = None,
    hidden: Iterable[str] = (),
    date1904: bool = False,
) -> bytes:
    """A workbook with one sheet of rows, `more` sheets behind it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if date1904:
        book.epoch = CALENDAR_MAC_1904
    for name, content in {sheet: rows, **(more or {})}.items():
        page = book.create_sheet(name)
        for row in content:
            page.append(list(row))
        page.sheet_state = "hidden" if name in set(hidden) else "visible"
    for block in merges:
        book[sheet].merge_cells(block)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv(*rows: Values, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def roster(*rows: Values, **options: object) -> Roster:
    """The roster read from HEADINGS and rows."""
    return read_roster(xlsx(HEADINGS, *rows), today=TODAY, **options)  # type: ignore[arg-type]


def messages(found: Roster) -> list[str]:
    return [warned.message for warned in found.warnings]


def repacked(
    data: bytes, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None
) -> bytes:
    """The same archive with parts changed or added: for files that no program would write."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()
