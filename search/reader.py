"""The model as a searcher uses it: opened by the first question, reading while words are looked up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from search import reading
from search.config import SearchConfig
from search.embedding import Embedder, Vectors, open_embedder
from search.errors import ModelUnavailable
from search.meanings import Meanings
from search.question import Question
from search.reading import Told
from search.snapshot import Snapshot


class Reader:
    """Safe for threads. One thread of its own reads, for the model takes one question at a time anyway.

    A process that ends waits for the question that is being read.
    """

    def __init__(self, config: SearchConfig, embedder: Embedder | None) -> None:
        self._config = config
        self._embedder = embedder
        self._is_opened = embedder is not None
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._meanings = Meanings()

    def opened(self) -> Embedder | None:
        """The model of the settings, None for words alone or where it is not there. Tried once: a restart tries again."""
        if not self._is_opened:
            with self._lock:
                if not self._is_opened:
                    with suppress(ModelUnavailable):
                        self._embedder = open_embedder(self._config)
                    self._is_opened = True
        return self._embedder

    @contextmanager
    def reading(self, asked: Question, snapshot: Snapshot) -> Iterator[Callable[[], Told | None]]:
        """Reads a question while the block runs; what it gets waits for what was read, None where there is no meaning.

        No block is left before the reading is done, so an exception of either comes out here and nowhere else.
        """
        if snapshot.vectors is None:
            yield lambda: None
            return
        begun = self._thread.submit(self._read, asked, snapshot)
        try:
            yield begun.result
        finally:
            begun.result()

    def nearness(self, texts: Sequence[str], others: Sequence[str], model_id: str) -> Vectors | None:
        """Cosines (texts, others) of short texts; None while the model of this name is not in use: none is opened."""
        embedder = self._embedder
        if embedder is None or embedder.model_id != model_id:
            return None
        return self._meanings.cosines(texts, others, embedder)

    def _read(self, asked: Question, snapshot: Snapshot) -> Told | None:
        try:
            embedder = self.opened()
            if embedder is None or snapshot.vectors is None or embedder.model_id != snapshot.model_id:
                return None
            told = reading.of(asked.windows, embedder, snapshot.vectors.axes)
            self._meanings.may_read = True
            return told
        except ModelUnavailable:
            self._embedder = None  # words alone from here on; a restart tries again
            return None
