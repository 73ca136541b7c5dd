"""The field's own vocabulary, on the question's side: what else a word is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from search.analysis import words
from search.errors import SettingInvalid
from search.normalize import fold

FILE = Path(__file__).with_name("synonyms.yml")


@dataclass(frozen=True)
class Widening:
    """A name found in a question and its other names."""

    name: str
    others: tuple[str, ...]


class Synonyms:
    """Names by their folded spelling."""

    def __init__(self, same: Iterable[Iterable[str]], wider: Mapping[str, Iterable[str]]) -> None:
        self._others: dict[str, dict[str, None]] = defaultdict(dict)
        for group in same:
            for name in group:
                self._add(name, group)
        for name, broader in wider.items():
            self._add(name, broader)
        self._longest = max(map(len, self._others), default=0)

    def names(self) -> tuple[str, ...]:
        """Every name in folded spelling."""
        return tuple(
            dict.fromkeys(
                [*self._others, *(fold(other) for found in self._others.values() for other in found)]
            )
        )

    def widen(self, question: str) -> tuple[Widening, ...]:
        """The names in a question that are called something else too, longest first, none inside another."""
        folded = fold(question)
        found = words(folded)
        begins, ends = {word.start for word in found}, {word.end for word in found}
        widenings: list[Widening] = []
        at = 0
        for start in sorted(begins):
            end = self._longest_name(folded, start, ends) if start >= at else None
            if end is not None:
                name = folded[start:end]
                widenings.append(Widening(name, tuple(self._others[name])))
                at = end
        return tuple(dict.fromkeys(widenings))

    def _longest_name(self, folded: str, start: int, ends: set[int]) -> int | None:
        for end in range(min(start + self._longest, len(folded)), start, -1):
            if end in ends and folded[start:end] in self._others:
                return end
        return None

    def _add(self, name: str, others: Iterable[str]) -> None:
        key = fold(name)
        self._others[key] |= {other: None for other in others if fold(other) != key}


def load(path: Path = FILE) -> Synonyms:
    """The synonyms of a file. Raises `SettingInvalid` where it cannot be read."""
    content = read(path)
    return Synonyms(content.get("same") or [], content.get("wider") or {})


def read(path: Path) -> dict[str, Any]:
    """The file as it is written: `same`, `wider`, `apart`."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SettingInvalid(path.name, "同義語の書き方を読み取れません。") from error
    if not isinstance(content, dict):
        raise SettingInvalid(path.name, "same と wider の形ではありません。")
    return content


@lru_cache(maxsize=1)
def default() -> Synonyms:
    """The synonyms that come with the product."""
    return load()
