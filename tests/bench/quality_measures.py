"""Figures about judged queries beside a mean: intervals, agreement of two readers (pure)."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from search.evaluation import ndcg

SEED = 20261122
RESAMPLES = 2_000
GRADES = 4


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean with the 95 % interval of the mean, by bootstrap over the queries; seeds fixed."""
    draws = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    means = np.asarray(values)[draws].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(np.mean(values)), float(low), float(high)


def weighted_kappa(pairs: Iterable[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights of two readers' grades (0–3)."""
    counts = np.zeros((GRADES, GRADES))
    for one, other in pairs:
        counts[one, other] += 1
    away = np.subtract.outer(np.arange(GRADES), np.arange(GRADES)) ** 2
    chance = np.outer(counts.sum(1), counts.sum(0)) / max(counts.sum(), 1)
    return float(1 - (away * counts).sum() / max((away * chance).sum(), 1e-9))


def graded_by_both(
    twice: Sequence[tuple[Mapping[str, int], Mapping[str, int]]], pages: Sequence[str] = ()
) -> list[tuple[int, int]]:
    """Grades by both readers of every page that one of them graded, or of all `pages`."""
    return [
        (one.get(page, 0), other.get(page, 0))
        for one, other in twice
        for page in (pages or sorted(one.keys() | other.keys()))
    ]


def other_reader(truth: Mapping[str, int], other: Mapping[str, int]) -> float:
    """nDCG@10 of one reader's pages, best first, under the other's grades; ties in an arbitrary fixed order."""
    ranked = sorted(other, key=lambda page: (-other[page], random.Random(page).random()))
    return ndcg([page for page in ranked if other[page] > 0], truth)
