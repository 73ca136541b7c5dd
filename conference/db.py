"""The encrypted database: one engine, one session per request, writers take the lock first."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from flask import Flask, current_app, g, request
from sqlalchemy import Connection, Engine, MetaData, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

from conference.config import Settings
from conference.errors import BusyNow, KeyMissing
from conference.keys import AUDIT, derive
from conference.write_queue import WriteQueue

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FIRST_SAFE_WAL = (
    3,
    51,
    3,
)  # earlier WAL versions can lose committed writes (sqlite.org/wal.html, WAL-reset bug)


class Base(DeclarativeBase):
    """Parent of every table; constraints have names, so that a later version can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def database_path(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))


def read_or_make_key(key_file: Path, database: Path) -> bytes:
    """32 bytes from a 0600 file; a new key is made only while there is no database it would lock out."""
    if not key_file.exists():
        if database.exists():
            raise KeyMissing(str(key_file))
        write_key(key_file, secrets.token_bytes(32))
    return read_key(key_file)


def read_key(key_file: Path) -> bytes:
    """The key as it stands in its file; raises KeyMissing."""
    key = key_file.read_bytes() if key_file.is_file() else b""
    if len(key) != 32:
        raise KeyMissing(str(key_file))
    key_file.chmod(0o600)  # a key put back by hand may have come readable for everybody
    return key


def write_key(key_file: Path, key: bytes) -> None:
    """A new key file, for its owner only; never over another one."""
    key_file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine over the encrypted file; raises KeyMissing when the key does not open it, BusyNow when the disk does not give it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlcipher,
        poolclass=QueuePool,  # the dialect's own default shares one connection between threads and crashes
        pool_size=16,
        max_overflow=64,
        pool_timeout=20,
        connect_args={"check_same_thread": False},
        execution_options={
            "audit_key": derive(key, AUDIT),
            "audit_head": path.with_name("audit.head"),
            "write_queue": WriteQueue(),
        },
    )
    event.listen(engine, "connect", lambda connection, _: _prepare(connection, key))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _end)
    event.listen(engine, "rollback", _end)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except OperationalError as problem:  # the disk, not the key: full, read-only, out of reach
        raise BusyNow() from problem
    except DatabaseError as problem:
        raise KeyMissing("KEY_FILE") from problem
    path.chmod(0o600)
    return engine


def _prepare(connection: Any, key: bytes) -> None:
    connection.isolation_level = None  # transactions are begun by _begin, not guessed by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")  # its lines name pages of a file that holds names
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.execute("PRAGMA busy_timeout = 10000")
    mode = "WAL" if sqlcipher.sqlite_version_info >= FIRST_SAFE_WAL else "DELETE"
    cursor.execute(f"PRAGMA journal_mode = {mode}")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A reader that turns writer half-way would be refused; writers say so at the start.
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    turn = _queue(connection).enter()
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _queue(connection).leave(turn)
        raise
    connection.info["turn"] = turn


def _end(connection: Connection) -> None:
    # Heard before SQLite has let its lock go: the next writer waits that moment inside SQLite.
    turn = connection.info.pop("turn", None)
    if turn is not None:
        _queue(connection).leave(turn)


def _queue(connection: Connection) -> WriteQueue:
    found: WriteQueue = connection.get_execution_options()["write_queue"]
    return found


def reading(engine: Engine) -> Session:
    return Session(engine, expire_on_commit=False)


def writing(engine: Engine) -> Session:
    return Session(engine.execution_options(writes=True), expire_on_commit=False)


def engine() -> Engine:
    found: Engine = current_app.extensions["engine"]
    return found


def session() -> Session:
    """This request's session: it writes only when the request may."""
    if "session" not in g:
        g.session = reading(engine()) if request.method in SAFE_METHODS else writing(engine())
    current: Session = g.session
    return current


def init_app(app: Flask, settings: Settings) -> None:
    path = database_path(settings)
    key = read_or_make_key(settings.key_file, path)
    app.extensions["engine"] = open_engine(path, key)
    app.extensions["key"] = key
    app.teardown_appcontext(_close)


def _close(_: BaseException | None) -> None:
    release()


def take_back() -> None:
    """Drop what this request changed: an error page must not stand on half a change."""
    opened = g.get("session")
    if opened is not None:
        opened.rollback()


def release() -> None:
    """End this request's session early: before a long wait, a stream, or a writing session of one's own."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()
