"""What of a question may be kept: one spelling, short, and nothing in it that names anybody (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conference import anonymize
from conference.anonymize import risks
from search.analysis import words as tokens
from search.normalize import fold

LONGEST = 40
"""Characters; what is longer tells of a family, and no three people write the same."""
_PARTS = re.compile(r"[\s　・,、/()（）「」]+")
_KANJI = re.compile(r"[一-鿿々]")
SURE = 3
"""Letters from which kana are looked for anywhere; はる stands in はるか too."""


def kept(question: str) -> str:
    """The question as it is counted, or nothing: too long, or something in it was marked."""
    words = " ".join(fold(question).split())
    if not words or len(words) > LONGEST:
        return ""
    # Both spellings are read: folding turns capitals and figures into what a name may hide behind.
    clear = not any(anonymize.find(text) or any(risks.find(text)) for text in (question, words))
    return words if clear else ""


def names_one_of(words: str, names: Iterable[str]) -> bool:
    """Whether one of the office's own names, or a part of one, stands in the words."""
    parts = {fold(part) for name in names for part in _PARTS.split(name) if part}
    alone = {words, *words.split(), *(words[token.start : token.end] for token in tokens(words))}
    return any(part in words if _is_sure(part) else part in alone for part in parts)


def _is_sure(part: str) -> bool:
    return len(part) >= (2 if _KANJI.search(part) else SURE)
