"""Two halves at once: the same results, whoever does them; nothing is lost when one goes wrong."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import numpy as np
import pytest

from search import halves, products
from search.halves import Halves


def _who() -> str:
    return threading.current_thread().name


def test_the_second_half_has_a_thread_of_its_own() -> None:
    mine, other = Halves(2).both(_who, _who)
    assert mine == _who()
    assert other != mine


@pytest.mark.parametrize("why", ["one core", "taken"])
def test_else_one_after_the_other(why: str) -> None:
    pair = Halves(1 if why == "one core" else 2)
    if why == "one core":
        assert pair.both(_who, _who) == (_who(), _who())
        return
    inner: list[tuple[str, str]] = []
    pair.both(lambda: inner.append(pair.both(_who, _who)), lambda: None)
    assert inner == [(_who(), _who())]


def _wrong(word: str) -> None:
    raise ValueError(word)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("first", "", "first"), ("", "second", "second"), ("first", "second", "first")],
)
def test_what_goes_wrong_comes_out_once_and_the_thread_goes_on(first: str, second: str, told: str) -> None:
    pair = Halves(2)
    with pytest.raises(ValueError, match=told):
        pair.both(lambda: _wrong(first) if first else None, lambda: _wrong(second) if second else None)
    assert pair.both(lambda: 1, lambda: 2) == (1, 2)


def test_the_second_half_has_ended_when_the_first_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """It goes on only once somebody waits for it."""
    waited, ended = threading.Event(), threading.Event()
    wait = halves.wait

    def waiting(begun: list[Future[None]]) -> None:
        waited.set()
        wait(begun)

    def slow() -> None:
        if waited.wait(5):
            ended.set()

    monkeypatch.setattr(halves, "wait", waiting)
    with pytest.raises(ValueError, match="first"):
        Halves(2).both(lambda: _wrong("first"), slow)
    assert ended.is_set()


@pytest.mark.parametrize("rows", [16, 31_248, 31_280])
def test_halves_of_many_words_give_what_the_whole_gives(rows: int) -> None:
    """One part, just below two megabytes, and an odd number of sixteens above."""
    random = np.random.default_rng(7)
    words = products.shifted(random.integers(-127, 128, (rows, 64), np.int8))
    asked = random.integers(-127, 128, (3, 64), np.int8)
    begins = np.arange(0, rows, 16, dtype=np.int64)
    whole = products.by_floats(words, np.ascontiguousarray(asked.T))
    assert np.array_equal(products.product(words, asked), whole)
    assert np.array_equal(products.nearest(words, begins, asked), whole.reshape(-1, 16, 3).max(axis=1))
