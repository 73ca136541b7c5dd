"""Widths of Japanese text in a drawing, and where to cut it."""

from __future__ import annotations

FONT = "'BIZ UDPGothic','BIZ UDPゴシック','Yu Gothic',sans-serif"


def units(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(0.56 if ord(c) < 0x2000 or 0xFF61 <= ord(c) <= 0xFF9F else 1.0 for c in text)


def wrap(text: str, limit: float) -> list[str]:
    """Cut a Japanese text into lines of at most `limit` full-width characters; no line starts with 。、）."""
    lines, line = [], ""
    for c in text:
        if line and units(line + c) > limit and c not in "。、）」ー％%っゃゅょ":
            lines.append(line)
            line = ""
        line += c
    return [*lines, line] if line else lines
