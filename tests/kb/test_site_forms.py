"""Blank forms as Word and Excel files: everything the page asks for, on A4."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
import yaml
from docx import Document
from docx.shared import Mm

from tests.kb import content, site_factory

from kbsite import form_excel, form_word  # isort: skip
from kbsite.form_fields import Form, form_from, shares  # isort: skip

assert site_factory.SITE  # its import makes the folder of the site known
PAGES = [page for page in content.of("forms") if page.meta["kind"] == "form"]
ODD = yaml.safe_load("""
kind: form
title: 形のそろわない様式
fields:
  - {label: 一行}
  - {label: 選ぶ, choices: [はい, 1, =いいえ]}
  - {label: 表, columns: [番号, 話したこと, 評価日], rows: [はじめに, ゆとり]}
  - {label: 数の行, columns: [いつ], rows: 2}
  - 言葉だけ
""")


def a_form(meta: dict[str, Any]) -> Form:
    form = form_from(meta)
    assert form is not None
    return form


def wanted(form: Form) -> list[str]:
    """Every word that has to stand on the paper."""
    per_field = ([f.label, f.ticks, *f.columns, *f.rows] for f in form.fields)
    return [form.title, *(word for words in per_field for word in words if word)]


@pytest.mark.parametrize("meta", [*(page.meta for page in PAGES), ODD], ids=lambda meta: str(meta["title"]))
def test_the_files_ask_what_the_page_asks(meta: dict[str, Any]) -> None:
    form = a_form(meta)
    word = Document(BytesIO(form_word.write(form)))
    in_word = [p.text for p in word.paragraphs]
    in_word += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    sheet = openpyxl.load_workbook(BytesIO(form_excel.write(form))).active
    assert sheet is not None
    in_excel = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [one for one in wanted(form) if one not in in_word] == []
    assert [one for one in wanted(form) if one not in in_excel] == []


def test_paper_is_one_a4_page() -> None:
    form = a_form(PAGES[0].meta)
    section = Document(BytesIO(form_word.write(form))).sections[0]
    sheet = openpyxl.load_workbook(BytesIO(form_excel.write(form))).active
    assert sheet is not None
    assert [round((side or 0) / Mm(1)) for side in (section.page_width, section.page_height)] == [210, 297]
    fit = sheet.sheet_properties.pageSetUpPr
    assert sheet.page_setup.paperSize == 9
    assert fit is not None
    assert fit.fitToPage  # on one page, both ways
    assert (sheet.page_setup.fitToHeight or 1, sheet.page_setup.fitToWidth or 1) == (1, 1)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_a_form_has_room_on_its_page(page: content.Page) -> None:
    form = a_form(page.meta)
    assert sum(field.height for field in form.fields) * form.line <= 265


def test_the_same_form_gives_the_same_file() -> None:
    form = a_form(ODD)
    assert form_excel.write(form) == form_excel.write(form)


def test_columns_share_the_whole_width() -> None:
    for field in a_form(ODD).fields:
        assert not field.columns or abs(sum(shares(field)) - 1) < 1e-9


@pytest.mark.parametrize("meta", [{}, {"kind": "guide", "fields": []}, {"kind": "form", "fields": "x"}])
def test_other_pages_are_no_forms(meta: dict[str, Any]) -> None:
    assert form_from(meta) is None
