"""An opened index: everything a search reads, from one generation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import generation, segments, synonyms, threads
from search.catalogue import Entry
from search.config import SearchConfig
from search.errors import IndexMissing, IndexTampered
from search.generation import Generation
from search.late import Axes
from search.lexical import LexicalIndex
from search.segments import AXES, Listed, Segment
from search.semantic import VectorIndex
from search.themes import ThemeTable
from search.vocabulary import Vocabulary, sound

SHORT = 30  # characters up to which a question names things; longer ones tell of something
GONE = -1


@dataclass(frozen=True)
class Snapshot:
    """Pages, words and meaning of one build; `vectors` is None where it was built without a model."""

    name: str
    about: Mapping[str, Any]
    entries: tuple[Entry, ...]
    words: LexicalIndex
    vectors: VectorIndex | None
    segments: Mapping[str, Segment]

    @classmethod
    def open(cls, config: SearchConfig, before: Snapshot | None = None) -> Snapshot:
        """The index in use; segments that are open in `before` are not opened again.

        Raises `IndexMissing` or `IndexTampered`.
        """
        threads.one_a_product()
        for _ in range(3):  # a build may clear an old folder away while it is being opened
            opened = generation.open_current(config, check=False)
            try:
                return _opened(opened, before.segments if before else {})
            except FileNotFoundError:
                continue
            except (KeyError, ValueError, TypeError) as error:
                raise IndexTampered("索引の版が違います") from error
        raise IndexMissing(config.index_dir)

    @property
    def model_id(self) -> str:
        """Of the model whose vectors these are; empty without."""
        return str(self.about.get("model_id", ""))

    def floor(self, text: str) -> float:
        """The score of meaning below which a page says nothing to a question of that length."""
        short, long = self.about["floors"]
        return float(short if len(text) <= SHORT else long)

    @cached_property
    def cases(self) -> NDArray[np.bool_]:
        """(pages,) which pages are cases."""
        return np.asarray([entry.kind == "case" for entry in self.entries], bool)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the pages, and the field's own names."""
        names = {name: sound(name) for name in synonyms.default().names()}
        return Vocabulary.of((entry.terms for entry in self.entries), names)

    @cached_property
    def services(self) -> frozenset[str]:
        """The services that any page names."""
        return frozenset(service for entry in self.entries for service in entry.services)

    @cached_property
    def themes(self) -> ThemeTable:
        """Which page has which theme."""
        return ThemeTable.of([entry.themes for entry in self.entries])

    def prepared(self) -> Snapshot:
        """The same with everything worked out that grows with the pages: by whoever opens it, not by who asks first."""
        _ = self.cases, self.vocabulary, self.themes, self.services
        return self


def _opened(opened: Generation, held: Mapping[str, Segment]) -> Snapshot:
    """Raises KeyError, ValueError or TypeError where the files are not those of this version."""
    listed = segments.listed(opened)
    parts = {one.name: held.get(one.name) or Segment(one.name, opened).opened() for one in listed}
    places, pages = _places(listed, list(parts.values()))
    entries = tuple(parts[listed[part].name].entries[number] for part, number in places.tolist())
    words = LexicalIndex([part.postings for part in parts.values()], pages, len(entries))
    return Snapshot(opened.name, opened.about, entries, words, _vectors(opened, parts, places), parts)


def _places(
    listed: Sequence[Listed], parts: Sequence[Segment]
) -> tuple[NDArray[np.int64], list[NDArray[np.intp]]]:
    """(pages, 2) segment and number of each page, in the order of kind and id; and the other way round."""
    found = [
        (entry.kind, entry.id, part, number)
        for part, segment in enumerate(parts)
        for number, entry in enumerate(segment.entries)
        if number not in listed[part].gone
    ]
    places = np.asarray([one[2:] for one in sorted(found)], np.int64).reshape(-1, 2)
    pages = [np.full(one.size, GONE, np.intp) for one in listed]
    for part, mine in enumerate(pages):
        rows = np.flatnonzero(places[:, 0] == part)
        mine[places[rows, 1]] = rows
    return places, pages


def _vectors(
    opened: Generation, parts: Mapping[str, Segment], places: NDArray[np.int64]
) -> VectorIndex | None:
    blocks = [part.vectors for part in parts.values()]
    if AXES not in opened.sums or any(block is None for block in blocks):
        return None
    return VectorIndex([block for block in blocks if block], places, Axes.from_array(opened.array(AXES)))
