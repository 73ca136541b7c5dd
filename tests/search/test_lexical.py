from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.lexical import BIGRAMS, FORMS, Document, LexicalIndex, build, update

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
        found = list(
            pool.map(lambda n: index.score(BIGRAMS, {terms[n % 4]: 1.0}).scores.tobytes(), range(64))
        )
    assert [found[n] for n in range(64)] == [found[n % 4] for n in range(64)]


def test_an_updated_index_scores_as_a_built_one(tmp_path: Path) -> None:
    """Changed, removed and added pages, twice over: the scores are those of an index built at once."""
    texts = {str(n): f"保育園の{n}番めの部屋で、{'訪問' if n % 3 else '面談'}をした" for n in range(40)}
    files = _files(tmp_path / "0", lambda folder: build(folder, _documents(texts)))
    for step, (removed, added) in enumerate(
        [(["3", "7"], {"3": "訪問を断られた", "x": "面談の日"}), (["x", "3"], {})], 1
    ):
        kept = {page: text for page, text in texts.items() if page not in removed}
        texts = {**kept, **added}
        before, new = files, _documents(added)
        files = _files(
            tmp_path / str(step), lambda folder, b=before, r=removed, n=new: update(folder, b, r, n)
        )
        whole = _files(tmp_path / f"{step}-whole", lambda folder, t=texts: build(folder, _documents(t)))
        updated, built = LexicalIndex(files, list(texts)), LexicalIndex(whole, list(texts))
        for field, terms in ((FORMS, ["訪問", "面談", "保育園"]), (BIGRAMS, ["訪問", "部屋", "断ら"])):
            for term in terms:
                ours, theirs = updated.score(field, {term: 1.0}), built.score(field, {term: 1.0})
                assert ours.scores == pytest.approx(theirs.scores, abs=1e-5), (step, field, term)


def _documents(texts: dict[str, str]) -> list[Document]:
    return [Document(page, text) for page, text in texts.items()]


def _files(folder: Path, write: Callable[[Path], None]) -> dict[str, bytes]:
    folder.mkdir()
    write(folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}
