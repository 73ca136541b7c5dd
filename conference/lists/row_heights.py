"""How high a row of a sheet must be for its wrapped texts: not every program works it out by itself.  Pure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

CELL_POINTS = 7 * 0.75
"""One unit of a column's width: 7 pixels of 0.75 points."""
MARGIN = 1.0
"""Units that a cell keeps free."""
LINE = 1.4
"""A line's height, as a part of the size of its letters."""
EDGE = 4.0


def height_of(texts: Iterable[tuple[str, float]], size: float) -> float:
    """Points for a row of (text, column width) pairs in letters of `size` points."""
    lines = max((lines_of(text, width, size) for text, width in texts), default=1)
    return lines * size * LINE + EDGE


def lines_of(text: str, width: float, size: float) -> int:
    """Lines that the text takes in a column; a full-width letter is as wide as it is high."""
    room = max(1.0, (width - MARGIN) * CELL_POINTS / size)
    return sum(max(1, math.ceil(letters(part) / room)) for part in text.split("\n"))


def letters(text: str) -> float:
    """In full-width letters."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.6 for each in text)
