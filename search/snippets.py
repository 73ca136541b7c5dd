"""The sentence to show, with its matches marked, for text without spaces (pure)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from search.analysis import Word, words
from search.normalize import fold, fold_with_origin, to_hiragana
from search.results import Segment

LIMIT = 120
_APART = "ǀ"  # between sentences: a letter no text holds, so that folding sees an end before it and a beginning after
_LETTER = rf"[^\W_{_APART}]"
SCRAP = 14  # characters below which a sentence says little by itself


def word_shares(sentences: Sequence[str], asked: Sequence[Collection[str]]) -> NDArray[np.float32]:
    """(sentences,) the share (0–1) each holds of the character pairs asked, of whichever of `asked` it holds most.

    A scrap of a sentence counts less.
    """
    told = _spelt(sentences)
    shares = [np.asarray(_held(told, set(pairs)), np.float32) / max(len(set(pairs)), 1) for pairs in asked]
    lengths = np.asarray([min(len(sentence) / SCRAP, 1.0) for sentence in sentences], np.float32)
    return np.asarray(np.max(shares, axis=0) - 0.3 * (1 - lengths), np.float32)


def _spelt(sentences: Sequence[str]) -> str:
    """The sentences as pairs of characters are taken from them; spelling them together costs a tenth."""
    together = _APART.join(sentence.replace(_APART, " ") for sentence in sentences)
    return to_hiragana(fold(together))


def _held(told: str, pairs: Collection[str]) -> list[int]:
    """For each sentence how many of the pairs it holds, as `analysis.bigrams` would find them."""
    ends = list(accumulate(len(sentence) + 1 for sentence in told.split(_APART)))
    counts = [0] * len(ends)
    for pair in pairs:
        at = _find(told, pair, 0)
        while at >= 0:
            number = bisect_right(ends, at)
            counts[number] += 1
            at = _find(told, pair, ends[number])
    return counts


def _find(told: str, pair: str, begin: int) -> int:
    """Where a pair stands next, or -1; a single letter only where no other is beside it."""
    if len(pair) > 1:
        return told.find(pair, begin)
    found = re.compile(f"(?<!{_LETTER}){re.escape(pair)}(?!{_LETTER})").search(told, begin)
    return found.start() if found else -1


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
