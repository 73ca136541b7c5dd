"""The index of words: Whoosh keeps it, this module asks it.

A changed Whoosh file can run code when it is opened, so files are opened only as the bytes that were checked
(`search.generation`). Postings are read once a term and held as arrays: scoring a question is then a few
additions, and any number of threads can ask.
"""

from __future__ import annotations

import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh was written for older Pythons
    from whoosh.codec.whoosh3 import W3LeafMatcher
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage

from search.analysis import BigramAnalyzer, FormsAnalyzer

Scores = NDArray[np.float32]
Numbers = NDArray[np.intp]
FORMS, BIGRAMS = "forms", "bigrams"
_K1 = 1.2
_B = {FORMS: 0.3, BIGRAMS: 0.5}
_HELD_POSTINGS = 8_000_000  # of twelve bytes each
_RECENT = 16  # scores of one question are asked for more than once


@dataclass(frozen=True)
class Document:
    """What is indexed of one page: its id and its words."""

    id: str
    text: str


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
class Posting:
    """Numbers, of documents or pages, and how often each holds a term; `terms` say which one where there are several."""

    numbers: Numbers
    counts: Scores
    terms: Numbers

    @classmethod
    def joined(cls, found: Sequence[Posting]) -> Posting:
        """Several as one."""
        if not found:
            return NOTHING
        if len(found) == 1:
            return found[0]
        return cls(
            np.concatenate([one.numbers for one in found]),
            np.concatenate([one.counts for one in found]),
            np.concatenate([one.terms for one in found]),
        )


NOTHING = Posting(np.zeros(0, np.intp), np.zeros(0, np.float32), np.zeros(0, np.intp))


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Writes a Whoosh index of the documents into an empty folder, numbered in their order."""
    schema = Schema(
        id=ID(stored=True, unique=True),
        forms=TEXT(analyzer=FormsAnalyzer(), phrase=False),
        bigrams=TEXT(analyzer=BigramAnalyzer(), phrase=False),
    )
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256)
    for document in documents:
        writer.add_document(id=document.id, forms=document.text, bigrams=document.text)
    writer.commit(optimize=True)
    index.close()


class Postings:
    """One Whoosh index as it was written: which documents, by number, hold a term. Safe for threads."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        storage = RamStorage()
        storage.files.update(files)
        self._reader = storage.open_index().reader()
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], Posting] = OrderedDict()
        self._held_postings = 0
        self.size: int = self._reader.doc_count_all()
        self.lengths = {field: self._read_lengths(field) for field in (FORMS, BIGRAMS)}

    def of(self, field: str, terms: Sequence[str]) -> Posting:
        """Documents that hold each of the terms."""
        with self._lock:
            found = [self._hold(field, term) for term in terms]
        sizes = [len(one.numbers) for one in found]
        together = Posting.joined(found)
        return Posting(together.numbers, together.counts, np.repeat(np.arange(len(terms)), sizes))

    def _hold(self, field: str, term: str) -> Posting:
        held = self._held.get((field, term))
        if held is None:
            held = self._held[field, term] = self._read(field, term)
            self._held_postings += len(held.numbers) + 1
            while self._held_postings > _HELD_POSTINGS:
                _, oldest = self._held.popitem(last=False)
                self._held_postings -= len(oldest.numbers) + 1
        else:
            self._held.move_to_end((field, term))
        return held

    def _read(self, field: str, term: str) -> Posting:
        if (field, term) not in self._reader:
            return NOTHING
        documents, counts = _all_of(self._reader.postings(field, term))
        return Posting(np.asarray(documents, np.intp), np.asarray(counts, np.float32), NOTHING.terms)

    def _read_lengths(self, field: str) -> Scores:
        lengths = (self._reader.doc_field_length(number, field) or 0 for number in range(self.size))
        return np.fromiter(lengths, np.float32, self.size)  # None stands for an empty page


class LexicalIndex:
    """The index of words over `size` pages, kept in several parts. Safe for threads.

    `pages` say for each document of each part which page it is, -1 for one that is no more.
    """

    def __init__(self, parts: Sequence[Postings], pages: Sequence[Numbers], size: int) -> None:
        self.size = size
        self._parts = list(zip(parts, pages, strict=True))
        self._norms = {field: self._length_norms(field) for field in (FORMS, BIGRAMS)}
        self._lock = threading.Lock()
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
        asked = list(dict.fromkeys(terms))
        holding = np.bincount(self._of(FORMS, asked).terms, minlength=len(asked))
        rarity = self._rarity(holding)
        return float(rarity[holding > 0].sum() / max(float(rarity.sum()), 1e-9))

    def _score(self, field: str, terms: Mapping[str, float]) -> Match:
        found = self._of(field, list(terms))
        rarity = self._rarity(np.bincount(found.terms, minlength=len(terms)))
        told = np.fromiter(terms.values(), np.float64, len(terms)) * rarity
        each = told[found.terms]
        impacts = each * found.counts * (_K1 + 1) / (found.counts + self._norms[field][found.numbers])
        scores = np.bincount(found.numbers, impacts, self.size).astype(np.float32)
        held = np.bincount(found.numbers, each, self.size).astype(np.float32)
        return Match(scores, held, float(told.sum()))

    def _of(self, field: str, terms: Sequence[str]) -> Posting:
        """Pages that hold each of the terms."""
        found = [_on_pages(part.of(field, terms), pages) for part, pages in self._parts]
        return Posting.joined(found)

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


def _on_pages(found: Posting, pages: Numbers) -> Posting:
    numbers = pages[found.numbers]
    there = numbers >= 0
    if there.all():
        return Posting(numbers, found.counts, found.terms)
    return Posting(numbers[there], found.counts[there], found.terms[there])


def _all_of(matcher: Any) -> tuple[list[int], list[float]]:
    """Every posting of a term; a block at a time, which is many times faster than one after another."""
    documents: list[int] = []
    counts: list[float] = []
    while matcher.is_active():
        first, count = matcher.id(), matcher.weight()
        if isinstance(matcher, W3LeafMatcher):  # the two calls have read the block
            documents.extend(matcher._ids)
            counts.extend(matcher._weights)
            matcher._next_block()
        else:
            documents.append(first)
            counts.append(count)
            matcher.next()
    return documents, counts
