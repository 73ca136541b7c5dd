"""Bringing an index up to date with pages somebody names: the same as looking at all, at a cost of what changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from search import inventory
from search.card_files import MOST_FILES, TOGETHER, CardFiles
from search.card_files import write as write_cards
from search.catalogue import Card
from search.config import SearchConfig
from search.generation import Generation
from search.indexing import build_index
from search.searcher import open_searcher
from search.snapshot import Snapshot
from tests.search.factories import a_case, a_config, a_point, write


@pytest.fixture
def config(tmp_path: Path) -> SearchConfig:
    write(tmp_path / "kb", *(a_case(f"c{n:04}", title=f"{n}番めの家") for n in range(1, 31)), a_point("p4-1"))
    write(tmp_path / "office")
    config = a_config(tmp_path, kb_dirs=(tmp_path / "kb", tmp_path / "office"))
    build_index(config)
    return config


def titles(config: SearchConfig) -> dict[str, str]:
    return {entry.id: entry.title for entry in Snapshot.open(config).entries}


def rewrite(folder: Path) -> None:
    write(folder, a_case("c0003", title="鍵の向き"))


def write_two(folder: Path) -> None:
    write(folder, a_case("c0003", title="鍵の向き"), a_case("c0099", title="新しい家"))


def remove(folder: Path) -> None:
    (folder / "cases" / "c0003.md").unlink()


def spoil(folder: Path) -> None:
    (folder / "cases" / "c0003.md").write_text("---\ntitle: [\n---\n", "utf-8")


def hide(folder: Path) -> None:
    (folder.parent / "office" / ".hidden").write_text("c0003\n", "utf-8")


def rewrite_here(folder: Path) -> None:
    write(folder.parent / "office", a_point("p4-1", title="ここでの会議の前"))


def twice(folder: Path) -> None:
    write(folder.parent / "office", a_case("c0003", title="もう一つの家"))


def leave(folder: Path) -> None:
    """Named, and nothing changed."""


CHANGES: list[tuple[Callable[[Path], None], set[str], str]] = [
    (rewrite, {"c0003"}, "another text"),
    (write_two, {"c0003", "c0099"}, "a new page beside it"),
    (remove, {"c0003"}, "taken away"),
    (spoil, {"c0003"}, "not to be read: it stays as it last could"),
    (hide, {"c0003"}, "kept out of sight by the office"),
    (rewrite_here, {"p4-1"}, "the office's own text of a practice point"),
    (twice, {"c0003"}, "an id that another folder has too"),
    (leave, {"c0003"}, "nothing changed"),
    (leave, {"c9999"}, "a page that is not there"),
]


@pytest.mark.parametrize(("change", "ids", "why"), CHANGES, ids=[row[2] for row in CHANGES])
def test_named_pages_come_to_what_looking_at_all_comes_to(
    config: SearchConfig, change: Callable[[Path], None], ids: set[str], why: str
) -> None:
    change(config.kb_dirs[0])
    told = build_index(config, only=ids)
    named = titles(config)
    again = build_index(config)
    assert (again.built, again.removed) == (0, 0), why
    assert titles(config) == named, why
    assert told.kept + told.built == len(named), why
    assert [problem.reason for problem in told.problems] == [problem.reason for problem in again.problems]


def test_what_is_not_named_waits_for_a_look_at_all(config: SearchConfig) -> None:
    write(config.kb_dirs[0], a_case("c0003", title="鍵の向き"), a_case("c0004", title="窓の向き"))
    assert build_index(config, only={"c0003"}).built == 1
    assert {titles(config)[id] for id in ("c0003", "c0004")} == {"鍵の向き", "4番めの家"}
    assert build_index(config).built == 1
    assert titles(config)["c0004"] == "窓の向き"


def test_many_named_changes_come_to_what_one_build_comes_to(config: SearchConfig) -> None:
    choose = random.Random(7)
    for turn in range(25):
        id = f"c{choose.randrange(1, 40):04}"
        path = config.kb_dirs[0] / "cases" / f"{id}.md"
        if path.exists() and choose.random() < 0.3:
            path.unlink()
        else:
            write(config.kb_dirs[0], a_case(id, title=f"{turn}回めの話"))
        build_index(config, only={id})
    named = titles(config)
    assert build_index(config).built == 0
    assert named == {path.stem: named[path.stem] for path in config.kb_dirs[0].glob("*/*.md")}


def test_other_code_looks_at_all(config: SearchConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.indexing.code_stamp", lambda: "newer")
    assert build_index(config, only={"c0003"}).kept == 31
    assert Snapshot.open(config).about["code"] == "newer"
    assert len(titles(config)) == 31


def test_an_open_searcher_takes_names(config: SearchConfig) -> None:
    searcher = open_searcher(config)
    write(config.kb_dirs[0], a_case("c0005", title="傘の置き場所"))
    assert searcher.refresh(["c0005"]).built == 1
    assert searcher.search("傘の置き場所").hits[0].id == "c0005"


@pytest.mark.parametrize("pages", [20, 400], ids=["a few pages", "twenty times as many"])
def test_the_cost_is_that_of_what_changed(
    tmp_path: Path, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read and looked at, in files and bytes: at most the same for twenty times as many pages."""
    write(tmp_path / "kb", *(a_case(f"c{n:04}", title=f"{n}番めの家") for n in range(1, pages + 1)))
    config = a_config(tmp_path)
    build_index(config)
    write(config.kb_dirs[0], a_case("c0007", title="鍵の向き"))
    looked: list[Path] = []
    read: list[int] = []
    stamp, reading = inventory._stamp, Generation.read
    monkeypatch.setattr(inventory, "_stamp", lambda path: looked.append(path) or stamp(path))

    def counted(self: Generation, path: str) -> bytes:
        data = reading(self, path)
        read.append(len(data))
        return data

    monkeypatch.setattr(Generation, "read", counted)
    build_index(config, only={"c0007"})
    assert [path.name for path in looked] == ["c0007.md"]
    assert len(read) <= 3
    assert sum(read) <= 40_000


@pytest.mark.parametrize("count", [0, 1, TOGETHER, TOGETHER + 1, 1_000], ids=str)
def test_every_card_is_found_in_its_file(tmp_path: Path, count: int) -> None:
    cards = [Card(f"c{n:04}", "case", "", "", f"{n}番め", "", ()) for n in range(count)]
    write_cards(tmp_path / "cards", cards)
    files = list((tmp_path / "cards").iterdir())
    assert len(files) <= min(MOST_FILES, count // TOGETHER + 1)
    kept = CardFiles(lambda name: (tmp_path / "cards" / name).read_bytes(), len(files))
    assert [found for card in cards if (found := kept.find(card.id)) is None or found[1].id != card.id] == []
    assert sorted(number for number, _ in kept.all()) == list(range(count))
    assert kept.find("c9999") is None
