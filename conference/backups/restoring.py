"""Putting a copy back: proved first, the present records kept aside, never under a running server."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, delete

from conference import audit, clock, db, process_lock
from conference.audit import head
from conference.audit import service as trail
from conference.backups import copies
from conference.config import Settings
from conference.migrations import upgrade
from conference.people.models import SignIn


def restore(settings: Settings, source: Path) -> Path | None:
    """Replace the database by this copy; returns where the present one was put, if there was one.

    Raises CopyMissing, CopyUnreadable, CopyDamaged or ServerRunning; then nothing has changed.
    """
    database = db.database_path(settings)
    handle = process_lock.hold(database)
    try:
        key = db.read_key(settings.key_file)
        copies.verify(source, key)
        fresh = _beside(database, source)
        aside = _put_aside(database, clock.now())
        fresh.replace(database)
        copies.sync(database.parent)
        _take_up(database, key)
    finally:
        os.close(handle)
    return aside


def _beside(database: Path, source: Path) -> Path:
    fresh = database.with_name(database.name + ".restoring")
    shutil.copyfile(source, fresh)
    fresh.chmod(0o600)
    copies.sync(fresh)
    return fresh


def _put_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    aside = database.with_name(f"{database.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    for ending in ("", "-wal", "-shm"):  # what was committed last may still stand in the -wal file
        part = database.with_name(database.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
    return aside


def _take_up(database: Path, key: bytes) -> None:
    """Bring the copy to the present shape, sign everybody out, and go on with its trail from here."""
    engine = db.open_engine(database, key)
    try:
        upgrade(engine)
        _note(engine)
    finally:
        engine.dispose()


def _note(engine: Engine) -> None:
    with db.writing(engine) as session:
        session.execute(delete(SignIn))  # a sign-in that was ended since must not come back
        path, key = trail.head_path(session), trail.key_of(session)
        before = head.read(path, key)
        newest = trail.newest(session)
        audit.record(
            session,
            None,
            "backup_restored",
            last_kept=newest.id if newest else 0,
            last_before=before.number if before else 0,
        )
        line = trail.newest(session)
        session.commit()
    if line is not None:
        head.put_back(path, key, head.Head(line.id, line.mac))
