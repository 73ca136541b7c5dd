"""Which documents hold a term: Whoosh keeps the index, this module writes it and reads it.

A changed Whoosh file can run code when it is opened, so files are opened only as the bytes that were checked
(`search.generation`). Whoosh unpacks postings one by one; when a segment is written they are unpacked once into
arrays beside it, which are mapped: reading a term is then Whoosh's look-up and two slices.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh was written for older Pythons
    from whoosh.codec.whoosh3 import W3LeafMatcher
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.reading import TermNotFound

from search.analysis import BigramAnalyzer, FormsAnalyzer

FORMS, BIGRAMS = "forms", "bigrams"
FIELDS = (FORMS, BIGRAMS)
_MOST = 65_535  # how often a page can hold a term, as it is kept
_KNOWN_TERMS = 200_000  # whose places are remembered, of about 100 bytes each


@dataclass(frozen=True)
class Document:
    """What is indexed of one page: its id and its words."""

    id: str
    text: str


@dataclass(frozen=True)
class Unpacked:
    """The postings of a Whoosh index: a term whose list begins at byte `places[t]` of Whoosh's file owns rows
    `starts[t]` to `starts[t + 1]` of `numbers`, documents in rising order, and of `counts`, how often each holds it.

    `places` (terms,) rise; `lengths` (fields, documents) are in terms.
    """

    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    numbers: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.float32]

    @classmethod
    def read(cls, array: Callable[[str], NDArray[Any]]) -> Unpacked:
        """From arrays by the names of `arrays`."""
        return cls(**{field.name: array(field.name) for field in fields(cls)})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def build(folder: Path, documents: Iterable[Document]) -> Unpacked:
    """Writes a Whoosh index of the documents into an empty folder, numbered in their order; its postings."""
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
    with index.reader() as reader:
        unpacked = _unpacked(reader)
    index.close()
    return unpacked


class Postings:
    """One Whoosh index as it was written. Safe for threads."""

    def __init__(self, files: Mapping[str, bytes], unpacked: Unpacked) -> None:
        storage = RamStorage()
        storage.files.update(files)
        self._reader = storage.open_index().reader()
        self._unpacked = unpacked
        self._lock = threading.Lock()
        self._rows = lru_cache(_KNOWN_TERMS)(self._rows_of)
        self.size: int = self._reader.doc_count_all()
        self.lengths = dict(zip(FIELDS, unpacked.lengths, strict=True))

    def of(self, field: str, term: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """The documents that hold a term, by number, and how often each does."""
        rows = self._rows(field, term)
        return self._unpacked.numbers[rows], self._unpacked.counts[rows]

    def _rows_of(self, field: str, term: str) -> slice:
        with self._lock:  # Whoosh's reader seeks in its file
            try:
                place, _ = self._reader.term_info(field, term).extent()
            except TermNotFound:
                return slice(0, 0)
        at = int(np.searchsorted(self._unpacked.places, place))
        return slice(*self._unpacked.starts[at : at + 2].tolist())


def _unpacked(reader: Any) -> Unpacked:
    """Every posting of an index, in the order in which they lie in Whoosh's file."""
    listed = sorted((reader.term_info(*term).extent()[0], term) for term in _terms(reader))
    lists = [_all_of(reader.postings(*term)) for _, term in listed]
    lengths = [
        [reader.doc_field_length(number, field) or 0 for number in range(reader.doc_count_all())]
        for field in FIELDS  # None stands for an empty page
    ]
    return Unpacked(
        np.asarray([place for place, _ in listed], np.int64),
        np.cumsum([0, *(len(numbers) for numbers, _ in lists)], dtype=np.int64),
        np.concatenate([np.zeros(0, np.int32), *(numbers for numbers, _ in lists)]),
        np.concatenate([np.zeros(0, np.uint16), *(counts for _, counts in lists)]),
        np.asarray(lengths, np.float32),
    )


def _terms(reader: Any) -> Iterator[tuple[str, str]]:
    for field, term in reader.all_terms():
        if field in FIELDS:
            yield field, term.decode("utf-8")


def _all_of(matcher: Any) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
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
    return np.asarray(documents, np.int32), np.minimum(counts, _MOST).astype(np.uint16)
