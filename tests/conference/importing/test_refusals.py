"""Files that are damaged, disguised, hostile or empty: each refused in its own sentence."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from conference.importing import errors
from conference.importing.reading import LIMITS, read_book
from conference.importing.roster import read_roster
from tests.conference.importing.books import HEADINGS, ROW, SAMPLE, TODAY, a_row, csv, repacked, xlsx

GOOD = xlsx(HEADINGS, ROW)
SHARED = SAMPLE.read_bytes()  # texts in a part of their own, as Excel keeps them
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
SHEET = "xl/worksheets/sheet1.xml"


def _archive(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def _with(part: str, old: bytes, new: bytes) -> bytes:
    return repacked(GOOD, lambda name, content: content.replace(old, new, 1) if name == part else content)


def _added(parts: dict[str, bytes]) -> bytes:
    return repacked(GOOD, lambda _, content: content, parts)


def _entity(part: str, book: bytes = GOOD) -> bytes:
    """A part that reads a local file through an external entity."""
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return repacked(
        book,
        lambda name, content: head + content.split(b"?>", 1)[-1] if name == part else content,
    )


def _billion_laughs() -> bytes:
    entities = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9))
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">' + entities + b"]>"
    return repacked(
        GOOD, lambda name, content: head + content.split(b"?>", 1)[-1] if name == SHEET else content
    )


def _encrypted() -> bytes:
    data = bytearray(GOOD)
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    return bytes(data)


HOSTILE = [
    (b"", errors.FileEmpty, "no bytes"),
    (b" \r\n\t\n", errors.FileEmpty, "only blanks"),
    (b"\xef\xbb\xbf", errors.FileEmpty, "only a byte order mark"),
    (b"\xef\xbb\xbf\r\n", errors.FileEmpty, "a mark and a line break"),
    (GOOD[: len(GOOD) // 2], errors.FileBroken, "half of a workbook"),
    (b"PK\x03\x04" + b"\x00" * 100, errors.FileBroken, "only the archive's first bytes"),
    (b"PK\x05\x06" + b"\x00" * 18, errors.FileBroken, "an empty archive"),
    (_with(SHEET, b"</sheetData>", b""), errors.FileBroken, "a sheet that does not close"),
    (repacked(GOOD, lambda n, c: b"" if n == "xl/workbook.xml" else c), errors.FileBroken, "an empty part"),
    (OLE, errors.OldFormat, ".xls, or .xls renamed to .xlsx"),
    (b"\x09\x08\x10\x00" + b"\x00" * 50, errors.OldFormat, "an .xls of the oldest kind"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), errors.PasswordProtected, "protected by Excel"),
    (_encrypted(), errors.PasswordProtected, "protected by an archiver"),
    (OLE + "WordDocument".encode("utf-16-le"), errors.NotASpreadsheet, ".doc renamed"),
    (_archive("[Content_Types].xml", "word/document.xml"), errors.NotASpreadsheet, ".docx renamed"),
    (_archive("[Content_Types].xml", "ppt/presentation.xml"), errors.NotASpreadsheet, ".pptx renamed"),
    (_archive("xl/workbook.bin"), errors.NotASpreadsheet, ".xlsb"),
    (_archive("mimetype", "content.xml"), errors.NotASpreadsheet, ".ods"),
    (_archive("名簿.txt"), errors.NotASpreadsheet, "an archive"),
    (b"%PDF-1.7\n", errors.NotASpreadsheet, "a PDF renamed"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, errors.NotASpreadsheet, "a picture"),
    (b"MZ\x90\x00" + b"\x00" * 60, errors.NotASpreadsheet, "a program"),
    (b"{\\rtf1 x}", errors.NotASpreadsheet, "rich text"),
    (b"a,b\x00\x01\x02,c\r\n" * 9, errors.NotASpreadsheet, "bytes between text"),
    (b"<html><table><tr><td>x</td></tr></table></html>", errors.WebPage, "a web page saved as .xls"),
    ("<!DOCTYPE html><table>".encode("utf-16"), errors.WebPage, "the same in UTF-16"),
    (b'<?xml version="1.0"?><Workbook/>', errors.WebPage, "Excel 2003 XML"),
    (b"\x81\xff\xfe\x80\x81" * 20, errors.TextUnreadable, "no encoding of an office"),
    (_added({"xl/vbaProject.bin": b"x"}), errors.MacroWorkbook, "macros under .xlsx"),
    (_added({"../../etc/x": b"x"}), errors.SuspiciousWorkbook, "a path upwards"),
    (_added({"/etc/x": b"x"}), errors.SuspiciousWorkbook, "an absolute path"),
    (_added({"..\\x": b"x"}), errors.SuspiciousWorkbook, "a Windows path upwards"),
    (_entity(SHEET), errors.SuspiciousWorkbook, "an external entity in a sheet"),
    (_entity("xl/workbook.xml"), errors.SuspiciousWorkbook, "an external entity in the workbook"),
    (_entity("xl/styles.xml"), errors.SuspiciousWorkbook, "an external entity in the styles"),
    (_entity("xl/sharedStrings.xml", SHARED), errors.SuspiciousWorkbook, "an external entity in the texts"),
    (_billion_laughs(), errors.SuspiciousWorkbook, "entities that multiply"),
    (_added({"xl/x.xml": b" " * 30_000_000}), errors.FileTooLarge, "a zip bomb"),
    (_with(SHEET, b"<sheetData>", b'<sheetData><row r="0"><c r="ZZZ9"><v>1</v></c></row>'), errors.FileBroken, "a cell beyond Excel's last column"),
    (xlsx(), errors.NoHouseholdRows, "a workbook without a cell"),
    (xlsx(HEADINGS), errors.NoHouseholdRows, "headings and nothing below"),
    (csv(HEADINGS), errors.NoHouseholdRows, "the same as csv"),
    (csv(HEADINGS, ROW) + b'\n"2,x\n3,y\n', errors.QuoteLeftOpen, "two households would become one cell"),
    (csv(HEADINGS) + b'\n"' + b"x\n" * 70_000, errors.QuoteLeftOpen, "the same, longer than a cell may be"),
    (xlsx(["区分は 要保護／要支援 から選ぶ"]), errors.HeadingsMissing, "one sentence"),
    (xlsx(["物品", "数量", "単価"], ["机", 3, 100]), errors.HeadingsMissing, "another kind of table"),
    (xlsx(HEADINGS, ROW, hidden=["名簿"], more={"表": []}), errors.NoHouseholdRows, "only the hidden sheet says anything"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "refusal", "reason"), HOSTILE)
def test_is_refused(data: bytes, refusal: type[errors.ImportRefused], reason: str) -> None:
    with pytest.raises(errors.ImportRefused) as refused:
        read_roster(data, today=TODAY)

    assert refusal is type(refused.value), reason
    assert refused.value.sentence.endswith("。"), reason


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (replace(LIMITS, file_bytes=100), "bytes"),
        (replace(LIMITS, unpacked_bytes=1_000), "unpacked bytes"),
        (replace(LIMITS, parts=3), "parts of the archive"),
        (replace(LIMITS, rows=1), "rows"),
        (replace(LIMITS, cells=5), "cells"),
        (replace(LIMITS, slots=5), "width times height"),
        (replace(LIMITS, texts=5), "different texts"),
    ],
)
def test_each_limit_holds(limits: object, reason: str) -> None:
    with pytest.raises(errors.FileTooLarge):
        read_book(SHARED, limits)  # type: ignore[arg-type]


@pytest.mark.parametrize("limits", [replace(LIMITS, rows=1), replace(LIMITS, cells=5)])
def test_csv_keeps_the_limits_too(limits: object) -> None:
    with pytest.raises(errors.FileTooLarge):
        read_book(csv(HEADINGS, ROW), limits)  # type: ignore[arg-type]


def test_merged_blocks_cannot_fill_without_end() -> None:
    data = xlsx(HEADINGS, [*ROW, "x"], *[ROW] * 20, merges=["K2:K22"])

    with pytest.raises(errors.FileTooLarge):
        read_book(data, replace(LIMITS, fills=5))


def test_a_far_cell_in_every_row_is_refused_before_it_fills_the_memory() -> None:
    rows = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(3, 600))

    with pytest.raises(errors.FileTooLarge):
        read_book(_with(SHEET, b"</sheetData>", rows + b"</sheetData>"))


def test_a_sheet_chosen_by_name_must_be_there() -> None:
    with pytest.raises(errors.SheetMissing, match="「10月」"):
        read_roster(xlsx(HEADINGS, a_row()), today=TODAY, sheet="10月")


def test_the_words_for_staff_hold_no_machine_word() -> None:
    sentences = [refusal.says for refusal in errors.ImportRefused.__subclasses__() if refusal.says]

    assert len(sentences) >= 10
    for word in ("エラー", "不正", "無効", "失敗", "データ", "実行", "！"):
        assert not [sentence for sentence in sentences if word in sentence]
