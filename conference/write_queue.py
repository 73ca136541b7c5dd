"""Writers wait in the order they came: SQLite's own waiting sleeps and retries, and somebody may lose every time."""

from __future__ import annotations

from collections import deque
from threading import Event, Lock

from conference.errors import BusyNow

LONGEST_WAIT = 10.0
"""Seconds; then the person is told that what she wrote is still on her page."""


class WriteQueue:
    """One writer at a time, first come first served."""

    def __init__(self, longest_wait: float = LONGEST_WAIT) -> None:
        self._longest_wait = longest_wait
        self._guard = Lock()
        self._waiting: deque[Event] = deque()  # the first of them writes

    def __len__(self) -> int:
        """The writer and those who wait."""
        return len(self._waiting)

    def enter(self) -> Event:
        """Wait for one's turn; what comes back is handed to `leave`. Raises BusyNow."""
        turn = Event()
        with self._guard:
            self._waiting.append(turn)
            if len(self._waiting) == 1:
                turn.set()
        if not turn.wait(self._longest_wait):
            self.leave(turn)
            raise BusyNow()
        return turn

    def leave(self, turn: Event) -> None:
        """Give the turn to whoever has waited longest; a turn already given up is none."""
        with self._guard:
            if turn not in self._waiting:
                return
            self._waiting.remove(turn)
            if self._waiting:
                self._waiting[0].set()
