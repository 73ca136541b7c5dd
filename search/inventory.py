"""Which page files changed since an index was built, without opening those that did not."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from search.catalogue import Card, fingerprint
from search.errors import IndexTampered, PageUnreadable
from search.pages.case import STAGES
from search.pages.load import (
    TITLE_LIMIT,
    Problem,
    Source,
    load_themes,
    page_files,
    read_page,
    twice,
    warnings_of,
)

RECENT = 2.0  # seconds in which a file may have been written twice without its time telling so

Stamp = list[int]
CardOf = Callable[[str], Card | None]


@dataclass(frozen=True)
class Seen:
    """The sizes and times of page files at the moment `at`: a file that is as it was seen need not be read."""

    at: float = 0.0
    files: Mapping[str, Stamp] = field(default_factory=dict)

    def is_same(self, path: str, stamp: Stamp | None) -> bool:
        """Whether the file is as it was, and was not written just before it was seen."""
        return (
            stamp is not None and self.files.get(path) == stamp and max(stamp[1:]) < (self.at - RECENT) * 1e9
        )

    def dump(self) -> str:
        """As the index keeps it."""
        return json.dumps([self.at, self.files], ensure_ascii=False)

    @classmethod
    def load(cls, kept: bytes) -> Seen:
        """The inverse of `dump`. Raises `IndexTampered`."""
        try:
            return cls(*json.loads(kept))
        except (TypeError, ValueError) as error:
            raise IndexTampered("索引の版が違います") from error


@dataclass(frozen=True)
class Inventory:
    """The pages there are now: `changed` are new or differ from their card, `kept` are the ids of the others.

    `broken` (kind, id) cannot be read now and are named in `problems`. `seen` is None where not every file was
    looked at.
    """

    changed: Sequence[Source]
    kept: Collection[str]
    broken: Collection[tuple[str, str]]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    seen: Seen | None


def take(folders: Iterable[Path], card: CardOf, seen: Seen) -> Inventory:
    """Looks at every page file; reads those that may differ from what their `card` says."""
    return _look(folders, card, seen, None)


def take_only(folders: Iterable[Path], card: CardOf, ids: Collection[str]) -> Inventory:
    """The same for the files of some pages: what it costs does not grow with the others."""
    return replace(_look(folders, card, Seen(), ids), seen=None)


def _look(folders: Iterable[Path], card: CardOf, seen: Seen, only: Collection[str] | None) -> Inventory:
    folders = [Path(folder) for folder in folders]
    looking = _Looking(card, seen, {theme.label for theme in load_themes(folders)})
    for path in page_files(folders, only):
        looking.at(path)
    return looking.found()


class _Looking:
    def __init__(self, card: CardOf, seen: Seen, labels: Collection[str]) -> None:
        self._card, self._before, self._labels = card, seen, labels
        self._now = Seen(time.time(), {})
        self._stamps: dict[str, Stamp] = {}
        self._changed: list[Source] = []
        self._kept: dict[str, Path] = {}
        self._taken: dict[str, Path] = {}
        self._problems: list[Problem] = []
        self._warnings: list[Problem] = []

    def at(self, path: Path) -> None:
        """One file."""
        if stamp := _stamp(path):
            self._stamps[str(path)] = stamp
        try:
            card = self._card(path.stem)
            if card and self._is_kept(path, card):
                self._keep(path, card)
            else:
                self._read(path)
        except PageUnreadable as problem:
            self._problems.append(Problem(path, problem.line, problem.reason))

    def found(self) -> Inventory:
        """What all of them came to."""
        broken = {(problem.path.parent.name[:-1], problem.path.stem) for problem in self._problems}
        return Inventory(
            self._changed,
            self._kept.keys(),
            broken,
            tuple(self._problems),
            tuple(self._warnings),
            Seen(self._now.at, self._stamps),
        )

    def _is_kept(self, path: Path, card: Card) -> bool:
        """Whether the file says what the index knows of it."""
        if path.stem in self._taken or card.kind != path.parent.name[:-1]:
            return False
        if card.path == str(path) and self._before.is_same(card.path, self._stamps.get(card.path)):
            return True
        return _fingerprint(path, card) == card.fingerprint

    def _keep(self, path: Path, card: Card) -> None:
        self._taken[path.stem] = self._kept[path.stem] = path
        if _is_doubtful(card, self._labels):
            self._warnings += warnings_of(read_page(path), self._labels)

    def _read(self, path: Path) -> None:
        source = read_page(path)
        if source.page.id in self._taken:
            raise twice(source, self._taken[source.page.id])
        self._taken[source.page.id] = path
        self._changed.append(source)
        self._warnings += warnings_of(source, self._labels)


def _stamp(path: Path) -> Stamp | None:
    try:
        state = os.stat(path)
    except OSError:
        return None
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]


def _fingerprint(path: Path, card: Card) -> str:
    try:
        return fingerprint(card.kind, card.id, path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return ""


def _is_doubtful(card: Card, labels: Collection[str]) -> bool:
    """Whether there is anything to warn of, so that the file is to be read again for the line."""
    if len(card.title) > TITLE_LIMIT:
        return True
    unknown = labels and any(theme not in labels for theme in card.themes)
    return card.kind == "case" and bool(unknown or card.stage not in STAGES)
