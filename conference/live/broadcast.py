"""Who is looking, and what just changed: told to every open browser from this one process.

A told event holds ids, a field's name and who did it, never words from a case: the page asks for those itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Lock
from typing import Any

from flask import current_app

from conference.errors import ConferenceError
from conference.people.models import Person

MOST_STREAMS = 40
"""Each takes a thread of 64; the rest stays free for saving."""
MOST_WAITING = 200
HEARTBEAT_SECONDS = 15.0


class TooManyStreams(ConferenceError):
    """Every thread that live updates may take is taken."""

    status = 503

    def __init__(self) -> None:
        super().__init__("ほかの人の変更は、画面を開き直すと見えます。書いたことはいつもどおり保存されます。")


@dataclass(eq=False)
class Stream:
    """One browser; `key` names it so that its second stream replaces the first."""

    key: str
    waiting: Queue[str | None] = field(default_factory=lambda: Queue(MOST_WAITING))

    def end(self) -> None:
        try:
            self.waiting.put_nowait(None)
        except Full:
            self.waiting.get_nowait()
            self.waiting.put_nowait(None)


class Broadcaster:
    """The open streams of this process."""

    def __init__(self, most: int = MOST_STREAMS) -> None:
        self._streams: dict[str, Stream] = {}
        self._lock = Lock()
        self._most = most

    def open(self, key: str) -> Stream:
        """Raises TooManyStreams."""
        stream = Stream(key)
        with self._lock:
            before = self._streams.pop(key, None)
            if len(self._streams) >= self._most:
                raise TooManyStreams
            self._streams[key] = stream
        if before:
            before.end()
        return stream

    def close(self, stream: Stream) -> None:
        with self._lock:
            if self._streams.get(stream.key) is stream:
                del self._streams[stream.key]

    def tell(self, event: dict[str, Any]) -> None:
        """A stream that does not keep up is ended; its page asks anew and reads everything."""
        text = json.dumps(event, ensure_ascii=False)
        with self._lock:
            streams = list(self._streams.values())
        for stream in streams:
            try:
                stream.waiting.put_nowait(text)
            except Full:
                stream.end()
                self.close(stream)

    def __len__(self) -> int:
        return len(self._streams)


def events(stream: Stream, heartbeat: float = HEARTBEAT_SECONDS) -> Iterator[str | None]:
    """Told events as they come; None at each heartbeat; ends when the stream is ended."""
    while True:
        try:
            told = stream.waiting.get(timeout=heartbeat)
        except Empty:
            yield None
            continue
        if told is None:
            return
        yield told


def broadcaster() -> Broadcaster:
    found: Broadcaster = current_app.extensions.setdefault("broadcaster", Broadcaster())
    return found


def tell(conference_id: int, what: str, *, by: Person, **more: object) -> None:
    """Tell every open page: `what` is roster | row | field | presence."""
    event = {"conference": conference_id, "what": what, "by": by.family_name, "person": by.id, **more}
    broadcaster().tell(event)
