"""A file's bytes to sheets of plain values."""

from __future__ import annotations

from conference.importing.delimited import read_delimited
from conference.importing.errors import NoHouseholdRows
from conference.importing.kinds import Kind, kind_of
from conference.importing.sheets import Book, Limits
from conference.importing.workbook import read_workbook

LIMITS = Limits()


def read_book(data: bytes, limits: Limits = LIMITS) -> Book:
    """Every visible sheet of an xlsx, or the one table of a csv.

    Raises an `ImportRefused` whose sentence says what to do.
    """
    read = read_workbook if kind_of(data, limits) is Kind.WORKBOOK else read_delimited
    book = read(data, limits)
    if not any(sheet.rows for sheet in book.sheets):
        raise NoHouseholdRows
    return book
