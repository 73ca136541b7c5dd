"""Text from people, made harmless before it goes into a csv cell.

A cell that begins with = + - @ (full width too: some programs fold it) or with a tab or line
break may be run as a formula by whoever opens the file.  In xlsx the type of the cell decides,
so there every text is written as text: `worksheet.write_string(row, column, text)`, with
`WORKBOOK_OPTIONS` so that nothing is turned into a formula, a link or a number on the way.
"""

from __future__ import annotations

import unicodedata
from typing import Final

WORKBOOK_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_STARTS_A_FORMULA = frozenset("=+-@\t\r\n|")
_UNSEEN = " \u3000\u00a0\u200b\u200c\u200d\ufeff"


def harmless(text: str) -> str:
    """The text, with ' before it where it could be taken for a formula; numbers stay numbers."""
    seen = text.lstrip(_UNSEEN)
    first = unicodedata.normalize("NFKC", seen[:1])[:1]
    if first not in _STARTS_A_FORMULA or _is_number(seen):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    """-3 and -0.5 are no formulas."""
    figures = text.removeprefix("-")
    return figures.isascii() and figures.replace(".", "", 1).isdecimal()
