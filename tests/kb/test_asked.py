"""さがすことば: on every page, enough of them, and none that says what the page or another line says already."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from search.pages.load import Library, load_pages

KB = Path(__file__).resolve().parents[2] / "kb"
LEAST = {"case": 6, "point": 11}
LONGEST = 130
COPIED = 16  # characters in a row that are no way of asking any more


@pytest.fixture(scope="module")
def library() -> Library:
    return load_pages([KB])


def test_every_page_has_words_people_ask_in(library: Library) -> None:
    few = {page.id: len(page.asked) for page in library.pages if len(page.asked) < LEAST[page.kind]}
    assert few == {}


def test_no_line_stands_twice(library: Library) -> None:
    lines = Counter(line for page in library.pages for line in page.asked)
    assert [line for line, times in lines.items() if times > 1] == []


def test_lines_are_short_enough_to_be_said(library: Library) -> None:
    assert [line for page in library.pages for line in page.asked if len(line) > LONGEST] == []


def test_no_line_copies_its_page(library: Library) -> None:
    copied = [
        (page.id, line)
        for page in library.pages
        for line in page.asked
        if shares_a_run(line, "".join(part.body for part in page.sections))
    ]
    assert copied == []


def test_a_copied_line_would_be_seen() -> None:
    assert shares_a_run(
        "会議の前に、聞きたいことを一行で書く", "1. 会議の前に、聞きたいことを一行で書きます。"
    )


def shares_a_run(line: str, text: str) -> bool:
    return any(line[at : at + COPIED] in text for at in range(len(line) - COPIED + 1))
