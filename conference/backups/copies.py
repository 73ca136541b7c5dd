"""One encrypted copy of the database: made from a moment's state, proved by opening it, named only then."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from conference.backups.errors import CopyDamaged, CopyMissing, CopyNotMade, CopyUnreadable

Counts = dict[str, int]


def make(database: Path, key: bytes, target: Path) -> Counts:
    """Copy the database to `target` while others go on writing; returns the rows of each table.

    The copy has the same key. Raises CopyNotMade; `target` then does not exist or is the old one.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
        counts = _copy(database, key, part)
        if verify(part, key) != counts:
            raise CopyDamaged(part.name)
        sync(part)
        part.replace(target)
        sync(target.parent)
    except (OSError, sqlcipher.Error, CopyDamaged, CopyUnreadable) as problem:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise CopyNotMade() from problem
    return counts


def verify(path: Path, key: bytes) -> Counts:
    """Open a copy, check every page and count its rows; raises the situation it is in."""
    if not path.is_file():
        raise CopyMissing(path.name)
    copy = _open(path, key, "ro")
    try:
        _rows(copy, "SELECT count(*) FROM sqlite_master", CopyUnreadable(path.name))
        # cipher_integrity_check answers a line per page that is not as it was written.
        torn = _rows(copy, "PRAGMA cipher_integrity_check", CopyDamaged(path.name))
        sound = _rows(copy, "PRAGMA integrity_check", CopyDamaged(path.name))
        if torn or sound != [("ok",)]:
            raise CopyDamaged(path.name)
        counts = count_rows(copy)
    except sqlcipher.Error as problem:
        raise CopyDamaged(path.name) from problem
    finally:
        copy.close()
    if "person" not in counts:
        raise CopyDamaged(path.name)
    return counts


def count_rows(connection: Any) -> Counts:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - the file's own table names
        for (name,) in names
    }


def sync(path: Path) -> None:
    """Have the disk write it down, file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(database: Path, key: bytes, part: Path) -> Counts:
    source, copy = _open(database, key, "rw"), _open(part, key, "rw")
    try:
        source.execute("BEGIN")  # the counts and the pages come from one moment
        counts = count_rows(source)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        source.execute("COMMIT")
    finally:
        copy.close()
        source.close()
    return counts


def _open(path: Path, key: bytes, mode: str) -> Any:
    connection = sqlcipher.connect(f"file:{path.resolve()}?mode={mode}", uri=True, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA busy_timeout = 10000")
    return connection


def _rows(connection: Any, statement: str, otherwise: Exception) -> list[tuple[Any, ...]]:
    try:
        found: list[tuple[Any, ...]] = connection.execute(statement).fetchall()
    except sqlcipher.Error as problem:
        raise otherwise from problem
    return found
