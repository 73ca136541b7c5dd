"""The whole path with the real model: meaning where no word is shared, and nothing where nothing is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.config import BUNDLED, ROOT
from search.indexing import build_index
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_config, a_small_library, write

pytestmark = pytest.mark.model

MEANT = [
    ("登校をしぶり、家から出られない児童", "c0001", "no word shared"),
    ("赤ちゃんが泣いて寝不足の母", "c0002", "told otherwise"),
    ("虫歯を治療に連れて行かない", "c0003", "neglect, not named"),
    ("おばあちゃんの世話で部活ができない中学生", "c0005", "a young carer, not named"),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    place: Path = tmp_path_factory.mktemp("real")
    config = a_config(place, model=BUNDLED, model_dir=ROOT / "var" / "model", dtype="float32")
    write(place / "kb", *a_small_library())
    assert build_index(config).notice is None
    return open_searcher(config)


@pytest.mark.parametrize(("asked", "found", "why"), MEANT)
def test_what_is_meant_is_found(real: Searcher, asked: str, found: str, why: str) -> None:
    assert [hit.id for hit in real.search(asked, limit=1).hits] == [found], why
    assert real.similar_to(asked, limit=1).hits[0].id == found, why


NOTHING = [
    ("ラーメン屋のおすすめ", "another field"),
    ("量子コンピュータの仕組み", "another field, long words"),
    ("相撲の番付", "another field, short"),
    ("ぬぬぬ", "a kana again and again is near to every page, and means nothing"),
    ("あばばば", "a sound"),
    ("qwerty", "a row of keys"),
]


@pytest.mark.parametrize(("asked", "why"), NOTHING)
def test_what_no_page_tells_of_finds_nothing(real: Searcher, asked: str, why: str) -> None:
    assert real.search(asked).hits == (), why


def test_threads_share_one_model(real: Searcher) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: real.search(MEANT[n % 4][0], limit=1).hits[0].id, range(32)))
    assert answers == [MEANT[n % 4][1] for n in range(32)]
