from __future__ import annotations

import numpy as np
import pytest

from search import products


def some_bytes(*shape: int) -> np.ndarray:
    return np.random.default_rng(3).integers(-127, 128, shape, np.int8)


@pytest.mark.parametrize("asked", [0, 1, 63, 64, 65, 200])
def test_the_nearest_word_is_that_of_plain_arithmetic(asked: int) -> None:
    sizes = [8, 24, 400, 16]
    begins = np.cumsum([0, *sizes[:-1]])
    words, wanted = some_bytes(sum(sizes), 128), some_bytes(asked, 128)
    found = products.nearest(words, begins, wanted)
    every = words.astype(np.int64) @ wanted.astype(np.int64).T
    best = [every[at : at + size].max(axis=0) for at, size in zip(begins, sizes, strict=True)]
    assert np.array_equal(found, np.stack(best))


def test_floats_give_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    words, begins, wanted = some_bytes(80, 128), np.asarray([0, 32]), some_bytes(20, 128)
    first = products.nearest(words, begins, wanted)
    monkeypatch.setattr(products, "_multiply", lambda: products.by_floats)
    assert np.array_equal(products.nearest(words, begins, wanted), first)


@pytest.mark.parametrize("count", [1, 7, 8, 9, 400, 401])
def test_a_page_is_filled_up_with_its_own_words(count: int) -> None:
    words = some_bytes(count, 4)
    whole = np.concatenate(products.filled(words))
    assert len(whole) % products.ROWS == 0
    assert np.array_equal(whole[:count], words)
    assert {row.tobytes() for row in whole} == {row.tobytes() for row in words}
