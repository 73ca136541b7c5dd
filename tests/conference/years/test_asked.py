"""Years and versions as an address may spell them."""

from __future__ import annotations

import pytest

from conference.errors import NotYours
from conference.years import asked


@pytest.mark.parametrize("year", [2000, 2026, 2200])
def test_a_year_of_the_calendar(year: int) -> None:
    assert asked.fiscal_year(year) == year


@pytest.mark.parametrize("year", [0, 1999, 2201, 10**9])
def test_no_year(year: int) -> None:
    with pytest.raises(NotYours):
        asked.fiscal_year(year)


@pytest.mark.parametrize(
    ("text", "year", "reason"),
    [
        ("2026", 2026, "a year"),
        ("2000", 2000, "the first"),
        ("2200", 2200, "the last"),
        ("1999", 0, "before the first"),
        ("2201", 0, "after the last"),
        ("", 0, "nothing"),
        ("x", 0, "no number"),
        ("２０２６", 0, "no address of ours writes it wide"),
        ("020260", 0, "it begins like a year, and is none that can be written down"),
        ("9" * 400, 0, "what no computer counts to"),
    ],
)
def test_the_year_of_an_address(text: str, year: int, reason: str) -> None:
    assert asked.year_in({"year": text}) == year, reason


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("17", 17, "a version"),
        ("", 0, "nothing"),
        ("-1", 0, "less than nothing"),
        ("１", 0, "no sheet of ours writes it wide"),
        ("²", 0, "a digit that is no number"),
        ("9" * 11, 99_999_999_999, "what the database can count to"),
        ("9" * 12, 0, "and what it need not"),
    ],
)
def test_numbers(text: str, number: int, reason: str) -> None:
    assert asked.number({"number": text}, "number") == number, reason


def test_what_is_not_sent_is_none() -> None:
    assert asked.number({}, "number") == asked.year_in({}) == 0
    assert not asked.is_for_outside({})
    assert asked.is_for_outside({"for": "outside"})
