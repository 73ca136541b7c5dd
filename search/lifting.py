"""What lifts or lowers a page beside words and meaning: names held whole, numbers, what is shared, what is stale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.analysis import bigrams
from search.circumstances import Circumstances
from search.postings import BIGRAMS
from search.question import Question
from search.snapshot import Snapshot

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
STALE = 0.15  # what a page past the day of its review loses, in standard scores
SHARED = 0.2  # what a stage or a service that is shared adds to a similar case
_ALL = 0.999
_KANJI = "[一-鿿々]"
_TWO_KANJI = re.compile(_KANJI + "{2}")


def whole(snapshot: Snapshot, asked: Question, rows: Rows) -> Scores:
    """(rows,) the share (0–1) of a keyword's compounds that each page holds whole, by any of their names."""
    found = np.zeros(len(rows), np.float32)
    for names in asked.names:
        found += _any_held(snapshot, names, rows)
    return found / np.float32(max(len(asked.names), 1))


def counted(snapshot: Snapshot, asked: Question, rows: Rows) -> Scores:
    """(rows,) the share (0–1) of a keyword's numbers, 3か月 of 3か月児, that each page does not name."""
    missing = np.zeros(len(rows), np.float32)
    for number in asked.numbers:
        missing += 1 - _any_held(snapshot, (number,), rows)
    return missing / np.float32(max(len(asked.numbers), 1))


def stale(snapshot: Snapshot, rows: Rows, today: str) -> Scores:
    """(rows,) what a page past the day by which it was to be looked over loses."""
    days = [snapshot.entries[row].review_by for row in rows.tolist()]
    return STALE * np.asarray([bool(day) and day < today for day in days], np.float32)


def shared(snapshot: Snapshot, told: Circumstances, rows: Rows) -> Scores:
    """(rows,) a little for a stage or a service shared: it settles what words and meaning leave open."""
    entries = [snapshot.entries[row] for row in rows.tolist()]
    lifts = [
        (entry.stage in told.stages) + bool(told.services.intersection(entry.services)) for entry in entries
    ]
    return SHARED * np.asarray(lifts, np.float32)


def _any_held(snapshot: Snapshot, names: Iterable[str], rows: Rows) -> NDArray[np.bool_]:
    """(rows,) whether each page holds any of the names; only pages with all of its pairs are looked at."""
    held = np.zeros(len(rows), bool)
    for name in names:
        pairs = dict.fromkeys((pair for pair in bigrams(name) if len(pair) > 1), 1.0)
        may = (
            snapshot.words.score(BIGRAMS, pairs).coverage[rows] >= _ALL if pairs else np.ones(len(rows), bool)
        )
        for place in np.flatnonzero(may & ~held).tolist():
            held[place] = _holds(snapshot.entries[int(rows[place])].spelling, name)
    return held


def _holds(spelling: str, name: str) -> bool:
    """Whether a page holds a name whole.

    One of two kanji not as the tail of another word (雇児発 is no 児発), a number not as another's (13か月 is no 3か月).
    """
    if _TWO_KANJI.fullmatch(name) or name[:1].isdigit():
        return bool(_standing(name).search(spelling))
    return name in spelling


@lru_cache(maxsize=1024)
def _standing(name: str) -> re.Pattern[str]:
    before = r"[0-9]" if name[:1].isdigit() else _KANJI
    return re.compile(f"(?<!{before}){re.escape(name)}")
