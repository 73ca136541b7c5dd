"""The index of meaning: one matrix of passage vectors, one of sentence vectors; plain numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.embedding import Vectors

BEST_PASSAGE = 0.7  # a page is its best passage, and a little of all of them


@dataclass(frozen=True)
class VectorIndex:
    """Rows of unit length, page after page: page p owns rows `starts[p]` to `starts[p + 1]`; none is empty."""

    passages: Vectors
    passage_starts: NDArray[np.int64]
    sentences: NDArray[np.float16]
    sentence_starts: NDArray[np.int64]

    def nearest(self, queries: Vectors) -> Vectors:
        """(pages, queries) cosine-like scores: of each page's best passage, and a little of all of them."""
        similar = self.passages @ queries.T
        best = np.maximum.reduceat(similar, self.passage_starts[:-1], axis=0)
        mean = np.add.reduceat(similar, self.passage_starts[:-1], axis=0) / self._counts[:, None]
        return np.asarray(BEST_PASSAGE * best + (1 - BEST_PASSAGE) * mean, np.float32)

    def sentence_vectors(self, page: int) -> Vectors:
        """(sentences of the page, dim)."""
        start, end = self.sentence_starts[page], self.sentence_starts[page + 1]
        return np.asarray(self.sentences[start:end], np.float32)

    @property
    def _counts(self) -> NDArray[np.float32]:
        return np.diff(self.passage_starts).astype(np.float32)


def starts(counts: list[int]) -> NDArray[np.int64]:
    """Row numbers at which each page begins, and the end."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
