"""csv as offices and older systems write it: any usual encoding, comma, tab or semicolon."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from statistics import median

from conference.importing.errors import (
    FileBroken,
    FileEmpty,
    FileTooLarge,
    NotASpreadsheet,
    QuoteLeftOpen,
    TextUnreadable,
    WebPage,
)
from conference.importing.sheets import Book, Limits, Sheet, SheetRow, Values, cleaned, trimmed

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_ROWS_TO_JUDGE = 30
_END_OF_FILE = "\x1a"  # MS-DOS programs still write it
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<head|<meta|<table|<\?xml|mime-version:)", re.IGNORECASE)


def read_delimited(data: bytes, limits: Limits) -> Book:
    """One nameless sheet; row numbers count records, as Excel would show them."""
    text = decoded(data).lstrip("\ufeff").rstrip(_END_OF_FILE)
    if not text.strip():
        raise FileEmpty
    if _MARKUP.match(text):
        raise WebPage
    if "\x00" in text:
        raise NotASpreadsheet("表ではないもの")
    delimiter = _delimiter(text)
    _refuse_open_quote(text, delimiter)
    rows = tuple(_rows(_records(text, delimiter), limits))
    return Book((Sheet("", rows, active=True),))


def decoded(data: bytes) -> str:
    """The text, by byte order mark, then strictly UTF-8, cp932, UTF-16."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x1b$" in data:
        return _strictly(data, "iso2022_jp")
    if data[:200].count(b"\x00") > len(data[:200]) // 8:
        return _strictly(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp932")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as reason:
        raise TextUnreadable from reason


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The one that cuts most rows into most cells."""

    def cells(delimiter: str) -> float:
        try:
            widths = [len(record) for record in islice(_records(text, delimiter), _ROWS_TO_JUDGE)]
        except csv.Error:
            return 0
        return median(widths or [0]) + max(widths or [0]) / 1000

    return max(_DELIMITERS, key=cells)


def _refuse_open_quote(text: str, delimiter: str) -> None:
    """A line put after the end is swallowed where a quote stayed open."""
    number, last = 0, [""]
    records = _records(f"{text}\n{_END_OF_FILE}", delimiter)
    try:
        while (record := next(records, None)) is not None:
            number, last = number + 1, record
    except csv.Error as reason:  # one cell of more than 128 KiB: nobody typed that
        raise QuoteLeftOpen(number + 1) from reason
    if last != [_END_OF_FILE]:
        raise QuoteLeftOpen(number)


def _rows(records: Iterable[list[str]], limits: Limits) -> Iterable[SheetRow]:
    rows = cells = 0
    try:
        for number, record in enumerate(records, start=1):
            values: Values = trimmed([cleaned(cell) for cell in record])
            if not values:
                continue
            rows, cells = rows + 1, cells + len(values)
            if rows > limits.rows or cells > limits.cells:
                raise FileTooLarge
            yield SheetRow(number, values, values)
    except csv.Error as reason:
        raise FileBroken from reason
