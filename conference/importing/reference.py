"""The day a roster speaks of, from its title rows: 「令和8年11月27日(金)」, 「令和8年11月」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from conference.era import parse_date

_YEAR_MONTH = re.compile(
    r"((?:令和|平成|[RH])\s*(?:元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})|20[0-9]{2})\s*[年./\-]\s*([0-9一二三四五六七八九十]{1,2})"
    r"(?:\s*[月./\-]\s*([0-9一二三四五六七八九十]{1,3})(?![0-9]))?"
)


def reference_day(texts: Iterable[str]) -> date | None:
    """The first full date; else the first day of the first month named; else None."""
    found = [match for text in texts for match in _YEAR_MONTH.finditer(unicodedata.normalize("NFKC", text))]
    full = (parse_date(f"{match[1]}年{match[2]}月{match[3]}日") for match in found if match[3])
    months = (parse_date(f"{match[1]}年{match[2]}月1日") for match in found)
    return next((day for day in (*full, *months) if day), None)
