"""An opened index: everything a search reads, from one generation."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import catalogue, generation
from search.catalogue import Entry
from search.config import SearchConfig
from search.embedding import Vectors
from search.errors import IndexTampered
from search.lexical import LexicalIndex
from search.semantic import VectorIndex

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

    def known_vectors(self) -> dict[str, Vectors]:
        """Every embedded text with its vector, where they were embedded as they are today."""
        if self.vectors is None or self.about.get("recipe") != catalogue.RECIPE:
            return {}
        passages = [text for entry in self.entries for text in entry.embedded_passages()]
        sentences = [sentence.text for entry in self.entries for sentence in entry.sentences]
        halves = dict(zip(sentences, self.vectors.sentences.astype(np.float32), strict=True))
        return {**halves, **dict(zip(passages, self.vectors.passages, strict=True))}


def _vectors(files: Mapping[str, bytes]) -> VectorIndex | None:
    if "passages.npy" not in files:
        return None
    names = ("passages", "passage_starts", "sentences", "sentence_starts")
    return VectorIndex(*(np.load(io.BytesIO(files[f"{name}.npy"]), allow_pickle=False) for name in names))
