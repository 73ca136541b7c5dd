"""The index of words asked: BM25 over every page.

What each page gets for a term is worked out once and held: scoring a question is then a few additions, and any
number of threads can ask.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.postings import BIGRAMS, FORMS, Postings

Scores = NDArray[np.float32]
Numbers = NDArray[np.intp]
_K1 = 1.2
_B = {FORMS: 0.3, BIGRAMS: 0.5}
_HELD_PAGES = 8_000_000  # of twelve bytes each
_RECENT = 16  # scores of one question are asked for more than once


@dataclass(frozen=True)
class Match:
    """For each page its BM25 score, and how much of `asked`, the rarity of all terms, it holds."""

    scores: Scores
    held: Scores
    asked: float

    @property
    def coverage(self) -> Scores:
        """The share (0–1) of what was asked, by rarity, that each page holds."""
        return self.held / np.float32(max(self.asked, 1e-9))


@dataclass(frozen=True)
class Holding:
    """The pages (n,) that hold a term, and what each gets for it before the term's rarity."""

    pages: Numbers
    impacts: Scores


class LexicalIndex:
    """The index of words over `size` pages, kept in several parts. Safe for threads.

    `pages` say for each document of each part which page it is, -1 for one that is no more.
    """

    def __init__(self, parts: Sequence[Postings], pages: Sequence[Numbers], size: int) -> None:
        self.size = size
        self._parts = list(zip(parts, pages, strict=True))
        self._norms = {field: self._length_norms(field) for field in (FORMS, BIGRAMS)}
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], Holding] = OrderedDict()
        self._held_pages = 0
        self._recent: OrderedDict[tuple[str, tuple[tuple[str, float], ...]], Match] = OrderedDict()

    def score(self, field: str, terms: Mapping[str, float]) -> Match:
        """BM25 of weighted terms of one field (`FORMS` or `BIGRAMS`) for every page; not to be written into."""
        key = (field, tuple(terms.items()))
        with self._lock:
            match = self._recent.get(key)
        if match is None:
            match = self._score(field, terms)
            with self._lock:
                self._recent[key] = match
                if len(self._recent) > _RECENT:
                    self._recent.popitem(last=False)
        return match

    def known(self, terms: Iterable[str]) -> float:
        """The share (0–1), by rarity, of the forms that any page holds."""
        holding = _counted([self._holding(FORMS, term) for term in dict.fromkeys(terms)])
        rarity = self._rarity(holding)
        return float(rarity[holding > 0].sum() / max(float(rarity.sum()), 1e-9))

    def _score(self, field: str, terms: Mapping[str, float]) -> Match:
        found = [self._holding(field, term) for term in terms]
        sizes = _counted(found)
        told = np.fromiter(terms.values(), np.float64, len(terms)) * self._rarity(sizes)
        if not sizes.any():
            nothing = np.zeros(self.size, np.float32)
            return Match(nothing, nothing, float(told.sum()))
        pages = np.concatenate([one.pages for one in found])
        each = np.repeat(told, sizes)
        impacts = each * np.concatenate([one.impacts for one in found])
        scores = np.bincount(pages, impacts, self.size).astype(np.float32)
        held = np.bincount(pages, each, self.size).astype(np.float32)
        return Match(scores, held, float(told.sum()))

    def _holding(self, field: str, term: str) -> Holding:
        """As it was worked out before, or now."""
        with self._lock:
            held = self._held.get((field, term))
            if held is not None:
                self._held.move_to_end((field, term))
                return held
        found = self._worked_out(field, term)
        with self._lock:
            if (field, term) not in self._held:
                self._held_pages += len(found.pages) + 1
            self._held[field, term] = found
            while self._held_pages > _HELD_PAGES:
                _, oldest = self._held.popitem(last=False)
                self._held_pages -= len(oldest.pages) + 1
        return found

    def _worked_out(self, field: str, term: str) -> Holding:
        found = [_on_pages(*part.of(field, term), pages) for part, pages in self._parts]
        pages = np.concatenate([np.zeros(0, np.intp), *(pages for pages, _ in found)])
        counts = np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in found)])
        impacts = counts * np.float32(_K1 + 1) / (counts + self._norms[field][pages])
        return Holding(pages, impacts)

    def _rarity(self, holding: Numbers) -> NDArray[np.float64]:
        """(terms,) from how many pages hold each."""
        rarity: NDArray[np.float64] = np.log1p((self.size - holding + 0.5) / (holding + 0.5))
        return rarity

    def _length_norms(self, field: str) -> Scores:
        lengths = np.zeros(self.size, np.float32)
        for part, pages in self._parts:
            lengths[pages[pages >= 0]] = part.lengths[field][pages >= 0]
        mean = max(float(lengths.mean()), 1.0) if self.size else 1.0
        norms: Scores = (_K1 * (1 - _B[field] + _B[field] * lengths / mean)).astype(np.float32)
        return norms


def _counted(found: Sequence[Holding]) -> Numbers:
    return np.asarray([len(one.pages) for one in found], np.intp)


def _on_pages(
    documents: NDArray[np.int32], counts: NDArray[np.uint16], pages: Numbers
) -> tuple[Numbers, Scores]:
    """Pages instead of documents, without those that are no more."""
    numbers, often = pages[documents], counts.astype(np.float32)
    there = numbers >= 0
    return (numbers, often) if there.all() else (numbers[there], often[there])
