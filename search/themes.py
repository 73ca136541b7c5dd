"""Which themes a question is about, judged by the pages nearest to it, and which other pages share them (pure).

A summary seldom names a theme. The pages that answer it best do: themes that stand out among them, more often than
in the whole casebook, lift the other pages that have them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class ThemeTable:
    """`holds` (pages, themes) is 1 where a page has a theme; `rarity` (themes,) weighs rare themes more."""

    names: tuple[str, ...]
    holds: Scores
    rarity: Scores
    share: Scores

    @classmethod
    def of(cls, pages: Sequence[Collection[str]]) -> ThemeTable:
        """From the themes of each page."""
        names = tuple(sorted({theme for themes in pages for theme in themes}))
        places = {name: place for place, name in enumerate(names)}
        holds = np.zeros((len(pages), len(names)), np.float32)
        for row, themes in enumerate(pages):
            holds[row, [places[theme] for theme in themes]] = 1
        themed = max(float((holds.sum(axis=1) > 0).sum()), 1.0)
        share = holds.sum(axis=0) / np.float32(themed)
        return cls(names, holds, np.log1p(1 / np.maximum(share, 1e-9)).astype(np.float32), share)

    def having(self, theme: str) -> NDArray[np.bool_]:
        """(pages,) which pages have a theme."""
        if theme not in self.names:
            return np.zeros(len(self.holds), bool)
        return np.asarray(self.holds[:, self.names.index(theme)] > 0, bool)

    def shared(
        self, rows: NDArray[np.int64], scores: Scores, named: Collection[str], patience: float, told: float
    ) -> Scores:
        """(rows,) how much each page shares of the themes a question is about, 0–1.

        `scores` are those of the rows so far: a page `patience` below the best counts a third as much. `named` are
        themes the question names; they count `told` as much as all that was judged.
        """
        if not self.names or not len(rows):
            return np.zeros(len(rows), np.float32)
        trust = np.exp((scores - scores.max()) / patience)
        standing_out = np.maximum(trust @ self.holds[rows] / trust.sum() - self.share, 0) * self.rarity
        plain = np.asarray([name in named for name in self.names], np.float32) * self.rarity
        about = _unit(_unit(standing_out) + told * _unit(plain))
        pages = self.holds[rows] * self.rarity
        return np.asarray(pages @ about / np.maximum(np.linalg.norm(pages, axis=1), 1e-9), np.float32)


def _unit(vector: Scores) -> Scores:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
