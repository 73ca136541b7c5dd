from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from search import indexing, ranking, reader
from search.config import SearchConfig
from search.embedding import HashingEmbedder, Read, Side
from search.errors import ModelUnavailable
from search.indexing import build_index
from search.reader import Reader
from search.searcher import Searcher, open_searcher

QUESTIONS = [
    "玄関で足が止まる",
    "介護をする子",
    "口腔内の傷み",
    "頼る人がいない母が眠れない夜",
    "児童相談所と組む",
]


class Failing(HashingEmbedder):
    """Reads until it is told what to raise."""

    def __init__(self, raises: Exception | None = None) -> None:
        self.raises = raises

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        if self.raises:
            raise self.raises
        return super().read(texts, side)


def told_by_words(built: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which thread looked words up, and which one read, for one question."""
    threads: list[str] = []
    by_words = ranking.by_words

    def listening(*given: object) -> ranking.ByWords:
        threads.append(threading.current_thread().name)
        return by_words(*given)  # type: ignore[arg-type]

    class Listening(HashingEmbedder):
        def read(self, texts: Sequence[str], side: Side) -> list[Read]:
            threads.append(threading.current_thread().name)
            return super().read(texts, side)

    monkeypatch.setattr(ranking, "by_words", listening)
    Searcher(built, Listening()).search(QUESTIONS[0])
    return threads


def test_words_are_looked_up_here_and_the_model_reads_in_its_own_thread(
    built: SearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = threading.current_thread().name
    threads = told_by_words(built, monkeypatch)
    assert sorted(name == here for name in threads) == [False, True]


def test_side_by_side_gives_what_one_after_the_other_gives(
    built: SearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = [open_searcher(built).search(text) for text in QUESTIONS]

    class After:
        """Whatever is begun is done at once, here."""

        def submit(self, work, *given):  # type: ignore[no-untyped-def]
            found = work(*given)
            return type("Done", (), {"result": lambda _: found})()

    alone = open_searcher(built)
    monkeypatch.setattr(alone._reader, "_thread", After())
    for text, first in zip(QUESTIONS, beside, strict=True):
        then = alone.search(text)
        assert [(hit.id, hit.score, hit.snippet, hit.reasons) for hit in first.hits] == [
            (hit.id, hit.score, hit.snippet, hit.reasons) for hit in then.hits
        ]
        assert first.hits


def test_many_at_once_leave_one_thread(built: SearchConfig) -> None:
    before = set(threading.enumerate())
    searcher = open_searcher(built)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: searcher.search(QUESTIONS[n % 5]).hits[0].id, range(40)))
    assert found == found[:5] * 8
    left = [thread for thread in threading.enumerate() if thread not in before]
    assert [thread.name.partition("_")[0] for thread in left] == ["reading"]


class Broken(Exception):
    """Something nobody foresaw."""


READING, WORDS = Broken("the model"), Broken("words")
RAISED = [
    (READING, None, READING, "the reading's own"),
    (None, WORDS, WORDS, "that of the words"),
    (READING, WORDS, READING, "of both the reading's, which came first when one followed the other"),
]


@pytest.mark.parametrize(("reading", "words", "raised", "why"), RAISED)
def test_what_either_raises_comes_out_once_and_the_next_question_is_answered(
    built: SearchConfig,
    monkeypatch: pytest.MonkeyPatch,
    reading: Exception | None,
    words: Exception | None,
    raised: Exception,
    why: str,
) -> None:
    model = Failing(reading)
    searcher = Searcher(built, model)

    def failing(*_: object) -> ranking.ByWords:
        assert words
        raise words

    with monkeypatch.context() as patched:
        if words:
            patched.setattr(ranking, "by_words", failing)
        with pytest.raises(Broken) as found:
            searcher.search(QUESTIONS[0])
    assert found.value is raised, why
    model.raises = None
    assert searcher.search(QUESTIONS[0]).hits


def test_a_model_that_is_not_there_leaves_words(built: SearchConfig) -> None:
    model = Failing(ModelUnavailable("not there"))
    searcher = Searcher(built, model)
    first = searcher.search(QUESTIONS[0])
    assert first.hits
    assert first.notice
    model.raises = None
    assert searcher.search(QUESTIONS[0]).notice == first.notice, "a restart tries again"


def test_an_index_of_words_is_refreshed_and_tried_where_no_model_is(
    built: SearchConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine where the model could not be made ready: a page that is published goes into the index at once."""
    words = replace(built, model="none", index_dir=tmp_path / "index")
    build_index(words)
    config = replace(words, model="bundled")

    def missing(_: SearchConfig) -> None:
        raise ModelUnavailable("not there")

    monkeypatch.setattr(reader, "open_embedder", missing)
    monkeypatch.setattr(indexing, "open_embedder", missing)
    searcher = Searcher(config)
    assert searcher.search(QUESTIONS[0]).hits
    assert searcher.trying([("玄関", "門口")]).search(QUESTIONS[0]).hits
    assert searcher.refresh().kept


def test_no_model_is_opened_to_compare_short_texts(tmp_path: Path) -> None:
    unopened = Reader(SearchConfig(model=str(tmp_path / "nothing")), None)
    assert unopened.nearness(["朝"], ["夜"], "whatever") is None
    assert not unopened._is_opened
