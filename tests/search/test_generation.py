"""A changed index must be refused before anything in it is opened: Whoosh would run code from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from search import generation
from search.config import SearchConfig
from search.errors import IndexMissing, IndexTampered
from search.indexing import build_index
from search.postings import FORMS
from search.searcher import open_searcher
from search.snapshot import Snapshot
from tests.search.factories import a_case, a_config, write


@pytest.fixture
def config(tmp_path: Path) -> SearchConfig:
    config = a_config(tmp_path)
    write(tmp_path / "kb", a_case())
    build_index(config)
    return config


def folder_of(config: SearchConfig) -> Path:
    return config.index_dir / "generations" / generation.current_name(config)


def change_a_byte(folder: Path, _: SearchConfig) -> None:
    path = next(folder.glob("*/words/*.seg"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def add_a_file(folder: Path, _: SearchConfig) -> None:
    next(folder.glob("*/words/*.seg")).with_name("_MAIN_2.toc").write_bytes(b"\x80\x04.")


def remove_a_file(folder: Path, _: SearchConfig) -> None:
    next(folder.glob("*/pages.jsonl")).unlink()


def sign_with_another_key(folder: Path, config: SearchConfig) -> None:
    config.key_file.write_text("0" * 64, "utf-8")


def swap_the_checksums(folder: Path, _: SearchConfig) -> None:
    path = folder / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    content["files"] = dict(zip(content["files"], reversed(content["files"].values()), strict=True))
    path.write_text(json.dumps(content), "utf-8")


def open_it_to_others(_: Path, config: SearchConfig) -> None:
    config.index_dir.chmod(0o755)


def give_the_key_away(_: Path, config: SearchConfig) -> None:
    config.key_file.chmod(0o644)


def lose_the_key(_: Path, config: SearchConfig) -> None:
    config.key_file.unlink()


def point_elsewhere(_: Path, config: SearchConfig) -> None:
    (config.index_dir / "current").write_text("../../elsewhere", "utf-8")


def rename_the_generation(folder: Path, config: SearchConfig) -> None:
    shutil.copytree(folder, folder.with_name("0" * 24))
    (config.index_dir / "current").write_text("0" * 24, "utf-8")


CHANGES = [
    change_a_byte,
    add_a_file,
    remove_a_file,
    sign_with_another_key,
    swap_the_checksums,
    open_it_to_others,
    give_the_key_away,
    lose_the_key,
    point_elsewhere,
    rename_the_generation,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_index_is_refused(
    config: SearchConfig, change: Callable[[Path, SearchConfig], None]
) -> None:
    change(folder_of(config), config)
    with pytest.raises((IndexTampered, IndexMissing)):
        open_searcher(config).search("朝")


@pytest.mark.parametrize("change", CHANGES)
def test_a_refused_index_is_built_again(
    config: SearchConfig, change: Callable[[Path, SearchConfig], None]
) -> None:
    change(folder_of(config), config)
    report = build_index(config)
    assert report.built == 1
    assert open_searcher(config).search("朝の支度").total == 1


def test_the_index_and_its_key_are_ours_alone(config: SearchConfig) -> None:
    assert config.index_dir.stat().st_mode & 0o777 == 0o700
    assert config.key_file.stat().st_mode & 0o777 == 0o600


def test_what_is_open_goes_on_answering_when_its_files_are_gone(config: SearchConfig) -> None:
    """Whoosh works on the very bytes that were checked, never on files that could be changed afterwards."""
    snapshot = Snapshot.open(config)
    shutil.rmtree(config.index_dir)
    assert snapshot.words.score(FORMS, {"支度": 1.0}).scores.tolist() > [0]


def test_what_is_taken_over_is_checked_when_it_is_read(config: SearchConfig) -> None:
    """A build links what it does not need to open; a reader refuses it, and the next build makes it again."""
    write(config.kb_dirs[0], *(a_case(f"c{number:04}") for number in range(2, 12)))
    build_index(config)
    change_a_byte(folder_of(config), config)
    write(config.kb_dirs[0], a_case("c0001", title="別の朝"))
    build_index(config)
    with pytest.raises(IndexTampered):
        open_searcher(config).search("朝")
    assert build_index(config).built == 11
    assert open_searcher(config).search("朝の支度").total == 11


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="search build"):
        open_searcher(a_config(tmp_path)).search("朝")


def test_only_two_generations_are_kept(config: SearchConfig) -> None:
    for number in range(4):
        write(config.kb_dirs[0], a_case(title=f"朝 {number}"))
        build_index(config)
    assert len(list((config.index_dir / "generations").iterdir())) == generation.KEPT
