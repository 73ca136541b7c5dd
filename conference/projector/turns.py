"""Which row the room is looking at, conference by conference: held in this one process, told to every page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from flask import current_app


@dataclass(frozen=True)
class Turn:
    """`row_id` None: nobody has a row open."""

    row_id: int | None
    since: datetime
    board: bool = False
    """The row's whiteboard is shown instead of its decision."""


class Turns:
    def __init__(self) -> None:
        self._turns: dict[int, Turn] = {}
        self._lock = Lock()

    def take(self, conference_id: int, row_id: int | None, now: datetime) -> None:
        """The room turns to this row; turning to the same row again goes on counting."""
        with self._lock:
            before = self._turns.get(conference_id)
            if before is None or before.row_id != row_id:
                self._turns[conference_id] = Turn(row_id, now)

    def show_board(self, conference_id: int, row_id: int | None, now: datetime) -> None:
        """Show this row's whiteboard until the room turns to another row; None: the decision again."""
        with self._lock:
            before = self._turns.get(conference_id)
            if row_id is not None:
                since = before.since if before and before.row_id == row_id else now
                self._turns[conference_id] = Turn(row_id, since, board=True)
            elif before is not None:
                self._turns[conference_id] = replace(before, board=False)

    def board_of(self, conference_id: int) -> int | None:
        """The row whose whiteboard is on the wall."""
        turn = self._turns.get(conference_id)
        return turn.row_id if turn and turn.board else None

    def of(self, conference_id: int) -> Turn | None:
        """None: no page has begun to project since the start of this process."""
        return self._turns.get(conference_id)


def turns() -> Turns:
    found: Turns = current_app.extensions.setdefault("projector_turns", Turns())
    return found
