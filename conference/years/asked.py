"""What an address or a form asks for: a year, a version, a shape."""

from __future__ import annotations

from collections.abc import Mapping

from conference.errors import NotYours

FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_DIGITS = 11
OUTSIDE = "outside"


def fiscal_year(year: int) -> int:
    """One that a calendar has; raises NotYours."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotYours
    return year


def year_in(given: Mapping[str, str]) -> int:
    """The fiscal year that an address asks for; 0 for none, and for what no calendar has."""
    text = given.get("year", "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else 0


def number(given: Mapping[str, str], name: str) -> int:
    """Of a version or a saved text; 0 for anything that is none."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def is_for_outside(given: Mapping[str, str]) -> bool:
    """Whether the sheet is to leave the center."""
    return given.get("for") == OUTSIDE
