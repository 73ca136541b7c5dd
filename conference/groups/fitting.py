"""Which offers might fit a need: near in meaning where the model is open, else by the words they share.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.analysis import words
from search.normalize import fold

MOST = 3
FEWEST = 4  # on a smaller board nothing stands out, and all of it is seen at a glance
STANDS_OUT = 1.2  # standard deviations above what this need and this offer are to the others
_SAYS_LITTLE = frozenset(
    ("人", "方", "子供", "子", "親", "先", "月", "日", "時", "回", "年", "所", "場", "一度", "手", "声", "物", "事", "団体", "地域", "皆", "達", "的", "御")
)  # fmt: skip
Nearness = NDArray[np.float32]


@dataclass(frozen=True)
class Fit:
    """An offer by its place in the list, and why it is shown."""

    offer: int
    why: str


def fitting(
    needs: Sequence[str],
    offers: Sequence[str],
    nearness: Nearness | None,
    own: Collection[tuple[int, int]] = frozenset(),
) -> list[list[Fit]]:
    """For each need at most three offers, the best first.

    `nearness`: cosines (needs, offers), or None where no model is open; `own`: (need, offer) of the same group.
    """
    shared = _shared(needs, offers)
    nears = _standing_out(nearness, len(needs), len(offers))
    others = [[at for at in range(len(offers)) if (need, at) not in own] for need in range(len(needs))]
    return [_best(shared[at], nears[at], others[at]) for at in range(len(needs))]


def _best(shared: Sequence[tuple[float, str]], near: NDArray[np.float64], others: Sequence[int]) -> list[Fit]:
    scores = [float(near[at]) + weight for at, (weight, _) in enumerate(shared)]
    worth = [at for at in others if shared[at][0] or near[at] >= STANDS_OUT]
    worth.sort(key=lambda at: (-scores[at], at))
    return [Fit(at, f"同じ言葉：{shared[at][1]}" if shared[at][1] else "近い言葉") for at in worth[:MOST]]


def _standing_out(nearness: Nearness | None, needs: int, offers: int) -> NDArray[np.float64]:
    """How far each pair stands out from its row and its column; zeros where there is nothing to compare."""
    if nearness is None or needs < FEWEST or offers < FEWEST:
        return np.zeros((needs, offers))
    near = nearness.astype(np.float64)
    beyond = near - near.mean(0)[None] - near.mean(1)[:, None] + near.mean()
    spread = float(beyond.std())
    return np.asarray(beyond / spread) if spread > 1e-6 else np.zeros_like(beyond)


def _shared(needs: Sequence[str], offers: Sequence[str]) -> list[list[tuple[float, str]]]:
    """(weight, the words as the need writes them) for each need and offer; a rarer word weighs more."""
    of_offers = [set(_nouns(text)) for text in offers]
    among = Counter(form for forms in of_offers for form in forms)
    return [[_weighed(_nouns(text), forms, among.__getitem__) for forms in of_offers] for text in needs]


def _weighed(need: dict[str, str], offer: set[str], times: Callable[[str], int]) -> tuple[float, str]:
    same = [form for form in need if form in offer]
    written = list(dict.fromkeys(need[form] for form in same))
    whole = [each for each in written if not any(each != other and each in other for other in written)]
    return sum(2.0 / times(form) for form in same), "、".join(whole)


def _nouns(text: str) -> dict[str, str]:
    """Normalized form → as it is written, of the nouns that tell something; a lone letter only as its own word."""
    folded = fold(text)
    found: dict[str, str] = {}
    reached = -1
    for word in words(folded):
        is_part = word.end <= reached
        reached = max(reached, word.end)
        tells = word.noun and word.form not in _SAYS_LITTLE and not word.form.isdecimal()
        if tells and not (is_part and word.end - word.start == 1):
            found.setdefault(word.form, folded[word.start : word.end])
    return found
