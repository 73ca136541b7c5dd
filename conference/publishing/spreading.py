"""From the records to the files, the index and the site.

`settle` makes the files say what the records say; it is run after every change and at the start,
so that a power cut between the two leaves nothing behind.  Index and site follow in one background
thread, which never builds twice what one build can do.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, selectinload

from conference import db
from conference.anonymize import gate
from conference.config import Settings
from conference.publishing import hiding, service, writer
from conference.publishing.models import PageState, PublishedPage
from search import Searcher
from search.errors import SearchError

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
BUILT_FROM = ".built-from"
"""The mark in the built site by which a build finds that nothing has changed."""


@dataclass(frozen=True)
class Settled:
    """How many files were written and taken away; `touched` are the ids of pages that may read otherwise now."""

    written: int = 0
    removed: int = 0
    touched: frozenset[str] = field(default=frozenset(), compare=False)


def settle(session: Session, settings: Settings) -> Settled:
    """Files as the records say; pages that the records do not know are left alone.

    What must go goes first.  Raises OSError where the disk refuses, ChangedAfterwards when everything
    else is done and a version is not the one that passed.
    """
    pages = session.scalars(select(PublishedPage).options(selectinload(PublishedPage.versions))).all()
    before = writer.out_of_sight(settings.office_kb_dir)
    writer.note_withdrawn(
        settings.office_kb_dir, [each.page_id for each in pages if each.state == PageState.WITHDRAWN]
    )
    gone = writer.withdrawn(settings.office_kb_dir)
    hidden = hiding.closed(session)
    writer.note_hidden(settings.office_kb_dir, [key for key in hidden if key not in gone])
    _unbuild(settings, hidden)
    public = [each for each in pages if each.state == PageState.PUBLISHED and each.page_id not in gone]
    removed = {each.page_id for each in pages if each not in public and _remove(settings, each)}
    written = _write(settings, public, service.gate_key(session))
    shown = before ^ writer.out_of_sight(settings.office_kb_dir)
    return Settled(len(written), len(removed), frozenset(removed | written | shown))


def _unbuild(settings: Settings, keys: Iterable[str]) -> None:
    """Built pages go at once, those of the product too; lists and neighbours follow with the next build."""
    files = [settings.site_dir / f"{folder}{key}.html" for key in keys for folder in ("", *hiding.NUMBERED)]
    for file in files:
        if file.is_file():
            file.unlink()
            # Shown again before that build, nothing would have changed for it but this.
            (settings.site_dir / BUILT_FROM).unlink(missing_ok=True)


def _remove(settings: Settings, page: PublishedPage) -> bool:
    is_gone = writer.remove(settings.office_kb_dir, page.page_id)
    if is_gone or page.state != PageState.SHIPPED:  # else the page that came with the product is built there
        _unbuild(settings, [page.page_id])
    return is_gone


def _write(settings: Settings, pages: Iterable[PublishedPage], key: bytes) -> set[str]:
    written, changed = set(), None
    for page in pages:
        newest = page.newest
        try:
            if newest and writer.write(settings.office_kb_dir, gate.reopen(newest.text, newest.seal, key)):
                written.add(page.page_id)
        except gate.ChangedAfterwards as problem:
            changed = problem
    if changed:
        raise changed
    return written


def settle_at_start(app: Flask) -> None:
    """What a power cut left between the records and the files; the server starts whatever comes of it."""
    try:
        with db.reading(app.extensions["engine"]) as session:
            settle(session, app.extensions["settings"])
    except (OSError, gate.ChangedAfterwards) as problem:
        log.error("published pages not brought in line: %s", type(problem).__name__)


class Spreader:
    """One thread at a time; what is asked for while it works is done in its next round."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._again = False
        self._touched: set[str] | None = (
            None  # not known which pages: so at first, and after what was unforeseen
        )
        self._indexed = threading.Event()
        self.settling = threading.Lock()
        """Held from reading the records to the last file: who read earlier never writes later."""
        self.build_site = _build_site

    def start(self, touched: Collection[str]) -> None:
        """Index and site follow; without a page that is known to be touched, the index looks at every one."""
        with self._lock:
            self._again = True
            self._touched = self._touched | set(touched) if touched and self._touched is not None else None
            self._indexed.clear()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="publishing", daemon=True)
                self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Until the index says what the files say; False where that takes longer."""
        return self._indexed.wait(seconds)

    def finish(self) -> None:
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while self._take():
            try:
                self._index(self._named())
            finally:
                self._indexed.set()
            self.build_site()

    def _take(self) -> bool:
        with self._lock:
            again, self._again = self._again, False
            if not again:
                self._thread = None
            return again

    def _named(self) -> set[str] | None:
        with self._lock:
            named, self._touched = self._touched, set()
            return named

    def look_at_all(self) -> None:
        """What was touched is not known: the next build of the index finds out."""
        with self._lock:
            self._touched = None

    def _index(self, named: set[str] | None) -> None:
        opened = self._app.extensions["search"]
        try:
            if isinstance(opened, Searcher):
                opened.refresh(named)
        except BaseException as problem:
            self.look_at_all()
            if not isinstance(problem, (SearchError, OSError)):
                raise
            # The old index answers until the next build.
            log.error("index not built after publishing: %s", type(problem).__name__)
        self._app.extensions["similar"].forget()


def _build_site() -> None:
    command = (sys.executable, "kb/_site/build.py")
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)  # noqa: S603 - our own command
    if told.returncode > 1:
        log.error("site not built after publishing")


def init_app(app: Flask) -> None:
    app.extensions["spreader"] = Spreader(app)


def spread(app: Flask, wait: float = 0.0) -> Settled:
    """After a commit: the files now, index and site behind; `wait` seconds for the index.

    Raises OSError, and ChangedAfterwards when everything else is done.
    """
    engine: Engine = app.extensions["engine"]
    spreader: Spreader = app.extensions["spreader"]
    try:
        with spreader.settling, db.reading(engine) as session:
            done = settle(session, app.extensions["settings"])
    except gate.ChangedAfterwards:
        spreader.start(())
        raise
    except BaseException:
        spreader.look_at_all()
        raise
    spreader.start(done.touched)
    if wait:
        spreader.wait(wait)
    return done


def bring_in_line() -> None:
    """For a view, after its commit: what the disk refuses now is done at the next change or start."""
    app: Any = current_app
    try:
        spread(app._get_current_object())
    except (OSError, gate.ChangedAfterwards) as problem:
        log.error("published pages not brought in line: %s", type(problem).__name__)
