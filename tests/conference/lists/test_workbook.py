"""A list's sheet fits A4 landscape in its own letters."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.lists.service import NAMES, sheet
from conference.lists.sheets import DAY, NAME, PLAIN, TEXT, Asked
from conference.lists.workbook import GROUP_WIDTH, PAGE_WIDTH, WIDTHS, widths_of


@pytest.mark.parametrize(
    ("kinds", "text", "reason"),
    [
        ([NAME, DAY, NAME, TEXT], 40, "a lone text is no wider than it is read"),
        ([NAME, DAY, NAME, PLAIN, TEXT, TEXT, TEXT], 76 / 3, "three share the page"),
        ([NAME, *[PLAIN] * 7, TEXT], 22, "never too narrow to read"),
    ],
)
def test_columns_of_text_share_the_page(kinds: list[str], text: float, reason: str) -> None:
    widths = widths_of(kinds)
    assert widths[-1] == pytest.approx(text), reason
    assert widths[:2] == [GROUP_WIDTH, WIDTHS[kinds[1]]]


def test_without_texts_nothing_is_shared() -> None:
    assert widths_of([NAME, DAY]) == [GROUP_WIDTH, WIDTHS[DAY]]


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_printed_in_its_own_letters(session: Session, name: str) -> None:
    columns = sheet(session, name, Asked(date(2026, 11, 22))).columns
    assert sum(widths_of([NAME, *(kind for _, kind in columns)])) <= PAGE_WIDTH
