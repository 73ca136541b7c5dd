"""A question as the model reads it: the whole, its words, its sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.embedding import Embedder, Read, Vectors, unit
from search.late import Axes, content, sentence_of
from search.passages import sentences

MOST_WORDS = 600  # of a question that are compared one by one; a longer one is thinned evenly


@dataclass(frozen=True)
class Told:
    """`windows` (w, dim) vectors of its windows; `words` (n, width) of its content words.

    `sentences` are told apart by their mean words, `sentence_vectors` (m, width).
    """

    windows: Vectors
    words: Vectors
    sentences: tuple[str, ...]
    sentence_vectors: Vectors


def of(windows: Sequence[str], embedder: Embedder, axes: Axes) -> Told:
    """The question in `windows`, each at most as long as the model reads. Raises `ModelUnavailable`."""
    reads = embedder.read(windows, "query")
    parts = [_parts(text, read, axes) for text, read in zip(windows, reads, strict=True)]
    words = np.concatenate([part[0] for part in parts])
    told = [one for part in parts for one in part[1]]
    return Told(
        np.stack([read.vector for read in reads]),
        words[:: 1 + len(words) // MOST_WORDS],
        tuple(text for text, _ in told),
        np.stack([vector for _, vector in told]) if told else words[:0],
    )


def _parts(text: str, read: Read, axes: Axes) -> tuple[Vectors, list[tuple[str, Vectors]]]:
    """The content words of a window, and its sentences with the means of theirs."""
    kept = content(text, read)
    words = axes.shorten(read.tokens[kept])
    said = sentences(text)
    numbers = sentence_of(text, said, read.spans[kept])
    found = [(sentence, words[numbers == place]) for place, sentence in enumerate(said)]
    return words, [(sentence, unit(mine.sum(axis=0))) for sentence, mine in found if len(mine)]
