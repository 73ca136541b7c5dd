from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.index import open_dir

from search.lexical import LexicalIndex
from search.postings import BIGRAMS, FORMS, Document, Postings, build

TEXTS = {"a": "保育園に通う", "b": "保育園の保育園の保育園", "c": "訪問を断られた", "d": ""}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    """With the pages in another order than their documents."""
    return LexicalIndex([postings(tmp_path, TEXTS.values())], [np.asarray([3, 2, 1, 0])], 4)


def postings(folder: Path, texts: Iterable[str]) -> Postings:
    folder.mkdir(exist_ok=True)
    unpacked = build(folder, (Document(str(number), text) for number, text in enumerate(texts)))
    return Postings({path.name: path.read_bytes() for path in folder.iterdir()}, unpacked)


def test_scores_stand_in_the_order_of_the_pages(index: LexicalIndex) -> None:
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
    part = postings(tmp_path, (f"保育園の{n}番めの部屋" for n in range(300)))
    index = LexicalIndex([part], [np.arange(300)], 300)
    terms = ["保育", "育園", "番め", "部屋"]
    with ThreadPoolExecutor(16) as pool:
        found = list(
            pool.map(lambda n: index.score(BIGRAMS, {terms[n % 4]: 1.0}).scores.tobytes(), range(64))
        )
    assert [found[n] for n in range(64)] == [found[n % 4] for n in range(64)]


def test_every_posting_of_a_long_list_is_read(tmp_path: Path) -> None:
    """Whoosh keeps 128 to a block."""
    part = postings(tmp_path, (f"保育園{'の部屋' if n % 2 else ''}{n}" for n in range(1_000)))
    found = {term: part.of(BIGRAMS, term)[0].tolist() for term in ("保育", "部屋", "見た", "の部")}
    odd = list(range(1, 1_000, 2))
    assert found == {"保育": list(range(1_000)), "部屋": odd, "見た": [], "の部": odd}


def test_what_is_held_is_what_whoosh_says(tmp_path: Path) -> None:
    """Every term of an index, as Whoosh itself gives its postings one by one."""
    part = postings(tmp_path, [*TEXTS.values(), "保育園の前で" * 70_000])
    with open_dir(str(tmp_path)).reader() as reader:
        terms = [(field, term.decode()) for field, term in reader.all_terms() if field in (FORMS, BIGRAMS)]
        for field, term in terms:
            matcher = reader.postings(field, term)
            documents, counts = part.of(field, term)
            told = [(id, min(matcher.weight(), 65_535)) for id in _every(matcher)]
            assert list(zip(documents.tolist(), counts.tolist(), strict=True)) == told, term
    assert len(terms) > 20


def _every(matcher: Any) -> Iterator[int]:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def test_several_parts_score_as_one(tmp_path: Path) -> None:
    """Changed, removed and added pages lie in parts of their own; what is gone counts no more."""
    texts = [f"保育園の{n}番めの部屋で、{'訪問' if n % 3 else '面談'}をした" for n in range(40)]
    later, gone = ["訪問を断られた", "面談の日", ""], [3, 7, 39]
    pages = np.arange(40)
    pages[gone] = -1
    kept = [n for n in range(40) if n not in gone]
    pages[kept] = np.arange(len(kept))
    parts = [postings(tmp_path / "first", texts), postings(tmp_path / "later", later)]
    together = LexicalIndex(parts, [pages, np.arange(3) + len(kept)], len(kept) + 3)
    whole = postings(tmp_path / "whole", [*(texts[n] for n in kept), *later])
    built = LexicalIndex([whole], [np.arange(len(kept) + 3)], len(kept) + 3)
    for field, terms in ((FORMS, ["訪問", "面談", "保育園"]), (BIGRAMS, ["訪問", "部屋", "断ら"])):
        ours = together.score(field, dict.fromkeys(terms, 1.0))
        theirs = built.score(field, dict.fromkeys(terms, 1.0))
        assert ours.scores == pytest.approx(theirs.scores, abs=1e-5), field
        assert ours.coverage == pytest.approx(theirs.coverage, abs=1e-5), field
        assert together.known([*terms, "見た"]) == pytest.approx(built.known([*terms, "見た"]))


def test_an_index_without_pages_answers_nothing() -> None:
    index = LexicalIndex([], [], 0)
    assert not len(index.score(FORMS, {"訪問": 1.0}).scores)
    assert index.known(["訪問"]) == 0
