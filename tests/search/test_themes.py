from __future__ import annotations

import numpy as np

from search.themes import ThemeTable

TABLE = ThemeTable.of([("不登校",), ("不登校",), ("ひとり親",), ("ひとり親",), (), ("ひとり親", "非行")])


def test_pages_that_share_the_best_pages_theme_come_before_others() -> None:
    shared = TABLE.shared(np.arange(6), np.asarray([9, 0, 0, 0, 0, 0], np.float32), (), 0.7, 0.3)
    assert shared[1] > shared[2]
    assert shared[4] == 0


def test_a_theme_the_question_names_counts() -> None:
    level = np.zeros(6, np.float32)
    shared = TABLE.shared(np.arange(6), level, ("非行",), 0.7, 1.0)
    assert shared.argmax() == 5


def test_without_themes_or_pages_nothing_is_shared() -> None:
    assert ThemeTable.of([(), ()]).shared(np.arange(2), np.zeros(2, np.float32), (), 1.0, 1.0).tolist() == [
        0,
        0,
    ]
    assert TABLE.shared(np.arange(0), np.zeros(0, np.float32), (), 1.0, 1.0).tolist() == []


def test_shares_lie_between_nought_and_one() -> None:
    shared = TABLE.shared(np.arange(6), np.arange(6, dtype=np.float32), ("不登校",), 1.0, 0.5)
    assert shared.min() >= 0
    assert shared.max() <= 1.0001
