"""The index of meaning: a vector for each passage, and shortened ones for its words; plain numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search import products
from search.embedding import Vectors
from search.late import Axes, Kept, TokenBlock, TokenIndex
from search.products import Shifted

BEST_PASSAGE = 0.7  # a page is its best passage, and a little of all of them


@dataclass(frozen=True)
class VectorBlock:
    """Some pages: passages (p, dim) and words (t, width), page after page, passage after passage; no page is empty.

    Page n owns passages `passage_starts[n]` to `passage_starts[n + 1]`, a passage words likewise by `token_starts`;
    `token_sentences` (t,) is the sentence of the page a word stands in; `rough` are the passages in bytes, without
    their `middle` (dim,) and times `rough_steps` (p,). The rest is as in `TokenBlock`. The arrays may lie on the disk
    and are paged in as they are used.
    """

    passages: Vectors
    passage_starts: NDArray[np.int64]
    tokens: Kept
    token_starts: NDArray[np.int64]
    token_sentences: NDArray[np.int16]
    sentences: NDArray[np.float16]
    sentence_starts: NDArray[np.int64]
    sentence_numbers: NDArray[np.int16]
    rough: Shifted
    rough_steps: NDArray[np.float32]
    middle: Vectors

    @classmethod
    def of(
        cls,
        passages: Vectors,
        passage_starts: NDArray[np.int64],
        tokens: Kept,
        token_starts: NDArray[np.int64],
        token_sentences: NDArray[np.int16],
    ) -> VectorBlock:
        """With the sentences that follow from the words, and the passages in bytes."""
        middle = np.asarray(passages.mean(axis=0), np.float32)
        rough, steps = products.shortened(passages - middle)
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
            products.shifted(rough),
            steps,
            middle,
        )

    @classmethod
    def read(cls, array: Callable[[str], NDArray[Any]]) -> VectorBlock:
        """From arrays by the names of `arrays`."""
        return cls(**{name: array(name) for name in NAMES})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, by name."""
        return {name: getattr(self, name) for name in NAMES}

    def roughly(self, queries: Vectors) -> Vectors:
        """(pages, queries) as `nearest`, to about 0.001: a quarter of the memory is gone through, which is what it costs."""
        if not products.has_bytes():
            return _by_page(self.passages @ queries.T, self.passage_starts)
        short, steps = products.shortened(queries)
        similar = products.product(self.rough, short) / (self.rough_steps[:, None] * steps)
        return _by_page(similar + self.middle @ queries.T, self.passage_starts)

    def nearest(self, queries: Vectors, pages: Sequence[int]) -> Vectors:
        """(pages, queries) cosine-like scores: of each page's best passage, and a little of all of them."""
        spans = [slice(*self.passage_starts[page : page + 2].tolist()) for page in pages]
        passages = np.concatenate([self.passages[span] for span in spans])
        return _by_page(passages @ queries.T, starts([span.stop - span.start for span in spans]))

    @cached_property
    def words(self) -> TokenBlock:
        """The words by page."""
        starts = self.token_starts[self.passage_starts]
        return TokenBlock(self.tokens, starts, self.sentences, self.sentence_starts, self.sentence_numbers)


NAMES = tuple(field.name for field in fields(VectorBlock))


@dataclass(frozen=True)
class VectorIndex:
    """All pages: page n is page `places[n, 1]` of block `places[n, 0]`; every block lies along the same axes."""

    blocks: Sequence[VectorBlock]
    places: NDArray[np.int64]
    axes: Axes

    def roughly(self, queries: Vectors) -> Vectors:
        """(pages, queries) as `nearest` of every page, to about 0.001."""
        found = [block.roughly(queries) for block in self.blocks]
        every = found[0] if len(found) == 1 else np.concatenate(found)
        return every[self._rows]

    def nearest(self, queries: Vectors, pages: NDArray[np.int64] | None = None) -> Vectors:
        """(pages, queries) cosine-like scores, as those of a block; of every page unless some are named."""
        pages = np.arange(len(self.places)) if pages is None else pages
        near = np.zeros((len(pages), len(queries)), np.float32)
        places = self.places[pages]
        for number, block in enumerate(self.blocks):
            mine = np.flatnonzero(places[:, 0] == number)
            if len(mine):
                near[mine] = block.nearest(queries, places[mine, 1].tolist())
        return near

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


def _by_page(similar: Vectors, begins: NDArray[np.int64]) -> Vectors:
    """(pages, queries) of (passages, queries): the best, and a little of all of them."""
    best = np.maximum.reduceat(similar, begins[:-1], axis=0)
    mean = np.add.reduceat(similar, begins[:-1], axis=0) / np.diff(begins).astype(np.float32)[:, None]
    return np.asarray(BEST_PASSAGE * best + (1 - BEST_PASSAGE) * mean, np.float32)
