"""似た事例 for a row: prepared before the meeting, kept in memory, never in the way of it."""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from queue import Empty, Queue
from threading import Lock, Thread

from flask import Flask, current_app
from sqlalchemy.orm import Session

from conference import search_port
from conference.publishing import hiding
from conference.rosters.cells import stage_of
from conference.rosters.models import Row
from conference.similar import opinions
from search import Hit

log = logging.getLogger(__name__)
SHOWN = 3
FOUND = 8
"""More than are shown, so that a rejected one is followed by the next."""
POINTS = 2
KEPT = 600


@dataclass(frozen=True)
class Asked:
    """What is asked for a row; nothing else of the family goes to the search."""

    text: str
    stage: str | None

    @property
    def mark(self) -> str:
        return hashlib.sha256(f"{self.stage}\n{self.text}".encode()).hexdigest()


@dataclass(frozen=True)
class Found:
    """Cases and points for one question, best first."""

    cases: tuple[Hit, ...] = ()
    points: tuple[Hit, ...] = ()
    notice: str | None = None


@dataclass(frozen=True)
class Shown:
    """What the panel shows: cases that nobody has set aside, the points that fit, and what was said of them."""

    cases: tuple[Hit, ...]
    points: tuple[Hit, ...]
    set_aside: tuple[Hit, ...]
    helped_before: tuple[Hit, ...]
    said: opinions.Said
    notice: str | None = None


class Similar:
    """Answers by question, and a thread that answers ahead of time."""

    def __init__(self, searcher: search_port.Searches) -> None:
        self._searcher = searcher
        self._kept: OrderedDict[str, Found] = OrderedDict()
        self._lock = Lock()
        self._waiting: Queue[Asked] = Queue()
        self._thread: Thread | None = None

    def find(self, asked: Asked) -> Found:
        """From memory, or searched now; raises what the search raises."""
        with self._lock:
            if known := self._kept.get(asked.mark):
                self._kept.move_to_end(asked.mark)
                return known
        found = ask(self._searcher, asked)
        with self._lock:
            self._kept[asked.mark] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def prepare(self, questions: Iterable[Asked]) -> None:
        """Answer these in the background, one after another."""
        new = [asked for asked in questions if asked.mark not in self._kept]
        for asked in new:
            self._waiting.put(asked)
        with self._lock:
            if new and (self._thread is None or not self._thread.is_alive()):
                self._thread = Thread(target=self._work, name="similar", daemon=True)
                self._thread.start()

    def forget(self) -> None:
        """The knowledge base has changed: every answer is asked anew."""
        with self._lock:
            self._kept.clear()

    def finish(self) -> None:
        """Wait until everything that was to be prepared is."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while True:
            try:
                asked = self._waiting.get(timeout=0.2)
            except Empty:
                return
            try:
                self.find(asked)
            except Exception as problem:  # the room never waits for this; opening the row tries again
                log.warning("similar cases not prepared: %s", type(problem).__name__)


def ask(searcher: search_port.Searches, asked: Asked) -> Found:
    """Cases like this row and the practice points that fit it."""
    if not asked.text:
        return Found()
    cases = searcher.similar_to(asked.text, limit=FOUND, stage=asked.stage)
    points = searcher.search(asked.text, kind="point", limit=POINTS)
    return Found(cases.hits, points.hits or _points_of(searcher, cases.hits), cases.notice)


def _points_of(searcher: search_port.Searches, cases: Iterable[Hit]) -> tuple[Hit, ...]:
    """No point says it in these words: those that fit the nearest case, or the conference itself."""
    nearest = next(iter(cases), None)
    text = nearest.title if nearest else "合同ケース会議で支援方針と役割分担を決める"
    return searcher.search(text, kind="point", limit=POINTS).hits


def question_of(row: Row) -> Asked:
    """The row's own words: 主訴 and 状況, and the stage of its first child."""
    text = "\n".join(part for part in (row.concern, row.situation) if part.strip())
    return Asked(text[:4000], stage_of(row.household, row.conference.held_on))


def init_app(app: Flask) -> None:
    app.extensions["similar"] = Similar(app.extensions["search"])


def prepare(rows: Iterable[Row]) -> None:
    _similar().prepare([asked for row in rows if (asked := question_of(row)).text])


def shown_for(session: Session, row: Row) -> Shown:
    """Three cases without those set aside for this household; raises what the search raises.

    What people have said takes a case out for this household or stands beside it; the order is the search's own.
    """
    found = _similar().find(question_of(row))
    closed = hiding.closed(session)
    cases = tuple(hit for hit in found.cases if hit.id not in closed)
    said = opinions.about(session, row.household)
    left = tuple(hit for hit in cases if not said.sets_aside(hit.id))
    return Shown(
        cases=left[:SHOWN],
        points=tuple(hit for hit in found.points if hit.id not in closed),
        set_aside=tuple(hit for hit in cases if said.sets_aside(hit.id)),
        helped_before=tuple(hit for hit in left[SHOWN:] if said.has_helped(hit.id)),
        said=said,
        notice=found.notice,
    )


def _similar() -> Similar:
    found: Similar = current_app.extensions["similar"]
    return found
