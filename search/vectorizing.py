"""Pages to the index of meaning: only passages that are new are read by the model."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.catalogue import Cut, Entry
from search.embedding import BATCH, WINDOW, Embedder, Read, Vectors
from search.late import NO_SENTENCE, SAMPLE, Axes, Kept, content, rounded, sentence_of
from search.semantic import VectorBlock, starts


@dataclass(frozen=True)
class Progress:
    """How far a build is: `done` of `total` texts embedded."""

    done: int
    total: int
    seconds_left: float

    def __str__(self) -> str:
        left = f"、あと約{self.seconds_left:.0f}秒" if self.done < self.total else ""
        return f"意味の読み取り {self.done}/{self.total}{left}"


@dataclass(frozen=True)
class KeptPassage:
    """A passage as the index keeps it: its vector, its words, and the sentence of the passage each stands in."""

    vector: Vectors
    tokens: Kept
    sentences: NDArray[np.int16]


# The text that is embedded, whether its title's words are kept with it, and how it was cut into sentences.
Key = tuple[str, bool, tuple[str, ...]]


def keys_of(entry: Entry) -> list[Key]:
    """What is embedded of a page; the title stands before every passage and is kept once."""
    texts = zip(entry.embedded_passages(), entry.by_passage(), strict=True)
    return [(text, place == 0, cut.sentences) for place, (text, cut) in enumerate(texts)]


def vectorize(
    entries: Sequence[Entry],
    embedder: Embedder,
    known: Mapping[Key, KeptPassage],
    axes: Axes | None,
    progress: Callable[[Progress], None],
) -> tuple[VectorBlock, Axes]:
    """The vectors of the pages; `known` are passages that need not be read, shortened along `axes`."""
    wanted = {
        key: cut for entry in entries for key, cut in zip(keys_of(entry), entry.by_passage(), strict=True)
    }
    new = {key: cut for key, cut in wanted.items() if axes is None or key not in known}
    reading = _Reading(embedder, axes)
    found = {**(known if axes is not None else {}), **reading.read(new, progress)}
    return _stacked(entries, found), reading.axes


class _Reading:
    """Passages to what is kept of them; the first batches find the axes where there are none yet."""

    def __init__(self, embedder: Embedder, axes: Axes | None) -> None:
        self._embedder = embedder
        self._axes = axes

    @property
    def axes(self) -> Axes:
        if self._axes is None:
            self._axes = Axes.of(np.eye(2, dtype=np.float32))
        return self._axes

    def read(self, new: Mapping[Key, Cut], progress: Callable[[Progress], None]) -> dict[Key, KeptPassage]:
        """Longest first, so that a batch is of one length and the estimate errs on the safe side."""
        ordered = sorted(new, key=lambda key: len(key[0]), reverse=True)
        total, read, begun = sum(len(text) for text, *_ in ordered), 0, time.monotonic()
        found: dict[Key, KeptPassage] = {}
        if self._axes is None and ordered:
            self._axes = self._find_axes([text for text, *_ in ordered])
        for at in range(0, len(ordered), BATCH):
            batch = ordered[at : at + BATCH]
            reads = self._embedder.read([text[:WINDOW] for text, *_ in batch], "passage")
            found |= self._kept(batch, [new[key] for key in batch], reads)
            read += sum(len(text) for text, *_ in batch)
            left = (time.monotonic() - begun) * (total - read) / max(read, 1)
            progress(Progress(len(found), len(ordered), left))
        return found

    def _find_axes(self, texts: list[str]) -> Axes:
        """From passages spread over all lengths, as many as hold enough words."""
        spread = texts[:: max(1, len(texts) // (SAMPLE // 100))]
        tokens: list[Vectors] = []
        for at in range(0, len(spread), BATCH):
            batch = [text[:WINDOW] for text in spread[at : at + BATCH]]
            reads = self._embedder.read(batch, "passage")
            tokens += [read.tokens[content(text, read)] for text, read in zip(batch, reads, strict=True)]
            if sum(map(len, tokens)) >= SAMPLE:
                break
        return Axes.of(np.concatenate(tokens))

    def _kept(
        self, keys: Sequence[Key], cuts: Sequence[Cut], reads: Sequence[Read]
    ) -> dict[Key, KeptPassage]:
        """A batch, shortened in one go: many small products cost more than one."""
        kept = [_worth(*one) for one in zip(keys, cuts, reads, strict=True)]
        tokens = np.concatenate([read.tokens[chosen] for read, chosen in zip(reads, kept, strict=True)])
        short = np.split(rounded(self.axes.shorten(tokens)), np.cumsum([one.sum() for one in kept])[:-1])
        return {
            key: KeptPassage(read.vector, words, _sentences(key, cut, read.spans[chosen]))
            for key, cut, read, chosen, words in zip(keys, cuts, reads, kept, short, strict=True)
        }


def _worth(key: Key, cut: Cut, read: Read) -> NDArray[np.bool_]:
    """Which pieces are kept: content words, those of the title once a page."""
    text, with_title, _ = key
    kept = content(text[:WINDOW], read)
    if with_title:
        return kept
    body = kept & (read.spans[:, 1] > cut.begin)
    return body if body.any() else kept


def _sentences(key: Key, cut: Cut, spans: NDArray[np.int32]) -> NDArray[np.int16]:
    return sentence_of(key[0][:WINDOW], cut.sentences, spans, cut.begin)


def _stacked(entries: Sequence[Entry], found: Mapping[Key, KeptPassage]) -> VectorBlock:
    pages = [[found[key] for key in keys_of(entry)] for entry in entries]
    every = [kept for page in pages for kept in page]
    numbers = [_in_page(entry, page) for entry, page in zip(entries, pages, strict=True)]
    return VectorBlock.of(
        np.stack([kept.vector for kept in every]).astype(np.float32),
        starts([len(page) for page in pages]),
        np.concatenate([kept.tokens for kept in every]),
        starts([len(kept.tokens) for kept in every]),
        np.concatenate(numbers),
    )


def _in_page(entry: Entry, page: Sequence[KeptPassage]) -> NDArray[np.int16]:
    """Sentence numbers counted through the page."""
    firsts = np.cumsum([0, *(len(cut.sentences) for cut in entry.by_passage())])
    shifted = [_moved(kept.sentences, int(first)) for kept, first in zip(page, firsts, strict=False)]
    return np.concatenate(shifted)


def _moved(numbers: NDArray[np.int16], by: int) -> NDArray[np.int16]:
    return np.where(numbers >= 0, numbers + by, numbers).astype(np.int16)


def kept_passages(entries: Sequence[Entry], vectors: VectorBlock) -> dict[Key, KeptPassage]:
    """The inverse of stacking: what a block keeps of each passage of its pages."""
    found: dict[Key, KeptPassage] = {}
    row = 0
    for entry in entries:
        first = 0
        for key, cut in zip(keys_of(entry), entry.by_passage(), strict=True):
            start, end = vectors.token_starts[row], vectors.token_starts[row + 1]
            numbers = _moved(vectors.token_sentences[start:end], -first)
            numbers[vectors.token_sentences[start:end] < 0] = NO_SENTENCE
            found[key] = KeptPassage(vectors.passages[row], vectors.tokens[start:end], numbers)
            row, first = row + 1, first + len(cut.sentences)
    return found
