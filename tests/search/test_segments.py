from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from search import indexing
from search.config import SearchConfig
from search.embedding import HashingEmbedder
from search.indexing import build_index
from search.searcher import open_searcher
from search.segments import Listed, absorbed
from search.snapshot import Snapshot
from tests.search.factories import a_case, a_config, write

SIZES = [
    ([100], 1, 0, "the first is never written again for a little"),
    ([100, 1], 1, 1, "as small as what is new"),
    ([100, 8], 1, 0, "far larger than what is new"),
    ([100, 8, 3, 2], 1, 3, "each of the last ones, as they add up"),
    ([100, 30, 1], 1, 1, "only the last"),
]


@pytest.mark.parametrize(("sizes", "added", "count", "why"), SIZES, ids=[row[3] for row in SIZES])
def test_a_new_segment_takes_over_the_small_ones(sizes: list[int], added: int, count: int, why: str) -> None:
    assert absorbed([Listed("s", size) for size in sizes], added) == count, why


def test_many_small_changes_leave_few_segments() -> None:
    sizes, written = [1_000], 0
    for _ in range(150):
        count = absorbed([Listed("s", size) for size in sizes], 1)
        new = 1 + sum(sizes[len(sizes) - count :])
        sizes, written = [*sizes[: len(sizes) - count], new], written + new
    assert len(sizes) <= 8
    assert written <= 150 * 8


def some_pages(count: int, **changes: str) -> list[object]:
    return [
        a_case(
            f"c{n:04}",
            title=f"{n}番めの家",
            sections={"概要": f"{n}日めの朝、{'鍵' if n % 2 else '窓'}の話をした。"},
        )
        for n in range(1, count + 1)
    ]


@pytest.fixture
def config(tmp_path: Path) -> SearchConfig:
    write(tmp_path / "kb", *some_pages(40))
    config = a_config(tmp_path)
    build_index(config)
    return config


def change_a_little(config: SearchConfig) -> None:
    """New, changed and removed pages in three builds."""
    kb = config.kb_dirs[0]
    write(kb, a_case("c0050", title="夜の電話", sections={"概要": "泣き声が続いた。昼に鍵を渡した。"}))
    build_index(config)
    write(kb, a_case("c0002", title="窓のない部屋", sections={"概要": "窓の話はしなかった。"}))
    (kb / "cases" / "c0007.md").unlink()
    build_index(config)
    write(kb, a_case("c0050", title="夜の電話", sections={"概要": "泣き声がやんだ。朝に窓をあけた。"}))
    build_index(config)


def test_what_is_taken_over_is_not_written_again(config: SearchConfig) -> None:
    first = Snapshot.open(config)
    (name,) = first.segments
    before = (first.segments[name].generation.folder / name / "pages.jsonl").stat().st_ino
    change_a_little(config)
    after = Snapshot.open(config, first)
    assert next(iter(after.segments)) == name
    assert after.segments[name] is first.segments[name], "what is open stays open"
    linked = Snapshot.open(config).segments[name]
    assert (linked.generation.folder / name / "pages.jsonl").stat().st_ino == before
    assert sum(len(segment.entries) for segment in list(after.segments.values())[1:]) <= 4


@pytest.mark.parametrize("question", ["窓の話はしなかった", "夜の電話", "泣き声がやんだ"])
def test_an_index_that_was_added_to_answers_as_one_built_at_once(
    config: SearchConfig, tmp_path: Path, question: str
) -> None:
    change_a_little(config)
    added_to, whole = Snapshot.open(config), tmp_path / "whole"
    at_once = a_config(whole, kb_dirs=config.kb_dirs)
    build_index(at_once)
    built = Snapshot.open(at_once)
    assert [entry.id for entry in added_to.entries] == [entry.id for entry in built.entries]
    assert added_to.vectors is not None
    assert built.vectors is not None
    asked = np.stack([read.vector for read in HashingEmbedder().read([question], "query")])
    every = np.arange(len(built.entries))
    near = built.vectors.nearest(asked, every)
    assert added_to.vectors.nearest(asked, every) == pytest.approx(near, abs=1e-6)
    assert added_to.vectors.roughly(asked) == pytest.approx(near, abs=0.01)
    ours, theirs = open_searcher(config).search(question), open_searcher(at_once).search(question)
    assert ours.hits[0].id == theirs.hits[0].id
    assert ours.total == theirs.total


def test_much_change_writes_everything_anew(config: SearchConfig) -> None:
    write(config.kb_dirs[0], *some_pages(55)[40:])
    build_index(config)
    assert len(Snapshot.open(config).segments) == 1


def test_changes_add_up_until_all_is_written_anew(config: SearchConfig) -> None:
    for number in range(60, 69):
        write(config.kb_dirs[0], a_case(f"c{number:04}", title=f"{number}番めの家"))
        build_index(config)
    assert len(Snapshot.open(config).segments) == 1
    assert len(Snapshot.open(config).entries) == 49


def test_the_floors_stay_while_little_changes(config: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = Snapshot.open(config).about["floors"]
    monkeypatch.setattr(indexing, "floors", lambda *_: pytest.fail("asked again"))
    change_a_little(config)
    assert Snapshot.open(config).about["floors"] == floors


def test_a_disk_without_links_gets_copies(config: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", no_links)
    change_a_little(config)
    assert open_searcher(config).search("泣き声がやんだ").hits[0].id == "c0050"


def test_twenty_readers_while_the_index_is_replaced(config: SearchConfig) -> None:
    """Two pages always change together, a small segment each time: who saw one of each version saw half of a build."""
    kb, searcher = config.kb_dirs[0], open_searcher(config)
    finished = threading.Event()

    def publish(version: int) -> None:
        pages = [
            a_case(f"c000{n}", title=f"第{version}版の家", sections={"概要": "灯台の話。"}) for n in (1, 2)
        ]
        write(kb, *pages)
        build_index(config)

    def read(_: int) -> list[frozenset[str]]:
        seen: list[frozenset[str]] = []
        while not finished.is_set():
            seen.append(frozenset(hit.title for hit in searcher.search("灯台", limit=2).hits))
        return seen

    publish(0)
    with ThreadPoolExecutor(20) as pool:
        readers = [pool.submit(read, n) for n in range(20)]
        for version in range(1, 6):
            publish(version)
        finished.set()
        seen = {titles for reader in readers for titles in reader.result()}
    assert {len(titles) for titles in seen} == {1}
    assert {hit.title for hit in searcher.search("灯台", limit=2).hits} == {"第5版の家"}
    assert len(Snapshot.open(config).segments) > 1
