"""The trail's newest line, written down outside the database: a cut tail is missed here."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Head:
    number: int
    mac: str


def read(path: Path, key: bytes) -> Head | None:
    """The head as written; None when it is missing or not ours."""
    try:
        number, mac, signature = path.read_text(encoding="ascii").split()
        head = Head(int(number), mac)
    except (OSError, ValueError):
        return None
    return head if hmac.compare_digest(_sign(key, head), signature) else None


def advance(path: Path, key: bytes, head: Head) -> None:
    """Write the head unless a newer one is there already."""
    with _alone(path):
        present = read(path, key)
        if present is None or present.number < head.number:
            _write(path, key, head)


def put_back(path: Path, key: bytes, head: Head) -> None:
    """Write the head of a restored database, whatever is there."""
    with _alone(path):
        _write(path, key, head)


def _write(path: Path, key: bytes, head: Head) -> None:
    beside = path.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{head.number} {head.mac} {_sign(key, head)}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _sign(key: bytes, head: Head) -> str:
    return hmac.new(key, f"head {head.number} {head.mac}".encode(), hashlib.sha256).hexdigest()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
