"""A file that stands there whole or not at all, on the disk before it has its name."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def put(target: Path, data: bytes) -> None:
    """Write beside it, then take its place; raises OSError where the disk refuses, and the old file stays."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _keep_names(target.parent)


def remove(target: Path) -> None:
    """Gone, also after a power cut; raises OSError."""
    target.unlink()
    _keep_names(target.parent)


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
