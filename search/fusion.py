"""Several scores of the same pages into one (pure)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def standard(scores: Scores, among: NDArray[np.bool_]) -> Scores:
    """Scores in standard deviations from the mean of the pages in `among`; all alike give zeros."""
    considered = scores[among]
    spread = float(considered.std()) if considered.size else 0.0
    if spread < 1e-9:
        return np.zeros_like(scores)
    return np.asarray((scores - considered.mean()) / spread, np.float32)


def fuse(parts: Sequence[tuple[Scores, float]], among: NDArray[np.bool_]) -> Scores:
    """The weighted sum of standard scores. Raises ValueError without parts."""
    if not parts:
        raise ValueError("nothing to fuse")
    return np.asarray(sum(weight * standard(scores, among) for scores, weight in parts), np.float32)


def order(scores: Scores, among: NDArray[np.bool_]) -> list[int]:
    """Pages of `among`, best first; equal scores keep their order."""
    rows = np.flatnonzero(among)
    return [int(row) for row in rows[np.argsort(-scores[rows], kind="stable")]]
