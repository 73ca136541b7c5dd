"""What a file is by its content; its name is never believed."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from io import BytesIO

from conference.importing.errors import (
    FileBroken,
    FileEmpty,
    FileTooLarge,
    MacroWorkbook,
    NotASpreadsheet,
    OldFormat,
    PasswordProtected,
    SuspiciousWorkbook,
)
from conference.importing.sheets import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLDEST_EXCEL = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_OTHER_STARTS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "画像"),
    (b"\xff\xd8\xff", "画像"),
    (b"GIF8", "画像"),
    (b"BM", "画像"),
    (b"{\\rtf", "Wordの文書"),
    (b"MZ", "プログラム"),
    (b"\x7fELF", "プログラム"),
    (b"\x1f\x8b", "圧縮ファイル"),
    (b"7z\xbc\xaf", "圧縮ファイル"),
    (b"Rar!", "圧縮ファイル"),
)
_ENCRYPTED_FLAG = 0x1


class Kind(StrEnum):
    WORKBOOK = "xlsx"
    TEXT = "csv"


def kind_of(data: bytes, limits: Limits) -> Kind:
    """Workbook or text; anything else raises the refusal that names it."""
    if len(data) > limits.file_bytes:
        raise FileTooLarge
    if not data.strip():
        raise FileEmpty
    if data.startswith(b"PK"):
        _check_archive(data, limits)
        return Kind.WORKBOOK
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    if data.startswith(_OLDEST_EXCEL):
        raise OldFormat
    _refuse_other_kinds(data)
    return Kind.TEXT


def _refuse_other_kinds(data: bytes) -> None:
    for start, kind in _OTHER_STARTS:
        if data.startswith(start) and (len(start) > 2 or b"\x00" in data[:64]):
            raise NotASpreadsheet(kind)


def _ole_refusal(data: bytes) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return PasswordProtected()
    if "WordDocument".encode("utf-16-le") in data:
        return NotASpreadsheet("Wordの文書")
    if "PowerPoint Document".encode("utf-16-le") in data:
        return NotASpreadsheet("PowerPointの資料")
    return OldFormat()


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as reason:
        raise FileBroken from reason
    _check_size(parts, len(data), limits)
    _check_parts(parts)


def _check_size(parts: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Declared sizes suffice: reading stops at the declared size of each part."""
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > limits.ratio_counts_from and unpacked > packed * limits.unpacked_ratio
    if len(parts) > limits.parts or unpacked > limits.unpacked_bytes or swollen:
        raise FileTooLarge


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise PasswordProtected
    if any(_leads_outside(name) for name in names) or len(set(names)) != len(names):
        raise SuspiciousWorkbook
    lowered = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lowered):
        raise MacroWorkbook
    if not lowered:
        raise FileBroken
    if "xl/workbook.bin" in lowered or not any(name.startswith("xl/") for name in lowered):
        raise NotASpreadsheet(_archive_kind(lowered))


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _archive_kind(names: set[str]) -> str:
    starts = (
        ("word/", "Wordの文書"),
        ("ppt/", "PowerPointの資料"),
        ("xl/workbook.bin", "Excelバイナリ（.xlsb）"),
        ("content.xml", "OpenDocument形式"),
    )
    return next(
        (kind for start, kind in starts if any(name.startswith(start) for name in names)), "圧縮ファイル"
    )
