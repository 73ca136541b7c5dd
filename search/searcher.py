"""Searching: a question or a case's summary to pages, by words and by meaning."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from search import (
    circumstances,
    explaining,
    facets,
    generation,
    notices,
    question,
    ranking,
    suggesting,
    synonyms,
    urgent,
)
from search.circumstances import Circumstances
from search.config import SearchConfig
from search.embedding import Embedder, Vectors
from search.errors import IndexMissing
from search.facets import EVERYTHING, Filters
from search.indexing import build_index
from search.planning import BuildReport
from search.question import Question
from search.ranking import Ranking
from search.reader import Reader
from search.results import Clock, Hit, Kind, Results
from search.snapshot import Snapshot
from search.synonyms import Synonyms
from search.vocabulary import Vocabulary


def open_searcher(config: SearchConfig) -> Searcher:
    """A searcher over the index of the settings. Cheap: index and model are opened by the first search."""
    return Searcher(config)


class Searcher:
    """Safe for any number of threads; notices a new index by itself."""

    def __init__(self, config: SearchConfig, embedder: Embedder | None = None) -> None:
        self._config = config
        self._reader = Reader(config, embedder)
        self._snapshot: Snapshot | None = None
        self._lock = threading.Lock()
        self._urgent_words: tuple[tuple[int, ...], tuple[urgent.Group, ...]] = ((), ())
        self._tried: Synonyms | None = None
        self._vocabulary: tuple[str, Synonyms | None, Vocabulary] = ("", None, Vocabulary({}, {}))

    def search(
        self,
        text: str,
        kind: Kind | None = None,
        theme: str | None = None,
        limit: int = 10,
        explain: bool = True,
        narrowed: Filters = EVERYTHING,
    ) -> Results:
        """Pages that answer a question; an empty list where none does.

        `kind` and `theme` say which pages are asked; `narrowed` leaves some of the answers, in their order.
        Raises `IndexMissing` or `IndexTampered`.
        """
        clock = Clock()
        snapshot = self._current()
        asked = self._asked(snapshot, text)
        if not asked.bigrams:
            return Results(notice=notices.nothing_asked(asked), ms=clock.ms())
        ranked, shared = self._ranked(snapshot, asked, ranking.among(snapshot, kind, theme), clock)
        left = [row for row in ranked.rows if narrowed.leave(snapshot.entries[row])]
        show = explaining.found if explain else _bare
        hits = tuple(show(snapshot, asked, shared, row, ranked) for row in left[: max(limit, 0)])
        notice = notices.of(text, asked, ranked)
        found = Results(hits, len(left), notice=notice, urgent=urgent.of(asked.text, self._urgent()))
        return replace(_around(found, snapshot, asked, ranked, narrowed), ms=clock.ms(), parts=clock.parts())

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
        clock = Clock()
        snapshot = self._current()
        asked = replace(self._asked(snapshot, text), is_summary=True)
        if not asked.bigrams:
            return Results(notice=notices.nothing_asked(asked), ms=clock.ms())
        ranked, shared = self._ranked(snapshot, asked, snapshot.cases, clock, stage, themes)
        show = explaining.similar if explain else _bare
        hits = tuple(show(snapshot, asked, shared, row, ranked) for row in ranked.rows[: max(limit, 0)])
        return Results(hits, len(ranked.rows), clock.ms(), notices.of(text, asked, ranked), clock.parts())

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """What a question that begins so may become: titles, terms, other names. Raises as `search`."""
        return suggesting.beginning(self._current(), prefix, limit)

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> Vectors | None:
        """Cosines (texts, others) of short texts; None while no model is in use: none is opened for this."""
        snapshot = self._snapshot
        return self._reader.nearness(texts, others, snapshot.model_id) if snapshot else None

    def trying(self, groups: Iterable[Sequence[str]]) -> Searcher:
        """A searcher over the same index, with these groups in the place of the office's own. Raises as `search`."""
        self._current()
        self._reader.opened()
        other = copy(self)
        other._tried = synonyms.with_groups(groups)
        return other

    def _asked(self, snapshot: Snapshot, text: str) -> Question:
        words = self._words()
        return question.read(text, words, self._known(snapshot, words))

    def _ranked(
        self,
        snapshot: Snapshot,
        asked: Question,
        among: NDArray[np.bool_],
        clock: Clock,
        stage: str | None = None,
        themes: Collection[str] = (),
    ) -> tuple[Ranking, Circumstances]:
        """The pages that answer, and what the question tells of a family; the rest counts for explaining them."""
        clock.start("words")
        with self._reader.reading(asked, snapshot) as told:
            shared = _circumstances(snapshot, asked, self._words(), stage, themes)
            words = ranking.by_words(snapshot.words, asked)
            clock.start("encode")  # what the model takes longer than the words
            ranked = ranking.rank(snapshot, asked, among, words, told(), clock, shared)
        clock.start("explain")
        return ranked, shared

    def _words(self) -> Synonyms:
        """Other names: the product's, and those of this office as they stand now."""
        return self._tried or synonyms.of(self._config.kb_dirs)

    def _known(self, snapshot: Snapshot, words: Synonyms) -> Vocabulary:
        """The words of the pages and every other name: what is known is not taken for a slip."""
        held, of, known = self._vocabulary
        if held != snapshot.name or of is not words:
            known = snapshot.vocabulary.with_names(words.names()).ready()
            self._vocabulary = (snapshot.name, words, known)
        return known

    def _urgent(self) -> tuple[urgent.Group, ...]:
        """The urgent words, read again only where a file changed."""
        files = [folder / urgent.FILE for folder in self._config.kb_dirs]
        stamp = tuple(file.stat().st_mtime_ns if file.is_file() else 0 for file in files)
        if self._urgent_words[0] != stamp:
            self._urgent_words = (stamp, urgent.load(self._config.kb_dirs))
        return self._urgent_words[1]

    def warm(self) -> None:
        """Opens index and model, so that the first search need not. Raises as `search`."""
        self.search("準備", limit=0)

    def refresh(self, only: Collection[str] | None = None) -> BuildReport:
        """Brings the index up to date with the pages, with the model that is already open.

        `only`: the ids of all pages that may have changed, where they are known.
        Raises `IndexBusy`, `IndexUnwritable`.
        """
        return build_index(self._config, embedder=self._reader.opened(), only=only)

    def _current(self) -> Snapshot:
        """The index in use; a new one is opened by one thread while the others go on with the old."""
        held = self._snapshot
        try:
            name = generation.current_name(self._config)
        except IndexMissing:
            if held is None:
                raise
            return held  # the folder is being moved or cleared: what is open still answers
        if held is not None and (held.name == name or self._lock.locked()):
            return held
        with self._lock:
            if self._snapshot is None or self._snapshot.name != generation.current_name(self._config):
                opened = Snapshot.open(self._config, self._snapshot).prepared()
                self._known(opened, self._words())
                self._snapshot = opened
            return self._snapshot


def _around(
    found: Results, snapshot: Snapshot, asked: Question, ranked: Ranking, narrowed: Filters
) -> Results:
    """With what the answers may be narrowed to, and what else to try where there are none."""
    answers = [snapshot.entries[row] for row in ranked.rows]
    near = () if answers else suggesting.near(snapshot, asked)
    return replace(found, suggestions=near, facets=facets.count(answers, narrowed), answers=len(answers))


def _bare(snapshot: Snapshot, _: Question, __: Circumstances, row: int, ranked: Ranking) -> Hit:
    return explaining.bare(snapshot, row, ranked)


def _circumstances(
    snapshot: Snapshot,
    asked: Question,
    words: Synonyms,
    stage: str | None = None,
    themes: Collection[str] = (),
) -> Circumstances:
    read = circumstances.read(asked.text, snapshot.themes.names, snapshot.services, words)
    stages = frozenset([stage]) if stage else read.stages
    return Circumstances(stages, read.themes | frozenset(themes), read.services)
