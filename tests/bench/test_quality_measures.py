from __future__ import annotations

import pytest

from tests.bench.quality_measures import graded_by_both, interval, other_reader, weighted_kappa

PAIRS = [
    ([(0, 0), (3, 3), (1, 1)], 1.0, "the same grades"),
    ([(0, 3), (3, 0)], -1.0, "opposite grades"),
    ([(0, 0), (0, 3), (3, 0), (3, 3)], 0.0, "no more than chance"),
]


@pytest.mark.parametrize(("pairs", "kappa", "why"), PAIRS)
def test_kappa(pairs: list[tuple[int, int]], kappa: float, why: str) -> None:
    assert weighted_kappa(pairs) == pytest.approx(kappa), why


def test_a_page_one_reader_left_out_is_a_nought() -> None:
    assert graded_by_both([({"a": 3}, {"b": 1})]) == [(3, 0), (0, 1)]
    assert graded_by_both([({"a": 3}, {"b": 1})], ["a", "c"]) == [(3, 0), (0, 0)]


def test_an_interval_holds_its_mean() -> None:
    mean, low, high = interval([0.0, 0.5, 1.0, 0.5])
    assert low < mean == 0.5 < high


def test_a_reader_who_grades_the_same_ranks_perfectly() -> None:
    assert other_reader({"a": 3, "b": 1}, {"a": 2, "b": 1}) == pytest.approx(1.0)
    assert other_reader({"a": 3}, {"b": 3}) == 0.0
