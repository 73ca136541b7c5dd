"""The index of meaning: a vector for each passage, and shortened ones for its words; plain numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.embedding import Vectors
from search.late import Axes, Kept, TokenBlock, TokenIndex

BEST_PASSAGE = 0.7  # a page is its best passage, and a little of all of them


@dataclass(frozen=True)
class VectorBlock:
    """Some pages: passages (p, dim) and words (t, width), page after page, passage after passage; no page is empty.

    Page n owns passages `passage_starts[n]` to `passage_starts[n + 1]`, a passage words likewise by `token_starts`;
    `token_sentences` (t,) is the sentence of the page a word stands in. The rest is as in `TokenBlock`. The arrays
    may lie on the disk and are paged in as they are used.
    """

    passages: Vectors
    passage_starts: NDArray[np.int64]
    tokens: Kept
    token_starts: NDArray[np.int64]
    token_sentences: NDArray[np.int16]
    sentences: NDArray[np.float16]
    sentence_starts: NDArray[np.int64]
    sentence_numbers: NDArray[np.int16]

    @classmethod
    def of(
        cls,
        passages: Vectors,
        passage_starts: NDArray[np.int64],
        tokens: Kept,
        token_starts: NDArray[np.int64],
        token_sentences: NDArray[np.int16],
    ) -> VectorBlock:
        """With the sentences that follow from the words."""
        words = TokenBlock.of(tokens, token_starts[passage_starts], token_sentences)
        return cls(
            passages,
            passage_starts,
            tokens,
            token_starts,
            token_sentences,
            words.sentences,
            words.sentence_starts,
            words.numbers,
        )

    @classmethod
    def read(cls, array: Callable[[str], NDArray[Any]]) -> VectorBlock:
        """From arrays by the names of `arrays`."""
        return cls(**{name: array(name) for name in NAMES})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, by name."""
        return {name: getattr(self, name) for name in NAMES}

    def nearest(self, queries: Vectors) -> Vectors:
        """(pages, queries) cosine-like scores: of each page's best passage, and a little of all of them."""
        similar = self.passages @ queries.T
        best = np.maximum.reduceat(similar, self.passage_starts[:-1], axis=0)
        mean = np.add.reduceat(similar, self.passage_starts[:-1], axis=0) / self._counts[:, None]
        return np.asarray(BEST_PASSAGE * best + (1 - BEST_PASSAGE) * mean, np.float32)

    @cached_property
    def words(self) -> TokenBlock:
        """The words by page."""
        starts = self.token_starts[self.passage_starts]
        return TokenBlock(self.tokens, starts, self.sentences, self.sentence_starts, self.sentence_numbers)

    @cached_property
    def _counts(self) -> NDArray[np.float32]:
        return np.diff(self.passage_starts).astype(np.float32)


NAMES = tuple(field.name for field in fields(VectorBlock))


@dataclass(frozen=True)
class VectorIndex:
    """All pages: page n is page `places[n, 1]` of block `places[n, 0]`; every block lies along the same axes."""

    blocks: Sequence[VectorBlock]
    places: NDArray[np.int64]
    axes: Axes

    def nearest(self, queries: Vectors) -> Vectors:
        """(pages, queries) cosine-like scores, as those of a block."""
        found = [block.nearest(queries) for block in self.blocks]
        every = found[0] if len(found) == 1 else np.concatenate(found)
        return every[self._rows]

    @cached_property
    def words(self) -> TokenIndex:
        """The words by page."""
        return TokenIndex([block.words for block in self.blocks], self.places)

    @cached_property
    def _rows(self) -> NDArray[np.int64]:
        begins = starts([len(block.passage_starts) - 1 for block in self.blocks])
        return begins[self.places[:, 0]] + self.places[:, 1]


def starts(counts: list[int]) -> NDArray[np.int64]:
    """Row numbers at which each page begins, and the end."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
