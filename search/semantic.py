"""The index of meaning: a vector for each passage, and shortened ones for its words; plain numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.embedding import Vectors
from search.late import Axes, Kept, TokenIndex

_PLAIN = ("passages", "passage_starts", "tokens", "token_starts", "token_sentences")
FILES = (*_PLAIN, "axes")
BEST_PASSAGE = 0.7  # a page is its best passage, and a little of all of them


@dataclass(frozen=True)
class VectorIndex:
    """Passages (p, dim) and words (t, width), page after page, passage after passage; no page is empty.

    Page n owns passages `passage_starts[n]` to `passage_starts[n + 1]`, a passage words likewise by `token_starts`;
    `token_sentences` (t,) is the sentence of the page a word stands in.
    """

    passages: Vectors
    passage_starts: NDArray[np.int64]
    tokens: Kept
    token_starts: NDArray[np.int64]
    token_sentences: NDArray[np.int16]
    axes: Axes

    def nearest(self, queries: Vectors) -> Vectors:
        """(pages, queries) cosine-like scores: of each page's best passage, and a little of all of them."""
        similar = self.passages @ queries.T
        best = np.maximum.reduceat(similar, self.passage_starts[:-1], axis=0)
        mean = np.add.reduceat(similar, self.passage_starts[:-1], axis=0) / self._counts[:, None]
        return np.asarray(BEST_PASSAGE * best + (1 - BEST_PASSAGE) * mean, np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, by the names of its files."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        return {**plain, "axes": np.concatenate([self.axes.mean[None], self.axes.turn.T])}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> VectorIndex:
        """The inverse of `arrays`. Raises KeyError where one is missing."""
        axes = Axes(arrays["axes"][0], np.ascontiguousarray(arrays["axes"][1:].T))
        return cls(**{name: arrays[name] for name in _PLAIN}, axes=axes)

    @cached_property
    def words(self) -> TokenIndex:
        """The words by page."""
        return TokenIndex(self.tokens, self.token_starts[self.passage_starts], self.token_sentences)

    @cached_property
    def _counts(self) -> NDArray[np.float32]:
        return np.diff(self.passage_starts).astype(np.float32)


def starts(counts: list[int]) -> NDArray[np.int64]:
    """Row numbers at which each page begins, and the end."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
