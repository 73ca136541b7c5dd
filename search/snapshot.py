"""An opened index: everything a search reads, from one generation."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import catalogue, generation, synonyms
from search.catalogue import Entry
from search.config import SearchConfig
from search.errors import IndexTampered
from search.late import Axes
from search.lexical import LexicalIndex
from search.semantic import FILES, VectorIndex
from search.themes import ThemeTable
from search.vectorizing import KeptPassage, Key, kept_passages
from search.vocabulary import Vocabulary, sound

SHORT = 30  # characters up to which a question names things; longer ones tell of something


@dataclass(frozen=True)
class Snapshot:
    """Pages, words and meaning of one build; `vectors` is None where it was built without a model."""

    name: str
    about: Mapping[str, Any]
    entries: tuple[Entry, ...]
    words: LexicalIndex
    vectors: VectorIndex | None

    @classmethod
    def open(cls, config: SearchConfig) -> Snapshot:
        """The index in use. Raises `IndexMissing` or `IndexTampered`."""
        opened = generation.open_current(config)
        try:
            entries = catalogue.load(opened.files["pages.jsonl"])
            words = LexicalIndex(opened.below("words"), [entry.id for entry in entries])
            return cls(opened.name, opened.about, entries, words, _vectors(opened.files))
        except (KeyError, ValueError, TypeError) as error:
            raise IndexTampered("索引の版が違います") from error

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
    def themes(self) -> ThemeTable:
        """Which page has which theme."""
        return ThemeTable.of([entry.themes for entry in self.entries])

    def kept_passages(self) -> tuple[dict[Key, KeptPassage], Axes | None]:
        """Every passage that was read as it would be today, and the axes its words lie along."""
        if self.vectors is None or self.about.get("recipe") != catalogue.RECIPE:
            return {}, None
        return kept_passages(self.entries, self.vectors), self.vectors.axes


def _vectors(files: Mapping[str, bytes]) -> VectorIndex | None:
    if "passages.npy" not in files:
        return None
    arrays = {name: np.load(io.BytesIO(files[f"{name}.npy"]), allow_pickle=False) for name in FILES}
    return VectorIndex.from_arrays(arrays)
