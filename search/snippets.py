"""The sentence to show, with its matches marked, for text without spaces (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import Word, words
from search.normalize import fold, fold_with_origin, to_hiragana
from search.results import Segment

LIMIT = 120
_APART = "ǀ"  # between sentences: a letter no text holds, so that folding sees an end before it and a beginning after
_LETTER = rf"[^\W_{_APART}]"
_LETTER_BITS = np.uint64(32)
SCRAP = 14  # characters below which a sentence says little by itself


def word_shares(sentences: Sequence[str], asked: Sequence[Collection[str]]) -> NDArray[np.float32]:
    """(sentences,) the share (0–1) each holds of the character pairs asked, of whichever of `asked` it holds most.

    A scrap of a sentence counts less.
    """
    told = _told(sentences)
    shares = [told.held(pairs) / np.float32(max(len(pairs), 1)) for pairs in map(set, asked)]
    lengths = np.asarray([min(len(sentence) / SCRAP, 1.0) for sentence in sentences], np.float32)
    return np.asarray(np.max(shares, axis=0) - 0.3 * (1 - lengths), np.float32)


@dataclass(frozen=True)
class _Told:
    """Sentences as pairs of characters are taken from them: `pairs` (n,) and in which sentence (n,) each stands."""

    count: int
    text: str
    pairs: NDArray[np.uint64]
    numbers: NDArray[np.intp]

    def held(self, asked: Set[str]) -> NDArray[np.float32]:
        """(sentences,) how many of the pairs asked each holds, as `analysis.bigrams` would find them."""
        wanted = np.sort(_side_by_side("".join(pair for pair in asked if len(pair) > 1))[::2])
        place = np.searchsorted(wanted, self.pairs)
        met = (
            np.flatnonzero(wanted[np.minimum(place, len(wanted) - 1)] == self.pairs)
            if len(wanted)
            else place[:0]
        )
        found = np.unique(self.numbers[met] * len(wanted) + place[met]) // max(len(wanted), 1)
        alone = [number for letter in asked if len(letter) == 1 for number in self._alone(letter)]
        counts = np.bincount(found, minlength=self.count) + np.bincount(alone, minlength=self.count)
        return counts.astype(np.float32)

    def _alone(self, letter: str) -> set[int]:
        """The sentences in which a letter stands with no other beside it."""
        standing = re.finditer(f"(?<!{_LETTER}){re.escape(letter)}(?!{_LETTER})", self.text)
        return {self.text.count(_APART, 0, one.start()) for one in standing}


def _told(sentences: Sequence[str]) -> _Told:
    """Spelling the sentences together costs a tenth."""
    text = to_hiragana(fold(_APART.join(sentence.replace(_APART, " ") for sentence in sentences)))
    pairs = _side_by_side(text)
    return _Told(len(sentences), text, pairs, np.cumsum(pairs >> _LETTER_BITS == ord(_APART)))


def _side_by_side(text: str) -> NDArray[np.uint64]:
    """(n - 1,) every character of a text together with the next one, as a number."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    return codes[:-1] << _LETTER_BITS | codes[1:]


def mark(sentence: str, asked_forms: Collection[str], names: Collection[str] = ()) -> tuple[Segment, ...]:
    """The sentence in segments: words of an asked form, and whole names in any spelling, are matched."""
    folded = fold_with_origin(sentence)
    told = [word for word in words(folded.text) if word.form in asked_forms]
    spans = [folded.span(word.start, word.end) for word in told if not _apart(folded.text, word, told)]
    spelling = to_hiragana(folded.text)
    for name in filter(None, names):
        start = spelling.find(name)
        while start >= 0:
            spans.append(folded.span(start, start + len(name)))
            start = spelling.find(name, start + len(name))
    return segments(sentence, merge(spans))


def _apart(text: str, word: Word, told: Sequence[Word]) -> bool:
    """A number without its counter, or a counter of another number: 四か月 is no match for 3か月."""
    if text[word.start : word.end].isdigit():
        return not any(other.start == word.end for other in told)
    counted = text[word.start - 1 : word.start].isdigit()
    return counted and not any(other.end == word.start for other in told)


def merge(spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def segments(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The text cut at the spans, and shortened around the first of them to about `LIMIT` characters."""
    begin = max(0, spans[0][0] - LIMIT // 3) if spans and len(text) > LIMIT else 0
    end = min(len(text), begin + LIMIT)
    found = [Segment("…")] if begin else []
    at = begin
    for start, stop in spans:
        if start >= end:
            break
        found += [Segment(text[at:start]), Segment(text[start : min(stop, end)], True)]
        at = min(stop, end)
    found += [Segment(text[at:end]), Segment("…" if end < len(text) else "")]
    return tuple(segment for segment in found if segment.text)
