"""What a model gives of a text: a vector for the whole, and one for each piece (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Side = Literal["query", "passage"]


@dataclass(frozen=True)
class Read:
    """A text as a model reads it.

    `vector` (dim,) of unit length stands for the whole; `tokens` (n, dim) of unit length for its pieces in their
    context; `spans` (n, 2) are the pieces' places in the text, an empty span for a mark of the model's own.
    """

    vector: Vectors
    tokens: Vectors
    spans: NDArray[np.int32]


class Batches(Protocol):
    """A model that was loaded."""

    def read(self, texts: Sequence[str], side: Side) -> Iterable[Read]:
        """As many texts as fit into one pass."""


def unit(vectors: Vectors) -> Vectors:
    """Vectors at unit length; a zero vector stays."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def as_read(vector: Vectors, tokens: Vectors, spans: NDArray[np.int32], prefix: int) -> Read:
    """Without the pieces of the prefix; a piece that begins in it begins with the text."""
    kept = spans[:, 1] > prefix
    return Read(vector, unit(tokens[kept]), np.maximum(spans[kept] - prefix, 0))
