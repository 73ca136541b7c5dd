from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from search import products


def some_bytes(*shape: int) -> np.ndarray:
    return np.random.default_rng(3).integers(-127, 128, shape, np.int8)


def pages_of(*sizes: int) -> list[np.ndarray]:
    """Pages of so many words each."""
    words = some_bytes(sum(sizes), 128)
    return [words[begin:end] for begin, end in pairwise(np.cumsum([0, *sizes]))]


@pytest.mark.parametrize("asked", [0, 1, 63, 64, 65, 200, 600])
def test_the_nearest_word_is_that_of_plain_arithmetic(asked: int) -> None:
    pages, wanted = pages_of(16, 7, 400, 1, 3_000, 33), some_bytes(asked, 128)
    words, begins = products.gathered(pages)
    found = products.nearest(words, begins, wanted)
    plain = [(page.astype(np.int64) @ wanted.astype(np.int64).T).max(axis=0) for page in pages]
    assert np.array_equal(found, np.stack(plain))


def test_floats_give_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    words, begins = products.gathered(pages_of(30, 50))
    wanted = some_bytes(20, 128)
    first, alone = products.nearest(words, begins, wanted), products.product(words, wanted)
    monkeypatch.setattr(products, "_greatest_of", lambda: products.greatest_by_floats)
    monkeypatch.setattr(products, "_multiply", lambda: products.by_floats)
    assert np.array_equal(products.nearest(words, begins, wanted), first)
    assert np.array_equal(products.product(words, wanted), alone)


def losing(words: products.Shifted, asked: products.Bytes) -> products.Products:
    return np.minimum(products.by_floats(words, asked), 2**15 - 1)


def missing() -> products.Multiply:
    raise ImportError("onnxruntime")


@pytest.mark.parametrize("by_bytes", [lambda: losing, missing], ids=["loses what overflows", "is not there"])
def test_where_bytes_give_other_numbers_floats_do(by_bytes: Callable[[], products.Multiply]) -> None:
    assert products.exact(by_bytes, products.by_floats) is products.by_floats


@pytest.mark.parametrize("count", [1, 7, 15, 16, 17, 400, 401])
def test_a_page_is_filled_up_with_its_own_words(count: int) -> None:
    page = some_bytes(count, 4)
    words, begins = products.gathered([page, page[:1]])
    whole = (words[: begins[1]] ^ np.uint8(128)).view(np.int8)
    assert len(whole) % products.ROWS == 0
    assert np.array_equal(whole[:count], page)
    assert {row.tobytes() for row in whole} == {row.tobytes() for row in page}
