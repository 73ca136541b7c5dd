"""Searching: a question or a case's summary to pages, by words and by meaning."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from search import circumstances, fusion, generation, question, reasons, synonyms
from search.catalogue import Entry
from search.config import SearchConfig
from search.embedding import Embedder, Vectors, open_embedder
from search.errors import ModelUnavailable
from search.lexical import BIGRAMS, FORMS
from search.pages.case import CasePage
from search.passages import sentences
from search.question import Question
from search.results import Hit, Parts, Reason, Results, Segment
from search.snapshot import Snapshot
from search.snippets import best_sentence, mark

Kind = Literal["case", "point"]
EMPTY = "さがすことばを入れてください。"
NOTHING = "見つかりませんでした。ことばを短くするか、言いかえてみてください。"
TOO_LONG = f"はじめの{question.LIMIT:,}字でさがしました。"
NO_MEANING = "意味でさがす準備ができていないため、ことばだけでさがしました。"
MEANING, WORDS, PAIRS = 1.0, 0.3, 0.2  # weights of the standard scores
COVERED = 0.6  # the share of what was asked, by rarity, that makes a page relevant by words alone
COMPOUND_LIFT = 100.0
LOOKED_AT = 300  # pages in which whole compounds are looked for
SHARED = 0.3  # what a shared circumstance adds to a similar case


def open_searcher(config: SearchConfig) -> Searcher:
    """A searcher over the index of the settings. Cheap: index and model are opened by the first search."""
    return Searcher(config)


@dataclass(frozen=True)
class _Ranking:
    """Pages best first with their scores, and what of it the explanations need."""

    rows: list[int]
    scores: NDArray[np.float32]
    by_meaning: bool
    vector: Vectors | None


class Searcher:
    """Safe for any number of threads; notices a new index by itself."""

    def __init__(self, config: SearchConfig, embedder: Embedder | None = None) -> None:
        self._config = config
        self._embedder = embedder
        self._embedder_opened = embedder is not None
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()
        self._embedder_lock = threading.Lock()

    def search(
        self, text: str, kind: Kind | None = None, theme: str | None = None, limit: int = 10, explain: bool = True
    ) -> Results:
        """Pages that answer a question; an empty list where none does.

        Raises `IndexMissing` or `IndexTampered`.
        """
        clock = _Clock()
        asked = question.read(text, synonyms.default())
        if not asked.forms and not asked.bigrams:
            return Results(notice=NOTHING if asked.text else EMPTY, ms=clock.ms())
        snapshot = self._current()
        among = _among(snapshot, kind, theme)
        ranking = self._rank(snapshot, asked, among, clock)
        rows = ranking.rows[: max(limit, 0)]
        clock.start("explain")
        hits = tuple(_hit(snapshot, asked, row, ranking) if explain else _bare(snapshot, row, ranking) for row in rows)
        notice = self._notice(text, ranking)
        return Results(hits, len(ranking.rows), clock.ms(), notice, clock.parts())

    def similar_to(
        self,
        text: str,
        limit: int = 3,
        stage: str | None = None,
        themes: Collection[str] = (),
        explain: bool = True,
    ) -> Results:
        """Cases like the one a summary of up to 4,000 characters tells of, each with its reasons.

        `stage` and `themes` are what is known of the family beside the text. Raises as `search`.
        """
        clock = _Clock()
        asked = question.read(text, synonyms.default())
        if not asked.forms and not asked.bigrams:
            return Results(notice=NOTHING if asked.text else EMPTY, ms=clock.ms())
        snapshot = self._current()
        shared = _circumstances(snapshot, asked, stage, themes)
        ranking = self._rank(snapshot, asked, snapshot.cases, clock, _lift_shared(snapshot, shared))
        rows = ranking.rows[: max(limit, 0)]
        clock.start("explain")
        hits: tuple[Hit, ...] = tuple(_bare(snapshot, row, ranking) for row in rows)
        if explain and hits:
            hits = tuple(self._explained(snapshot, asked, shared, ranking, rows))
        notice = self._notice(text, ranking)
        return Results(hits, len(ranking.rows), clock.ms(), notice, clock.parts())

    def warm(self) -> None:
        """Opens index and model, so that the first search need not. Raises as `search`."""
        self.search("準備", limit=0)

    def _rank(
        self,
        snapshot: Snapshot,
        asked: Question,
        among: NDArray[np.bool_],
        clock: _Clock,
        lift: NDArray[np.float32] | None = None,
    ) -> _Ranking:
        clock.start("encode")
        vectors = self._encode(snapshot, asked.windows)
        clock.start("words")
        forms = snapshot.words.score(FORMS, asked.forms)
        other = snapshot.words.score(FORMS, asked.other_forms).scores
        pairs = snapshot.words.score(BIGRAMS, asked.bigrams)
        other_pairs = snapshot.words.score(BIGRAMS, asked.other_bigrams).scores
        parts = [(forms.scores + other, WORDS), (pairs.scores + other_pairs, PAIRS)]
        relevant = (forms.coverage >= COVERED) | (pairs.coverage >= COVERED)
        clock.start("meaning")
        if vectors is not None and snapshot.vectors is not None:
            meaning = snapshot.vectors.nearest(vectors)
            parts.append((meaning, MEANING))
            relevant = relevant | (meaning >= snapshot.floor)
        clock.start("fuse")
        fused = fusion.fuse(parts, among) + (0.0 if lift is None else lift)
        found = _compounds_found(snapshot, asked, fused, among)
        fused = (fused + COMPOUND_LIFT * found).astype(np.float32)
        rows = fusion.order(fused, among & (relevant | (found > 0)))
        return _Ranking(rows, fused, vectors is not None, None if vectors is None else vectors.mean(axis=0))

    def _explained(
        self, snapshot: Snapshot, asked: Question, shared: circumstances.Circumstances, ranking: _Ranking, rows: list[int]
    ) -> Iterator[Hit]:
        told = sentences(asked.text)[:40]
        vectors = self._encode(snapshot, [sentence[:480] for sentence in told])
        for row in rows:
            yield _similar_hit(snapshot, asked, shared, ranking, row, told, vectors)

    def _encode(self, snapshot: Snapshot, texts: list[str]) -> Vectors | None:
        """Vectors of the texts, or None where meaning is not to be had."""
        if snapshot.vectors is None or not texts:
            return None
        try:
            embedder = self._opened_embedder()
            if embedder is None or embedder.model_id != snapshot.model_id:
                return None
            return embedder.queries(texts)
        except ModelUnavailable:
            self._embedder = None  # words alone from here on; a restart tries again
            return None

    def _opened_embedder(self) -> Embedder | None:
        if not self._embedder_opened:
            with self._embedder_lock:
                if not self._embedder_opened:
                    self._embedder_opened = True
                    self._embedder = open_embedder(self._config)
        return self._embedder

    def _current(self) -> Snapshot:
        """The index in use; a new one is opened by one thread while the others go on with the old."""
        name = generation.current_name(self._config)
        held = self._snapshot
        if held is not None and (held.name == name or self._lock.locked()):
            return held
        with self._lock:
            if self._snapshot is None or self._snapshot.name != generation.current_name(self._config):
                self._snapshot = Snapshot.open(self._config)
            return self._snapshot

    def _notice(self, text: str, ranking: _Ranking) -> str | None:
        said = [
            TOO_LONG if len(text) > question.LIMIT else "",
            "" if ranking.by_meaning else NO_MEANING,
            "" if ranking.rows else NOTHING,
        ]
        return "".join(said) or None


class _Clock:
    """Milliseconds since it was made, and in each named part."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._part = ""
        self._spent: dict[str, float] = {}

    def start(self, part: str) -> None:
        now = time.perf_counter()
        self._spent[self._part] = self._spent.get(self._part, 0.0) + 1000 * (now - self._last)
        self._part, self._last = part, now

    def ms(self) -> float:
        return 1000 * (time.perf_counter() - self._begun)

    def parts(self) -> Parts:
        self.start("")
        return Parts(**{name: ms for name, ms in self._spent.items() if name})


def _among(snapshot: Snapshot, kind: str | None, theme: str | None) -> NDArray[np.bool_]:
    rows = [
        (kind is None or entry.kind == kind) and (theme is None or theme in entry.themes)
        for entry in snapshot.entries
    ]
    return np.asarray(rows, bool)


def _compounds_found(
    snapshot: Snapshot, asked: Question, fused: NDArray[np.float32], among: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """(pages,) 1 where the page holds every compound of a keyword as one word, by any of its names."""
    found = np.zeros(len(snapshot.entries), np.float32)
    if asked.names:
        for row in fusion.order(fused, among)[:LOOKED_AT]:
            spelling = snapshot.entries[row].spelling
            found[row] = all(any(name in spelling for name in names) for names in asked.names)
    return found


def _circumstances(
    snapshot: Snapshot, asked: Question, stage: str | None, themes: Collection[str]
) -> circumstances.Circumstances:
    known_themes = {theme for entry in snapshot.entries for theme in entry.themes}
    known_services = {service for entry in snapshot.entries for service in entry.services}
    read = circumstances.read(asked.text, known_themes, known_services, synonyms.default())
    stages = frozenset([stage]) if stage else read.stages
    return circumstances.Circumstances(stages, read.themes | frozenset(themes), read.services)


def _lift_shared(snapshot: Snapshot, shared: circumstances.Circumstances) -> NDArray[np.float32]:
    """A little for each circumstance shared: it settles what words and meaning leave open."""
    lifts = [
        SHARED
        * (
            (entry.stage in shared.stages)
            + len(shared.themes.intersection(entry.themes)) / max(len(shared.themes), 1)
            + len(shared.services.intersection(entry.services)) / max(len(shared.services), 1)
        )
        for entry in snapshot.entries
    ]
    return np.asarray(lifts, np.float32)


def _bare(snapshot: Snapshot, row: int, ranking: _Ranking, **more: object) -> Hit:
    entry = snapshot.entries[row]
    details = {"segments": (), "reasons": (), **more}
    return Hit(
        id=entry.id,
        kind=cast(Kind, entry.kind),
        title=entry.title,
        score=float(ranking.scores[row]),
        url=entry.page.url,
        page=entry.page,
        segments=cast(tuple[Segment, ...], details["segments"]),
        reasons=cast(tuple[Reason, ...], details["reasons"]),
        stage=entry.stage,
        themes=entry.themes,
        origin=entry.origin,
    )


def _hit(snapshot: Snapshot, asked: Question, row: int, ranking: _Ranking) -> Hit:
    """A page with the sentence that answers, and why it is there."""
    entry = snapshot.entries[row]
    number, by_words = _sentence_to_show(snapshot, asked, row, ranking)
    sentence = entry.sentences[number].text
    segments = _marked(sentence, asked)
    matched = dict.fromkeys(segment.text for segment in segments if segment.matched)
    found = list(reasons.of_search(asked, entry, tuple(matched) if by_words else ()))
    if not by_words and ranking.by_meaning:
        found.append(Reason("pair", f"意味の近い文: 「{sentence[:60]}」", asked.text, sentence))
    return _bare(snapshot, row, ranking, segments=segments, reasons=tuple(found))


def _similar_hit(
    snapshot: Snapshot,
    asked: Question,
    shared: circumstances.Circumstances,
    ranking: _Ranking,
    row: int,
    told: list[str],
    vectors: Vectors | None,
) -> Hit:
    entry = snapshot.entries[row]
    found = list(reasons.of_circumstances(shared, entry))
    number, _ = _sentence_to_show(snapshot, asked, row, ranking)
    if vectors is not None and snapshot.vectors is not None:
        pair = reasons.of_pair(told, vectors, entry, snapshot.vectors.sentence_vectors(row))
        if pair:
            found.append(pair[0])
            number = pair[1]
    turning = reasons.of_turning_point(cast(CasePage, entry.page))
    segments = _marked(entry.sentences[number].text, asked)
    return _bare(snapshot, row, ranking, segments=segments, reasons=(*found, *([turning] if turning else ())))


def _sentence_to_show(snapshot: Snapshot, asked: Question, row: int, ranking: _Ranking) -> tuple[int, bool]:
    """Which sentence of the page to show, and whether words led there (else meaning)."""
    entry = snapshot.entries[row]
    shown = _shown(entry)
    best = best_sentence([entry.sentences[number].text for number in shown], {**asked.other_bigrams, **asked.bigrams})
    if best is not None and (asked.is_keyword or ranking.vector is None):
        return shown[best], True
    if ranking.vector is not None and snapshot.vectors is not None:
        near = snapshot.vectors.sentence_vectors(row)[shown] @ ranking.vector
        return shown[int(near.argmax())], False
    return (shown[best], True) if best is not None else (shown[0], False)


def _shown(entry: Entry) -> list[int]:
    shown = [number for number, sentence in enumerate(entry.sentences) if sentence.shown]
    return shown or list(range(len(entry.sentences)))


def _marked(sentence: str, asked: Question) -> tuple[Segment, ...]:
    names = [name for names in asked.names for name in names]
    return mark(sentence, {**asked.forms, **asked.other_forms}, names)
