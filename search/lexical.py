"""The index of words: Whoosh keeps it, this module asks it.

A changed Whoosh file can run code when it is opened, so files are opened only as the bytes that were checked
(`search.generation`). Postings are read once a term and held as arrays: scoring a question is then a few
additions, and any number of threads can ask.
"""

from __future__ import annotations

import threading
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh was written for older Pythons
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage

from search.analysis import BigramAnalyzer, FormsAnalyzer

Scores = NDArray[np.float32]
FORMS, BIGRAMS = "forms", "bigrams"
_K1 = 1.2
_B = {FORMS: 0.3, BIGRAMS: 0.5}
_HELD_TERMS = 50_000


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


def build(folder: Path, documents: Iterable[Document]) -> None:
    """Writes a Whoosh index of the documents into an empty folder, in their order."""
    schema = Schema(
        id=ID(stored=True, unique=True),
        forms=TEXT(analyzer=FormsAnalyzer(), phrase=False),
        bigrams=TEXT(analyzer=BigramAnalyzer(), phrase=False),
    )
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256)
    _add(writer, documents)
    writer.commit(optimize=True)
    index.close()


def update(
    folder: Path, before: Mapping[str, bytes], removed: Iterable[str], documents: Iterable[Document]
) -> None:
    """Writes the index of `before` into an empty folder, without the removed ids and with the documents.

    The cost grows with the documents, not with the index.
    """
    for name, data in before.items():
        (folder / name).write_bytes(data)
    index = FileStorage(str(folder)).open_index()
    writer = index.writer(limitmb=256)
    for page in removed:
        writer.delete_by_term("id", page)
    _add(writer, documents)
    writer.commit()
    index.close()


def _add(writer: Any, documents: Iterable[Document]) -> None:
    for document in documents:
        writer.add_document(id=document.id, forms=document.text, bigrams=document.text)


class LexicalIndex:
    """The index of words over `ids`: arrays are in the order of `ids`. Safe for threads."""

    def __init__(self, files: Mapping[str, bytes], ids: Iterable[str]) -> None:
        self.files = files
        storage = RamStorage()
        storage.files.update(files)
        self._reader = storage.open_index().reader()
        self._lock = threading.Lock()
        self._held: OrderedDict[tuple[str, str], tuple[NDArray[np.int32], Scores, float]] = OrderedDict()
        rows = {page: row for row, page in enumerate(ids)}
        self.size = len(rows)
        self._rows = self._row_of_each_document(rows)
        self._norms = {field: self._length_norms(field) for field in (FORMS, BIGRAMS)}

    def score(self, field: str, terms: Mapping[str, float]) -> Match:
        """BM25 of weighted terms of one field (`FORMS` or `BIGRAMS`) for every page."""
        scores, covered = np.zeros(self.size, np.float32), np.zeros(self.size, np.float32)
        asked = 0.0
        for term, weight in terms.items():
            rows, impacts, idf = self._postings(field, term)
            scores[rows] += weight * impacts
            covered[rows] += weight * idf
            asked += weight * idf
        return Match(scores, covered, asked)

    def known(self, terms: Iterable[str]) -> float:
        """The share (0–1), by rarity, of the forms that any page holds."""
        found = [self._postings(FORMS, term) for term in dict.fromkeys(terms)]
        return sum(idf for rows, _, idf in found if len(rows)) / max(sum(idf for _, _, idf in found), 1e-9)

    def _postings(self, field: str, term: str) -> tuple[NDArray[np.int32], Scores, float]:
        with self._lock:
            held = self._held.get((field, term))
            if held is None:
                held = self._read(field, term)
                self._held[field, term] = held
                if len(self._held) > _HELD_TERMS:
                    self._held.popitem(last=False)
            else:
                self._held.move_to_end((field, term))
            return held

    def _read(self, field: str, term: str) -> tuple[NDArray[np.int32], Scores, float]:
        rows, counts = self._walk(field, term)
        idf = float(np.log1p((self.size - len(rows) + 0.5) / (len(rows) + 0.5)))
        impacts = idf * counts * (_K1 + 1) / (counts + self._norms[field][rows])
        return rows, impacts.astype(np.float32), idf

    def _walk(self, field: str, term: str) -> tuple[NDArray[np.int32], Scores]:
        if (field, term) not in self._reader:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        matcher: Any = self._reader.postings(field, term)
        documents: list[int] = []
        counts: list[float] = []
        while matcher.is_active():
            documents.append(matcher.id())
            counts.append(matcher.weight())
            matcher.next()
        return self._rows[documents], np.asarray(counts, np.float32)

    def _row_of_each_document(self, rows: Mapping[str, int]) -> NDArray[np.int32]:
        """By Whoosh's number; the numbers of removed documents lead nowhere (-1) and no posting holds them."""
        found = np.full(self._reader.doc_count_all(), -1, np.int32)
        for number in self._reader.all_doc_ids():
            found[number] = rows[self._reader.stored_fields(number)["id"]]
        return found

    def _length_norms(self, field: str) -> Scores:
        lengths = np.zeros(self.size, np.float32)
        for number in np.flatnonzero(self._rows >= 0).tolist():
            lengths[self._rows[number]] = (
                self._reader.doc_field_length(number, field) or 0
            )  # None for an empty page
        mean = max(float(lengths.mean()), 1.0) if self.size else 1.0
        norms: Scores = (_K1 * (1 - _B[field] + _B[field] * lengths / mean)).astype(np.float32)
        return norms
