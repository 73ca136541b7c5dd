"""One server at a time works on a database; restoring waits until none does."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from conference.errors import ConferenceError


class ServerRunning(ConferenceError):
    """Something else holds the database."""

    def __init__(self) -> None:
        super().__init__("知恵袋とケース会議が動いています。止めてから、もう一度行ってください。")


def path_beside(database: Path) -> Path:
    return database.with_suffix(".lock")


def hold(database: Path) -> int:
    """Hold the database for this process until the returned handle is closed; raises ServerRunning."""
    database.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path_beside(database), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        os.close(handle)
        raise ServerRunning() from problem
    return handle


def is_held(database: Path) -> bool:
    try:
        os.close(hold(database))
    except ServerRunning:
        return True
    return False
