"""The sentence to show, with its matches marked, for text without spaces (pure)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search.analysis import bigrams, words
from search.normalize import fold_with_origin, to_hiragana
from search.results import Segment

LIMIT = 120


def best_sentence(sentences: Sequence[str], asked: Collection[str]) -> int | None:
    """Which sentence shares most character pairs with what was asked; None where none shares two."""
    wanted = set(asked)
    shared = [len(wanted.intersection(bigrams(sentence))) for sentence in sentences]
    best = max(range(len(shared)), key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] >= min(2, len(wanted)) and shared[best] else None


def mark(sentence: str, asked_forms: Collection[str], names: Collection[str] = ()) -> tuple[Segment, ...]:
    """The sentence in segments: words of an asked form, and whole names in any spelling, are matched."""
    folded = fold_with_origin(sentence)
    spans = [folded.span(word.start, word.end) for word in words(folded.text) if word.form in asked_forms]
    spelling = to_hiragana(folded.text)
    for name in filter(None, names):
        start = spelling.find(name)
        while start >= 0:
            spans.append(folded.span(start, start + len(name)))
            start = spelling.find(name, start + len(name))
    return segments(sentence, merge(spans))


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
