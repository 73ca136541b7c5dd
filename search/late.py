"""Late interaction: every content word of a question looks for its nearest word in a page (pure numpy).

Vectors of a page's content words, seen in their context, are kept in `WIDTH` bytes each: centred, turned onto the
axes along which this model's words differ most, and rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.analysis import words
from search.embedding import Read, Vectors, unit
from search.normalize import fold_with_origin
from search.products import MOST, Shifted, gathered, nearest, shortened

WIDTH = 128
_STEPS = 254.0  # of a component of a unit vector; hardly any is above a half
SAMPLE = 40_000  # words from which the axes are found
NO_SENTENCE = -1

Kept = NDArray[np.int8]


@dataclass(frozen=True)
class Axes:
    """How words' vectors are shortened: `mean` (dim,) is taken off, `turn` (dim, width) applied."""

    mean: Vectors
    turn: Vectors

    def array(self) -> Vectors:
        """Both in one, as they are kept: (1 + width, dim)."""
        return np.concatenate([self.mean[None], self.turn.T])

    @classmethod
    def from_array(cls, kept: Vectors) -> Axes:
        """The inverse of `array`."""
        return cls(kept[0], np.ascontiguousarray(kept[1:].T))

    @classmethod
    def of(cls, tokens: Vectors) -> Axes:
        """The axes along which these words (n, dim) differ most; as many as there are dimensions, at most WIDTH."""
        mean = tokens.mean(axis=0)
        centred = (tokens - mean).astype(np.float64)
        _, turn = np.linalg.eigh(centred.T @ centred)
        return cls(mean, np.ascontiguousarray(turn[:, ::-1][:, :WIDTH], np.float32))

    def shorten(self, tokens: Vectors) -> Vectors:
        """(n, dim) to (n, width) of unit length."""
        return unit(np.asarray((tokens - self.mean) @ self.turn, np.float32))


def rounded(vectors: Vectors) -> Kept:
    """Unit vectors in one byte a component."""
    kept: Kept = np.clip(np.rint(vectors * _STEPS), -MOST, MOST).astype(np.int8)
    return kept


def content(text: str, read: Read) -> NDArray[np.bool_]:
    """(n,) which pieces belong to a word that says something; all of them where none does."""
    folded = fold_with_origin(text)
    says = np.zeros(len(text) + 2, bool)
    for word in words(folded.text):
        start, end = folded.span(word.start, word.end)
        says[start:end] = True
    reached = np.concatenate([[0], np.cumsum(says)])
    inside = np.minimum(read.spans, len(text))
    kept = reached[inside[:, 1]] > reached[inside[:, 0]]
    return kept if kept.any() else read.spans[:, 1] > read.spans[:, 0]


def sentence_of(
    text: str, told: Sequence[str], spans: NDArray[np.int32], begin: int = 0
) -> NDArray[np.int16]:
    """(n,) in which of the sentences `told`, standing in `text` in this order, each span begins."""
    found = np.full(len(spans), NO_SENTENCE, np.int16)
    at = begin
    for number, sentence in enumerate(told):
        start = text.find(sentence, at)
        if start >= 0:
            at = start + len(sentence)
            found[(spans[:, 1] > start) & (spans[:, 0] < at)] = number
    return found


@dataclass(frozen=True)
class TokenBlock:
    """Words of some pages, page after page and within it sentence after sentence; no page is empty.

    Page p owns words `starts[p]` to `starts[p + 1]` and sentences likewise by `sentence_starts`. A sentence is the
    mean of its words (`sentences`, of unit length); `numbers` (sentences,) count them through the page, the title's
    words are `NO_SENTENCE`.
    """

    tokens: Kept
    starts: NDArray[np.int64]
    sentences: NDArray[np.float16]
    sentence_starts: NDArray[np.int64]
    numbers: NDArray[np.int16]

    @classmethod
    def of(cls, tokens: Kept, starts: NDArray[np.int64], numbers: NDArray[np.int16]) -> TokenBlock:
        """From every word (n, width) and the sentence of the page (n,) it stands in."""
        changes = np.diff(numbers, prepend=np.int16(NO_SENTENCE - 1)) != 0
        changes[starts[:-1]] = True
        first = np.flatnonzero(changes)
        means = [
            unit(np.add.reduceat(tokens[begin:end].astype(np.float32), first[at:to] - begin, axis=0))
            for at, to, begin, end in _stretches(first, len(tokens))
        ]
        sentences = np.concatenate(means).astype(np.float16)
        return cls(tokens, starts, sentences, np.searchsorted(first, starts), numbers[first])


@dataclass(frozen=True)
class TokenIndex:
    """The words of all pages: page n is page `places[n, 1]` of block `places[n, 0]`."""

    blocks: Sequence[TokenBlock]
    places: NDArray[np.int64]

    def sentences_of(self, page: int) -> tuple[Vectors, NDArray[np.int16]]:
        """(s, width) the sentences of a page, of unit length, and which of its sentences each is."""
        block, place = self.places[page].tolist()
        held = self.blocks[block]
        span = slice(*held.sentence_starts[place : place + 2].tolist())
        return held.sentences[span].astype(np.float32), held.numbers[span]

    def of(self, pages: Sequence[int]) -> PageWords:
        """The words of some pages, ready to be compared."""
        chosen = [(self.blocks[block], page) for block, page in self.places[list(pages)].tolist()]
        tokens, begins = gathered(
            [block.tokens[block.starts[page] : block.starts[page + 1]] for block, page in chosen]
        )
        spans = [slice(*block.sentence_starts[page : page + 2].tolist()) for block, page in chosen]
        return PageWords(
            tokens,
            begins,
            np.concatenate([block.sentences[span] for (block, _), span in zip(chosen, spans, strict=True)]),
            _begins([span.stop - span.start for span in spans])[:-1],
            np.concatenate([block.numbers[span] for (block, _), span in zip(chosen, spans, strict=True)]),
        )


@dataclass(frozen=True)
class PageWords:
    """Words (n, width) and sentences (s, width) of k pages: `begins` and `sentence_begins` (k,) are their first rows.

    Some words stand twice, as `search.products` wants it. `numbers` (s,) say which sentence of its page each is.
    """

    tokens: Shifted
    begins: NDArray[np.int64]
    means: NDArray[np.float16]
    sentence_begins: NDArray[np.int64]
    numbers: NDArray[np.int16]

    def words(self, asked: Vectors) -> Vectors:
        """(k, n) how near each page's nearest word is to each of the asked words (n, width)."""
        short, steps = shortened(asked)
        return nearest(self.tokens, self.begins, short) / (np.float32(_STEPS) * steps)

    def sentences(self, asked: Vectors) -> Vectors:
        """(k, m) how near each page's nearest sentence is to each of the asked sentences (m, width)."""
        near = self.sentence_vectors @ asked.T
        return np.asarray(np.maximum.reduceat(near, self.sentence_begins, axis=0), np.float32)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """(s, width) of unit length."""
        return self.means.astype(np.float32)


def _begins(counts: list[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _stretches(
    first: NDArray[np.int64], count: int, most: int = 10_000
) -> Iterator[tuple[int, int, int, int]]:
    """Sentences `at` to `to` with their words `begin` to `end`, so many at a time that little memory is used."""
    for at in range(0, len(first), most):
        to = min(at + most, len(first))
        yield at, to, int(first[at]), int(first[to]) if to < len(first) else count
