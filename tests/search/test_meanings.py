"""Short texts beside each other by what they mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search.config import SearchConfig
from search.embedding import HashingEmbedder, Read, Side
from search.errors import ModelUnavailable
from search.meanings import Meanings
from search.searcher import open_searcher


class Counting(HashingEmbedder):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        self.asked += texts
        return super().read(texts, side)


class Broken(HashingEmbedder):
    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        raise ModelUnavailable("試し")


def test_cosines_of_each_with_each() -> None:
    found = Meanings(may_read=True).cosines(["朝の支度", "車がない"], ["朝の支度", "車", "夜"], Counting())
    assert found is not None
    assert found.shape == (2, 3)
    assert np.isclose(found[0, 0], 1.0)
    assert found[1].argmax() == 1


def test_a_text_is_read_once() -> None:
    embedder, meanings = Counting(), Meanings(may_read=True)
    first = meanings.cosines(["朝", "昼", "朝"], ["昼"], embedder)
    again = meanings.cosines(["昼", "夜"], ["朝"], embedder)
    assert first is not None
    assert again is not None
    assert embedder.asked == ["朝", "昼", "夜"]
    assert (first.shape, again.shape) == ((3, 1), (2, 1))


def test_nothing_to_compare() -> None:
    assert np.shape(Meanings(may_read=True).cosines([], ["朝"], Counting())) == (0, 1)
    assert np.shape(Meanings(may_read=True).cosines(["朝"], [], Counting())) == (1, 0)


def test_a_model_that_cannot_be_read_says_nothing() -> None:
    assert Meanings(may_read=True).cosines(["朝"], ["昼"], Broken()) is None


def test_no_model_is_opened_for_it(built: SearchConfig) -> None:
    searcher = open_searcher(built)
    assert searcher.nearness(["朝"], ["朝の支度"]) is None
    searcher.search("朝の支度")
    near = searcher.nearness(["朝"], ["朝の支度", "夜"])
    assert near is not None
    assert near.shape == (1, 2)
