from __future__ import annotations

import numpy as np
import pytest

from search import fusion


def test_scores_are_weighed_in_standard_deviations() -> None:
    everything = np.ones(3, bool)
    fused = fusion.fuse(
        [(np.asarray([1, 2, 3], np.float32), 1.0), (np.asarray([300, 200, 100], np.float32), 1.0)], everything
    )
    assert fused == pytest.approx([0, 0, 0], abs=1e-6)


def test_pages_that_are_all_alike_say_nothing() -> None:
    assert fusion.standard(np.full(4, 7.0, np.float32), np.ones(4, bool)).tolist() == [0, 0, 0, 0]


def test_only_the_pages_asked_for_set_the_scale() -> None:
    scores = np.asarray([1, 3, 1000], np.float32)
    assert fusion.standard(scores, np.asarray([True, True, False]))[:2].tolist() == [-1, 1]


def test_order_keeps_equals_in_place_and_leaves_others_out() -> None:
    scores = np.asarray([1, 2, 2, 9], np.float32)
    assert fusion.order(scores, np.asarray([True, True, True, False])) == [1, 2, 0]


def test_nothing_cannot_be_fused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        fusion.fuse([], np.ones(1, bool))
