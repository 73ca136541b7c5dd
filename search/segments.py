"""A segment: some pages of an index, written once and never changed.

An index is a first segment with nearly everything and a few small ones with what came later; a page that was
changed or removed is only named as gone from the segment that holds it. So bringing an index up to date costs what
changed, and a reader opens only what is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search import card_files, catalogue, postings
from search.card_files import CardFiles
from search.catalogue import Entry
from search.generation import Generation
from search.postings import Document, Postings, Unpacked
from search.semantic import VectorBlock

ABSORBED = 2  # a new segment takes over the last ones while they are at most so many times its size
CARDS, PAGES, WORDS = "cards", "pages.jsonl", "words"
AXES, SEEN = "axes.npy", "seen.json"  # of the whole index


@dataclass(frozen=True)
class Listed:
    """A segment as an index lists it: `gone` are the numbers of its pages that are no more."""

    name: str
    size: int
    gone: frozenset[int] = frozenset()

    @property
    def left(self) -> int:
        """How many of its pages there still are."""
        return self.size - len(self.gone)

    def without(self, numbers: Sequence[int]) -> Listed:
        """The same with more pages gone."""
        return replace(self, gone=self.gone.union(numbers))

    def as_json(self) -> list[Any]:
        """As the index keeps it."""
        return [self.name, self.size, sorted(self.gone)]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> Listed:
        """The inverse of `as_json`."""
        name, size, gone = kept
        return cls(str(name), int(size), frozenset(gone))


def listed(generation: Generation) -> tuple[Listed, ...]:
    """The segments of an index, the first one first."""
    return tuple(Listed.from_json(kept) for kept in generation.about["segments"])


@dataclass(frozen=True)
class Segment:
    """A segment as it is read: everything is in the order of its pages; nothing is read before it is asked for."""

    name: str
    generation: Generation

    @cached_property
    def cards(self) -> CardFiles:
        """What is known of each page without opening it; asking it raises `IndexTampered`."""
        count = len(self.generation.below(f"{self.name}/{CARDS}"))
        return CardFiles(lambda file: self._read(f"{CARDS}/{file}"), count)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Its pages. Raises `IndexTampered`."""
        return catalogue.load(self._read(PAGES))

    @cached_property
    def postings(self) -> Postings:
        """Its words. Raises `IndexTampered`."""
        below = f"{self.name}/{WORDS}"
        paths = self.generation.below(below)
        files = {path.removeprefix(f"{below}/"): self.generation.read(path) for path in paths}
        return Postings(
            files, Unpacked.read(lambda name: self.generation.array(f"{self.name}/{_word(name)}"))
        )

    @cached_property
    def vectors(self) -> VectorBlock | None:
        """Its vectors, None where it was built without a model. Raises `IndexTampered`."""
        if f"{self.name}/passages.npy" not in self.generation.sums:
            return None
        return VectorBlock.read(lambda name: self.generation.array(f"{self.name}/{name}.npy"))

    def opened(self) -> Segment:
        """The same with everything read, so that it goes on answering when its files are gone."""
        _ = [entry.spelt_title for entry in self.entries], self.postings, self.vectors
        return self

    def _read(self, name: str) -> bytes:
        return self.generation.read(f"{self.name}/{name}")


def write(folder: Path, entries: Sequence[Entry], vectors: VectorBlock | None) -> None:
    """A segment of these pages, in their order, into a folder that is not there yet."""
    (folder / WORDS).mkdir(parents=True, mode=0o700)
    unpacked = postings.build(folder / WORDS, (Document(entry.id, entry.words) for entry in entries))
    for name, array in unpacked.arrays().items():
        save(folder / _word(name), array)
    (folder / PAGES).write_text(catalogue.dump(entries), encoding="utf-8")
    card_files.write(folder / CARDS, [entry.card for entry in entries])
    for name, array in (vectors.arrays() if vectors else {}).items():
        save(folder / f"{name}.npy", array)


def save(path: Path, array: np.ndarray[Any, Any]) -> None:
    """An array that can be mapped."""
    with path.open("wb") as file:
        np.lib.format.write_array(file, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)


def postings_of(folder: Path) -> Postings:
    """The words of a segment that was just written by this process."""
    files = {path.name: path.read_bytes() for path in (folder / WORDS).iterdir()}
    return Postings(files, Unpacked.read(lambda name: np.load(folder / _word(name))))


def _word(name: str) -> str:
    """The file of an array of words; beside Whoosh's folder, which is handed to Whoosh whole."""
    return f"words_{name}.npy"


def absorbed(segments: Sequence[Listed], added: int) -> int:
    """How many of the last segments a new one of `added` pages takes over: few stay, and few are written again.

    The first is never among them.
    """
    count = 0
    while count < len(segments) - 1 and segments[-1 - count].left <= ABSORBED * added:
        count += 1
        added += segments[-count].left
    return count
