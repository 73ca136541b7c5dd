"""Short texts beside each other by what they mean, kept by text: a list that is opened again is not read again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.embedding import WINDOW, Embedder
from search.errors import ModelUnavailable
from search.vectors import Vectors

MOST = 2_000


class Meanings:
    """Vectors that were read once; safe for threads, for whoever comes second only reads again."""

    def __init__(self, may_read: bool = False) -> None:
        self._held: dict[tuple[str, str], Vectors] = {}
        self.may_read = may_read
        """Whether a question was read already: nobody waits here for a model to be loaded."""

    def cosines(self, texts: Sequence[str], others: Sequence[str], embedder: Embedder) -> Vectors | None:
        """(texts, others) float32 of what the first `WINDOW` characters mean; None where the model is not in use."""
        if not self.may_read:
            return None
        if not texts or not others:
            return np.zeros((len(texts), len(others)), np.float32)
        try:
            return self._read(texts, embedder) @ self._read(others, embedder).T
        except ModelUnavailable:
            return None

    def _read(self, texts: Sequence[str], embedder: Embedder) -> Vectors:
        """(texts, dim), of unit length."""
        held, model = dict(self._held), embedder.model_id
        new = [text for text in dict.fromkeys(texts) if (model, text) not in held]
        cut = [text[:WINDOW] for text in new]
        held |= {
            (model, text): found.vector for text, found in zip(new, embedder.read(cut, "query"), strict=True)
        }
        self._held = held if len(held) <= MOST else {(model, text): held[model, text] for text in texts}
        return np.stack([held[model, text] for text in texts])
