"""Sudachi's words of a folded text, with what is known about each as a name.

Reads the dictionary that Sudachi ships with; nothing else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sudachipy import Dictionary, SplitMode

LIMIT = 12_000  # characters; Sudachi refuses 49,149 bytes
_local = threading.local()
_lock = threading.Lock()
_dictionaries: list[Any] = []


@dataclass(frozen=True)
class Word:
    """One word: its place in the folded text and its class (品詞, up to four levels)."""

    surface: str
    start: int
    end: int
    kind: tuple[str, ...]
    unknown: bool

    @property
    def person(self) -> str:
        """'姓', '名' or '一般' for a person's name, else ''."""
        return self.kind[3] if self.kind[2:3] == ("人名",) else ""

    @property
    def place(self) -> bool:
        """A place inside a country; countries are no places here."""
        return self.kind[2:4] == ("地名", "一般")

    @property
    def country(self) -> bool:
        return self.kind[2:4] == ("地名", "国")

    @property
    def proper(self) -> bool:
        return self.kind[1] == "固有名詞"

    @property
    def noun(self) -> bool:
        return self.kind[0] in {"名詞", "形状詞"}

    @property
    def common(self) -> bool:
        return self.kind[:2] == ("名詞", "普通名詞")


def words(folded: str) -> list[Word]:
    """Words of the middle unit in order; spaces are words too."""
    return [
        _word(one, offset)
        for offset, piece in _pieces(folded)
        for one in _tokenizer().tokenize(piece, SplitMode.C)
    ]


def _word(one: Any, offset: int) -> Word:
    surface = one.surface()
    return Word(surface, offset + one.begin(), offset + one.end(), one.part_of_speech()[:4], one.is_oov())


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for at in range(0, len(text), LIMIT):
        yield at, text[at : at + LIMIT]


def _tokenizer() -> Any:
    """One tokenizer a thread: they are not to be shared; the dictionary is."""
    if not hasattr(_local, "tokenizer"):
        with _lock:
            if not _dictionaries:
                _dictionaries.append(Dictionary())
        _local.tokenizer = _dictionaries[0].tokenizer()
    return _local.tokenizer
