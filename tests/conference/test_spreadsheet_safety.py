"""No text of a person becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from conference.spreadsheet_safety import WORKBOOK_OPTIONS, harmless

DANGEROUS = [
    ("=1+1", "a formula"),
    ('=HYPERLINK("http://example.invalid","x")', "a link that carries cells away"),
    ("+81-90", "plus"),
    ("-2+3", "minus with a sum behind it"),
    ("@SUM(A1)", "the old Lotus sign"),
    ("\t=1+1", "tab"),
    ("\r=1+1", "carriage return"),
    ("\n=1+1", "line break"),
    ("＝1+1", "full width, folded by some programs"),
    ("＋1", "full width"),
    ("－1＋1", "full width"),
    ("＠SUM", "full width"),
    ("  =1+1", "blanks before it"),
    ("　=1+1", "a full-width blank before it"),
    ("\ufeff=1+1", "a mark nobody sees before it"),
    ("|calc", "the pipe of a DDE call"),
]
HARMLESS = ["", "青葉 湊", "R8-001", "―", "1=1", "髙﨑", "-3", "-0.5", "12/10", "'=1+1"]


@pytest.mark.parametrize(("text", "reason"), DANGEROUS)
def test_a_formula_start_gets_an_apostrophe(text: str, reason: str) -> None:
    assert f"'{text}" == harmless(text), reason


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert text == harmless(text)


@given(st.text())
def test_harmless_twice_is_harmless_once(text: str) -> None:
    assert harmless(text) == harmless(harmless(text))


@pytest.mark.parametrize(("text", "reason"), DANGEROUS)
def test_in_xlsx_the_text_itself_stays_and_is_no_formula(text: str, reason: str) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **WORKBOOK_OPTIONS}) as book:
        book.add_worksheet().write_string(0, 0, text)

    cell = openpyxl.load_workbook(BytesIO(out.getvalue())).worksheets[0]["A1"]

    assert cell.data_type == "s", reason
    assert str(cell.value).endswith(text.strip()), reason
