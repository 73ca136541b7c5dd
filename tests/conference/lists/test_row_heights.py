"""Row heights: what is wrapped must not lie over the next row."""

from __future__ import annotations

import pytest

from conference.lists.row_heights import height_of, lines_of

WIDTH, SIZE = 40, 9.0


@pytest.mark.parametrize(
    ("text", "lines", "reason"),
    [
        ("", 1, "an empty cell is one line high"),
        ("三宅", 1, "short"),
        ("あ" * 22, 1, "just fits"),
        ("あ" * 23, 2, "one letter too many"),
        ("あ" * 70, 4, "a policy"),
        ("a" * 37, 1, "narrow letters take less room"),
        ("済\n未", 2, "a line break is a line"),
    ],
)
def test_lines_of(text: str, lines: int, reason: str) -> None:
    assert lines_of(text, WIDTH, SIZE) == lines, reason


def test_the_longest_cell_decides() -> None:
    assert height_of([("短い", WIDTH), ("あ" * 70, WIDTH)], SIZE) == height_of([("あ" * 70, WIDTH)], SIZE)
    assert height_of([], SIZE) == height_of([("短い", WIDTH)], SIZE)
