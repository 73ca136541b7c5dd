"""One question against one index: which pages, in which order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search import fusion
from search.analysis import forms
from search.circumstances import Circumstances
from search.embedding import Vectors
from search.lexical import BIGRAMS, FORMS, LexicalIndex
from search.question import Question
from search.results import Clock
from search.snapshot import Snapshot

Scores = NDArray[np.float32]
MEANING, WORDS, PAIRS = 1.0, 0.3, 0.2  # weights of the standard scores
COVERED = {FORMS: 0.6, BIGRAMS: 0.8}  # the share of what was asked, by rarity, that makes a page relevant
COMPLETE = 0.999
COMPOUND_LIFT = 10.0  # above any standard score: a keyword found whole comes first
PART_LIFT = 0.5  # of several compounds, each one found whole
LOOKED_AT = 300  # pages in which whole compounds are looked for
SHARED = 0.3  # what a shared circumstance adds to a similar case


@dataclass(frozen=True)
class Ranking:
    """Relevant pages best first, with every page's score; `vector` is the question's, None where words led alone."""

    rows: list[int]
    scores: Scores
    vector: Vectors | None


def rank(
    snapshot: Snapshot,
    asked: Question,
    among: NDArray[np.bool_],
    vectors: Vectors | None,
    clock: Clock,
    lift: Scores | None = None,
) -> Ranking:
    """The pages of `among` that answer, by the fused scores of words and meaning.

    `vectors` are those of the question's windows; `lift` is added to the fused scores.
    """
    clock.start("words")
    parts = [_by_words(snapshot.words, asked), _by_pairs(snapshot.words, asked)]
    relevant = _covered(snapshot.words, asked)
    clock.start("meaning")
    if vectors is not None and snapshot.vectors is not None:
        near = snapshot.vectors.nearest(vectors)
        parts.append((near.mean(axis=1), MEANING))
        relevant |= near.max(axis=1) >= snapshot.floor(asked.text)
    clock.start("fuse")
    fused = fusion.fuse(parts, among) + (0.0 if lift is None else lift)
    whole = _compounds_found(snapshot, asked, fused, among)
    fused = (fused + (COMPOUND_LIFT if len(asked.names) == 1 else PART_LIFT) * whole).astype(np.float32)
    relevant |= whole >= max(len(asked.names), 1)
    return Ranking(
        fusion.order(fused, among & relevant), fused, None if vectors is None else vectors.mean(axis=0)
    )


def among(snapshot: Snapshot, kind: str | None, theme: str | None) -> NDArray[np.bool_]:
    """(pages,) which pages a filter leaves."""
    rows = [
        (kind is None or entry.kind == kind) and (theme is None or theme in entry.themes)
        for entry in snapshot.entries
    ]
    return np.asarray(rows, bool)


def lift_shared(snapshot: Snapshot, shared: Circumstances) -> Scores:
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


def _by_words(words: LexicalIndex, asked: Question) -> tuple[Scores, float]:
    return words.score(FORMS, asked.forms).scores + words.score(FORMS, asked.other_forms).scores, WORDS


def _by_pairs(words: LexicalIndex, asked: Question) -> tuple[Scores, float]:
    return words.score(BIGRAMS, asked.bigrams).scores + words.score(
        BIGRAMS, asked.other_bigrams
    ).scores, PAIRS


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


def _compounds_found(snapshot: Snapshot, asked: Question, fused: Scores, among: NDArray[np.bool_]) -> Scores:
    """(pages,) how many compounds of a keyword the page holds whole, by any of their names."""
    found = np.zeros(len(snapshot.entries), np.float32)
    if asked.names:
        for row in fusion.order(fused, among)[:LOOKED_AT]:
            spelling = snapshot.entries[row].spelling
            found[row] = sum(any(name in spelling for name in names) for names in asked.names)
    return found
