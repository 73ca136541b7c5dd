"""The shape of what leaked, without what leaked: a line for the tests of the engine (pure)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from conference import anonymize
from conference.anonymize.spans import Label

AROUND = 12
"""Characters kept on each side; more would tell the story again."""
_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("漢", lambda char: "一" <= char <= "鿿" or char == "々"),
    ("あ", lambda char: "ぁ" <= char <= "ゖ"),
    ("ア", lambda char: "ァ" <= char <= "ー"),
    ("0", str.isdigit),
    ("A", lambda char: char.isascii() and char.isalpha()),
)
_ODD = re.compile(r"[A-Za-z0-9]")


def shape(surface: str) -> str:
    """結衣 → 漢漢; 080-1234 → 000-0000."""
    return "".join(_of(char) for char in unicodedata.normalize("NFKC", surface))


def _of(char: str) -> str:
    return next((mark for mark, fits in _KINDS if fits(char)), char if not char.isalnum() else "□")


def line(text: str, surface: str, label: Label) -> str:
    """One JSON line: the kind, the shape and the words around its first place in `text`, masked.

    Empty where `surface` does not stand in the text.  Whatever the engine finds around it, and every
    digit and Latin letter, becomes its shape too.
    """
    start = text.find(surface) if surface else -1
    if start < 0:
        return ""
    before = _masked(text[max(0, start - AROUND) : start], surface)
    after = _masked(text[start + len(surface) : start + len(surface) + AROUND], surface)
    told = {"label": label.value, "shape": shape(surface), "before": before, "after": after}
    return json.dumps(told, ensure_ascii=False)


def _masked(around: str, surface: str) -> str:
    masked = list(around)
    for span in anonymize.find(around):
        masked[span.start : span.end] = ["□"] * (span.end - span.start)
    plain = "".join(masked).replace(surface, "□" * len(surface))
    return _ODD.sub("□", plain).replace("\n", " ")
