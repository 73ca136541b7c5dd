"""The field's own vocabulary, on the question's side: what else a word is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
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


def with_groups(groups: Iterable[Sequence[str]]) -> Synonyms:
    """The product's synonyms and groups of an office; a group that shares a name with others means all of theirs too."""
    content = read(FILE)
    shipped: list[list[str]] = content.get("same") or []
    joined = [list(dict.fromkeys([*group, *_names_beside(group, shipped)])) for group in groups]
    return Synonyms([*shipped, *joined], content.get("wider") or {})


def of(folders: Iterable[Path]) -> Synonyms:
    """The product's synonyms and those that stand in the folders' own files, read again when a file changed.

    A file that cannot be read is passed over: search goes on with the others.
    """
    files = [folder / FILE.name for folder in folders]
    return _of(tuple((file, *_stamp(file)) for file in files if file.is_file()))


def office_groups(path: Path) -> list[list[str]]:
    """The groups of an office's own file. Raises `SettingInvalid` where it cannot be read."""
    groups = read(path).get("same") or []
    if not isinstance(groups, list) or not all(_is_group(group) for group in groups):
        raise SettingInvalid(path.name, "same は、言葉の並びを並べたものにしてください。")
    return [[str(name) for name in group] for group in groups]


def kept_apart(group: Sequence[str]) -> tuple[str, str] | None:
    """Two different things that a group would make one, together with the product's groups it joins."""
    content = read(FILE)
    names = {fold(name): name for name in [*_names_beside(group, content.get("same") or []), *group]}
    for line in content.get("apart") or []:
        met = [names[fold(name)] for name in line if fold(name) in names]
        if len(met) > 1:
            return met[0], met[1]
    return None


@lru_cache(maxsize=4)
def _of(files: tuple[tuple[Path, int, int], ...]) -> Synonyms:
    groups = []
    for path, _, _ in files:
        with suppress(SettingInvalid):
            groups += office_groups(path)
    return with_groups(groups) if groups else default()


def _stamp(file: Path) -> tuple[int, int]:
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _is_group(group: object) -> bool:
    return isinstance(group, list) and all(isinstance(name, str | int | float) for name in group)


def _names_beside(group: Sequence[str], shipped: Iterable[Sequence[str]]) -> list[str]:
    keys = {fold(name) for name in group}
    return [name for other in shipped if keys & {fold(one) for one in other} for name in other]
