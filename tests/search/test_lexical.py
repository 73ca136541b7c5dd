from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.lexical import BIGRAMS, FORMS, Document, LexicalIndex, build

TEXTS = {"a": "保育園に通う", "b": "保育園の保育園の保育園", "c": "訪問を断られた", "d": ""}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    build(tmp_path, (Document(id, text) for id, text in TEXTS.items()))
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    return LexicalIndex(files, ["d", "c", "b", "a"])


def test_scores_stand_in_the_order_of_the_ids(index: LexicalIndex) -> None:
    scores = index.score(FORMS, {"保育園": 1.0}).scores
    assert [score > 0 for score in scores] == [False, False, True, True]
    assert scores[2] > scores[3]


def test_rare_terms_weigh_more(index: LexicalIndex) -> None:
    scores = index.score(FORMS, {"保育園": 1.0, "訪問": 1.0}).scores
    assert scores[1] > scores[3]


def test_coverage_is_the_share_of_what_was_asked(index: LexicalIndex) -> None:
    coverage = index.score(FORMS, {"保育園": 1.0, "見たことのない語": 1.0}).coverage
    assert coverage[0] == 0
    assert 0 < coverage[3] < 0.5


def test_no_terms_and_unknown_terms_give_zeros(index: LexicalIndex) -> None:
    assert not index.score(FORMS, {}).scores.any()
    assert not index.score(BIGRAMS, {"魑魅": 1.0}).scores.any()


def test_threads_get_the_same_scores(tmp_path: Path) -> None:
    build(tmp_path, (Document(str(n), f"保育園の{n}番めの部屋") for n in range(300)))
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    index = LexicalIndex(files, [str(n) for n in range(300)])
    terms = ["保育", "育園", "番め", "部屋"]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda n: index.score(BIGRAMS, {terms[n % 4]: 1.0}).scores.tobytes(), range(64)))
    assert [found[n] for n in range(64)] == [found[n % 4] for n in range(64)]
