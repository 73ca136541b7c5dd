"""One question against one index: which pages, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from search import fusion, lifting
from search.analysis import forms, said
from search.circumstances import Circumstances
from search.late import PageWords
from search.lexical import LexicalIndex
from search.postings import BIGRAMS, FORMS
from search.question import Question
from search.reading import Told
from search.results import Clock
from search.snapshot import Snapshot

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """What each standard score counts; the first three choose the candidates, all of them order these."""

    near: float
    words: float
    pairs: float
    other_words: float
    other_pairs: float
    late: float
    sentences: float
    themes: float
    patience: float
    named: float


QUESTION = Weights(0.4, 0.4, 0.5, 0.3, 0.25, 1.2, 0.2, 1.15, 0.7, 0.35)
SUMMARY = Weights(0.0, 0.35, 0.25, 0.15, 0.2, 1.1, 0.4, 1.4, 0.85, 0.3)
FIRST = Weights(1.0, 0.4, 0.3, 0.2, 0.2, 0.0, 0.0, 0.0, 1.0, 0.0)
CANDIDATES = 100  # pages whose words are compared one by one
COVERED = {FORMS: 0.6, BIGRAMS: 0.8}  # the share of what was asked, by rarity, that makes a page relevant
COMPLETE = 0.999
BEHIND = 0.15  # of the best page's score, what a page needs to be shown
WHOLE = 3.0  # a keyword found whole, in standard scores
KNOWN = 0.2  # what it adds to nearness that the pages know all words of a question
COUNTED = 3.0  # what a page loses that does not name a keyword's number, in standard scores


@dataclass(frozen=True)
class Ranking:
    """Relevant pages best first, with every page's score; `told` is None where words led alone."""

    rows: list[int]
    scores: Scores
    told: Told | None


@dataclass(frozen=True)
class ByWords:
    """What words alone say: `parts` are scores of every page, `relevant` (pages,) those that hold enough.

    `known` is the share (0–1), by rarity, of the things asked about that any page knows.
    """

    parts: dict[str, Scores]
    relevant: NDArray[np.bool_]
    known: float


def by_words(lexical: LexicalIndex, asked: Question) -> ByWords:
    """Everything a ranking needs that no model is asked for."""
    parts = {
        "words": lexical.score(FORMS, asked.forms).scores,
        "pairs": lexical.score(BIGRAMS, asked.bigrams).scores,
        "other_words": lexical.score(FORMS, asked.other_forms).scores,
        "other_pairs": lexical.score(BIGRAMS, asked.other_bigrams).scores,
    }
    return ByWords(parts, _covered(lexical, asked), known(lexical, asked))


def rank(
    snapshot: Snapshot,
    asked: Question,
    among: NDArray[np.bool_],
    words: ByWords,
    told: Told | None,
    clock: Clock,
    shared: Circumstances,
) -> Ranking:
    """The pages of `among` that answer, by words, meaning and themes together."""
    clock.start("meaning")
    parts, relevant = dict(words.parts), words.relevant.copy()
    if told is not None and snapshot.vectors is not None:
        parts["near"] = snapshot.vectors.roughly(told.windows).mean(axis=1)
    rows = _best(_fused(parts, FIRST, among), among, CANDIDATES)
    chosen = {name: scores[rows] for name, scores in parts.items()}
    if told is not None and snapshot.vectors is not None and len(told.words) and len(rows):
        late, mean = _by_late_words(snapshot.vectors.words.of(rows.tolist()), told)
        chosen |= late | {"near": snapshot.vectors.nearest(told.windows, rows).mean(axis=1)}
        near_enough = mean + KNOWN * words.known >= snapshot.floor(asked.text)
        relevant[rows] |= near_enough & bool(asked.forms)  # what has no word at all is near to anything
    clock.start("fuse")
    whole = lifting.whole(snapshot, asked, rows)
    relevant[rows] |= whole >= 1
    scores = _ordering(snapshot, asked, shared, rows, chosen, whole)
    full = np.full(len(snapshot.entries), -np.inf, np.float32)
    full[rows] = ordering = scores - COUNTED * lifting.counted(snapshot, asked, rows)
    return Ranking(_answering(rows, scores, ordering, relevant), full, told)


def _ordering(
    snapshot: Snapshot,
    asked: Question,
    shared: Circumstances,
    rows: Rows,
    chosen: dict[str, Scores],
    whole: Scores,
) -> Scores:
    """(rows,) the candidates' scores."""
    weights = SUMMARY if asked.is_summary else QUESTION
    everything = np.ones(len(rows), bool)
    scores = _fused(chosen, weights, everything) + WHOLE * whole
    themes = snapshot.themes.shared(rows, scores, shared.themes, weights.patience, weights.named)
    scores = scores + weights.themes * fusion.standard(themes, everything)
    scores = scores + lifting.shared(snapshot, shared, rows)
    return np.asarray(scores - lifting.stale(snapshot, rows, date.today().isoformat()), np.float32)


def among(snapshot: Snapshot, kind: str | None, theme: str | None) -> NDArray[np.bool_]:
    """(pages,) which pages a filter leaves."""
    left = np.ones(len(snapshot.entries), bool)
    if kind is not None:
        left &= snapshot.cases == (kind == "case")
    if theme is not None:
        left &= snapshot.themes.having(theme)
    return left


def known(lexical: LexicalIndex, asked: Question) -> float:
    """The share (0–1), by rarity, of the things asked about that any page knows."""
    found = said(asked.text)
    return lexical.known([word.form for word in found if word.noun] or [word.form for word in found])


def _by_late_words(pages: PageWords, told: Told) -> tuple[dict[str, Scores], Scores]:
    """Standard scores by words and by sentences, and the plain mean over the words that the floor is set for."""
    near = pages.words(told.words)
    telling = np.maximum(near.max(axis=0) - near.mean(axis=0), 1e-3)  # a word near to every page says nothing
    parts = {"late": (near @ telling / telling.sum()).astype(np.float32)}
    if len(told.sentence_vectors):
        sentences = pages.sentences(told.sentence_vectors)
        spread = np.maximum(sentences.std(axis=0), 1e-6)
        parts["sentences"] = ((sentences - sentences.mean(axis=0)) / spread).mean(axis=1).astype(np.float32)
    return parts, near.mean(axis=1)


def _fused(parts: dict[str, Scores], weights: Weights, among: NDArray[np.bool_]) -> Scores:
    return fusion.fuse([(scores, getattr(weights, name)) for name, scores in parts.items()], among)


def _best(scores: Scores, among: NDArray[np.bool_], count: int) -> Rows:
    """The best rows of `among`, in their own order."""
    rows = np.flatnonzero(among)
    if len(rows) > count:
        rows = rows[np.argpartition(-scores[rows], count - 1)[:count]]
    return np.sort(rows).astype(np.int64)


def _answering(rows: Rows, scores: Scores, ordering: Scores, relevant: NDArray[np.bool_]) -> list[int]:
    """Where a page is relevant by itself, also those not far behind the best by `scores`; where none is, nothing."""
    if not relevant[rows].any():
        return []
    ordered = np.argsort(-ordering, kind="stable")
    behind = scores >= BEHIND * float(scores.max())
    return [int(rows[place]) for place in ordered if behind[place]]


def _covered(words: LexicalIndex, asked: Question) -> NDArray[np.bool_]:
    """(pages,) which pages hold enough of what was asked; a name is held by any of its other names."""
    match = words.score(FORMS, asked.forms)
    held = match.held.copy()
    for widening in asked.widenings:
        own = words.score(FORMS, dict.fromkeys(forms(widening.name), 1.0))
        others = [words.score(FORMS, dict.fromkeys(forms(other), 1.0)).coverage for other in widening.others]
        told = np.max(others, axis=0, initial=0.0) >= COMPLETE if others else np.zeros(len(held), bool)
        held += np.where(told, own.asked - own.held, 0.0)
    enough = held / max(match.asked, 1e-9) >= COVERED[FORMS]
    return np.asarray(enough | (words.score(BIGRAMS, asked.bigrams).coverage >= COVERED[BIGRAMS]), bool)
