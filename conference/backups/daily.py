"""The copy of every night, made by the server's own thread."""

from __future__ import annotations

import logging
import threading

from conference import audit, clock, db
from conference.backups import service
from conference.backups.errors import CopyNotMade
from conference.config import Settings

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 60.0


def start(settings: Settings, stop: threading.Event | None = None) -> threading.Thread:
    """Look every minute whether a copy is due; ends with the process or with `stop`."""
    until = stop or threading.Event()
    thread = threading.Thread(target=_watch, args=(settings, until), name="daily-copy", daemon=True)
    thread.start()
    return thread


def _watch(settings: Settings, stop: threading.Event) -> None:
    while True:
        try:
            copy_if_due(settings)
        except Exception as problem:  # the next minute is another chance; home shows an old copy loudly
            log.error("daily copy: %s", type(problem).__name__)
        if stop.wait(LOOK_EVERY_SECONDS):
            return


def copy_if_due(settings: Settings) -> bool:
    """Make the copy if its time has come; raises CopyNotMade."""
    last = service.last_copy(settings)
    if not service.is_due(clock.now(), last.made_at if last else None):
        return False
    database = db.database_path(settings)
    if not database.exists():
        raise CopyNotMade()
    key = db.read_or_make_key(settings.key_file, database)
    service.make_copy(settings, key)
    _note(settings, key)
    return True


def _note(settings: Settings, key: bytes) -> None:
    engine = db.open_engine(db.database_path(settings), key)
    try:
        with db.writing(engine) as session:
            audit.record(session, None, "backup_made")
            session.commit()
    finally:
        engine.dispose()
