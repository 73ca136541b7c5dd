"""Names in the order they are read, as a register of families is kept.  Pure.

No field asks for a reading: the dictionary's own is taken, and a name it does not know stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from conference.anonymize.normalize import fold, kana_key
from search.analysis import reading


def reading_of(name: str) -> str:
    """うづき of 卯月; old and new kanji, both kana and every width alike."""
    modern = "".join(new if _is_kanji(old) else old for old, new in _modern(fold(name).text))
    return kana_key(reading(modern))


def _modern(text: str) -> Iterator[tuple[str, str]]:
    return zip(text, kana_key(text), strict=True)


def _is_kanji(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def key(name: str) -> tuple[str, str]:
    """For sorting; names read alike are apart by how they are written."""
    return reading_of(name), name
