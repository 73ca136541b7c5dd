"""Late interaction: every content word of a question looks for its nearest word in a page (pure numpy).

Vectors of a page's content words, seen in their context, are kept in `WIDTH` bytes each: centred, turned onto the
axes along which this model's words differ most, and rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.analysis import words
from search.embedding import Read, Vectors, unit
from search.normalize import fold_with_origin

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
    kept: Kept = np.clip(np.rint(vectors * _STEPS), -127, 127).astype(np.int8)
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
class TokenIndex:
    """Words of all pages, page after page and within it sentence after sentence.

    Page p owns rows `starts[p]` to `starts[p + 1]`, at least one; `sentences` (rows,) is the number of the sentence
    in its page, `NO_SENTENCE` for the title.
    """

    tokens: Kept
    starts: NDArray[np.int64]
    sentences: NDArray[np.int16]

    def of(self, pages: Sequence[int]) -> PageWords:
        """The words of some pages, ready to be compared."""
        chosen = np.asarray(pages, np.int64)
        counts = self.starts[chosen + 1] - self.starts[chosen]
        begins = np.concatenate([[0], np.cumsum(counts)])
        rows = np.arange(begins[-1]) + np.repeat(self.starts[chosen] - begins[:-1], counts)
        numbers = self.sentences[rows]
        changes = np.diff(numbers, prepend=np.int16(-2)) != 0
        changes[begins[:-1]] = True
        segments = np.flatnonzero(changes)
        return PageWords(
            self.tokens[rows].astype(np.float32) / _STEPS,
            begins[:-1],
            segments,
            np.searchsorted(segments, begins),
            numbers[segments],
        )


@dataclass(frozen=True)
class PageWords:
    """Words of k pages: `begins` (k,) their first rows, `segments` the first rows of their sentences.

    Page p owns segments `segment_begins[p]` to `segment_begins[p + 1]`; `numbers` say which sentence each is.
    """

    tokens: Vectors
    begins: NDArray[np.int64]
    segments: NDArray[np.int64]
    segment_begins: NDArray[np.int64]
    numbers: NDArray[np.int16]

    def words(self, asked: Vectors) -> Vectors:
        """(k, n) how near each page's nearest word is to each of the asked words (n, width)."""
        near = asked @ self.tokens.T  # this way round the maxima run along memory
        return np.asarray(np.maximum.reduceat(near, self.begins, axis=1).T, np.float32)

    def sentences(self, asked: Vectors) -> Vectors:
        """(k, m) how near each page's nearest sentence is to each of the asked sentences (m, width)."""
        near = self.sentence_vectors @ asked.T
        return np.asarray(np.maximum.reduceat(near, self.segment_begins[:-1], axis=0), np.float32)

    @cached_property
    def sentence_vectors(self) -> Vectors:
        """(segments, width) of unit length: the mean of a sentence's words."""
        return unit(np.add.reduceat(self.tokens, self.segments, axis=0))
