"""The trained reading of names, opened once, behind the pages, when somebody begins to write a case.

The model takes seconds to load and some hundred megabytes to hold, so an office that writes no case never
loads it.  What was read is kept in memory for the next look at the same text, and forgotten on request.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable
from enum import Enum
from threading import Event, Lock, Thread
from typing import Any

from flask import Flask, current_app

from conference.anonymize import tagger
from conference.anonymize.context import Reading
from conference.anonymize.spans import Span
from conference.anonymize.tagger import Layer, Opinion
from search.errors import SearchError

log = logging.getLogger(__name__)
MOST_LETTERS = 24_000  # of all texts remembered together; a letter takes three kilobytes


class State(Enum):
    UNUSED = "unused"
    OPENING = "opening"
    READY = "ready"
    MISSING = "missing"
    """The model cannot be opened: record and rules speak alone, and the page says so."""


class RememberedOpinion:
    """An opinion that answers the same question once."""

    def __init__(self, inner: Opinion) -> None:
        self._inner = inner
        self._doubts: dict[Span, bool] = {}
        self._found: dict[tuple[tuple[Span, ...], float], tuple[Span, ...]] = {}

    def doubts(self, span: Span) -> bool:
        if span not in self._doubts:
            self._doubts[span] = self._inner.doubts(span)
        return self._doubts[span]

    def find(self, said: Iterable[Span], sure: float) -> tuple[Span, ...]:
        asked = tuple(said)
        if (asked, sure) not in self._found:
            self._found[asked, sure] = tuple(self._inner.find(asked, sure))
        return self._found[asked, sure]

    def likely(self, start: int, end: int) -> bool:
        return self._inner.likely(start, end)


class Remembering:
    """A layer that reads a text once while there is room to remember it."""

    def __init__(self, inner: Layer, most_letters: int = MOST_LETTERS) -> None:
        self._inner, self._most = inner, most_letters
        self._kept: OrderedDict[str, RememberedOpinion] = OrderedDict()
        self._lock = Lock()

    def read(self, reading: Reading) -> RememberedOpinion:
        text = reading.folded.original
        with self._lock:
            found = self._kept.get(text)
            if found is not None:
                self._kept.move_to_end(text)
                return found
        made = RememberedOpinion(self._inner.read(reading))  # seconds: nobody waits for the lock meanwhile
        with self._lock:
            self._kept[text] = made
            while len(self._kept) > 1 and sum(map(len, self._kept)) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()

    @property
    def count(self) -> int:
        """How many texts it remembers."""
        return len(self._kept)


class NameReader:
    """Opens the layer on its first `start`; until then, and where it cannot be opened, there is none."""

    def __init__(self, opened: Callable[[], Layer] | None = None) -> None:
        self.state = State.UNUSED
        self._opened = opened
        self._layer: Remembering | None = None
        self._lock = Lock()
        self._done = Event()

    @property
    def layer(self) -> Remembering | None:
        return self._layer

    @property
    def is_opening(self) -> bool:
        return self.state is State.OPENING

    def serve(self, opened: Callable[[], Layer]) -> None:
        """From now on `start` opens this layer."""
        self._opened = opened

    def start(self) -> None:
        """Begin to open it, where that has not begun; comes back at once."""
        with self._lock:
            if self._opened is None or self.state is not State.UNUSED:
                return
            self.state = State.OPENING
        Thread(target=self._open, args=(self._opened,), name="name-reading", daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Until it is open or known to be missing, at most so long; for who holds nothing others wait for."""
        if self.is_opening:
            self._done.wait(seconds)

    def forget(self) -> None:
        """Nothing of any text stays in memory."""
        if self._layer is not None:
            self._layer.forget()

    def _open(self, opened: Callable[[], Layer]) -> None:
        try:
            layer = opened()
            if not isinstance(layer, tagger.Silent):
                self._layer = Remembering(layer)
            self.state = State.READY
        except (SearchError, OSError, ImportError) as problem:
            log.error("the trained reading of names is missing: %s", type(problem).__name__)
            self.state = State.MISSING
        finally:
            self._done.set()


def init_app(app: Flask) -> None:
    """Nothing is opened until the server says `serve`."""
    app.extensions["name_reader"] = NameReader()


def serve(app: Flask) -> None:
    of(app).serve(tagger.opened)


def of(app: Flask) -> NameReader:
    found: NameReader = app.extensions["name_reader"]
    return found


def reader() -> NameReader:
    """This application's."""
    app: Any = current_app
    return of(app)
