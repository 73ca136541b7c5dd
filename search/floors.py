"""How near a page must be to mean anything: asked of questions to which no page has an answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import yaml

from search import question, ranking, reading, synonyms
from search.embedding import Embedder
from search.lexical import LexicalIndex
from search.semantic import VectorIndex
from search.snapshot import SHORT

OFF_FIELD = Path(__file__).with_name("off_field.yml")
QUANTILE = (
    0.84  # of off-field questions, those that stay below; the words they are covered by must still be few
)


def floors(vectors: VectorIndex, lexical: LexicalIndex, embedder: Embedder) -> list[float]:
    """The floor for short questions and the one for long: a told event is nearer to every page than a name is."""
    questions = yaml.safe_load(OFF_FIELD.read_text(encoding="utf-8"))
    best = np.asarray([_best(vectors, lexical, embedder, text) for text in questions])
    short = np.asarray([len(text) <= SHORT for text in questions])
    return [float(np.quantile(best[group], QUANTILE)) for group in (short, ~short)]


def _best(vectors: VectorIndex, lexical: LexicalIndex, embedder: Embedder, text: str) -> float:
    """What the nearest page reaches on a question, as `ranking` would compare it."""
    asked = question.read(text, synonyms.default())
    told = reading.of(asked.windows, embedder, vectors.axes)
    near = vectors.roughly(told.windows).mean(axis=1)
    rows = np.sort(np.argsort(-near, kind="stable")[: ranking.CANDIDATES])
    words = vectors.words.of(rows.tolist()).words(told.words).mean(axis=1)
    return float(words.max()) + ranking.KNOWN * ranking.known(lexical, asked)
