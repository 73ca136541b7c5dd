"""Pages that an office keeps out of sight are in nothing that is made from the folders."""

from __future__ import annotations

from pathlib import Path

from search.pages.load import hidden, load_pages, page_files

PAGE = "---\nid: {0}\ntitle: 題\nthemes: [a]\nstage: 小学生\n---\n## 概要\n文。\n"


def _folder(place: Path, *ids: str) -> Path:
    (place / "cases").mkdir(parents=True)
    for id in ids:
        (place / "cases" / f"{id}.md").write_text(PAGE.format(id), "utf-8")
    return place


def test_one_list_counts_for_every_folder(tmp_path: Path) -> None:
    shipped, office = _folder(tmp_path / "kb", "c0001", "c0002"), _folder(tmp_path / "office", "o1")
    (office / ".hidden").write_text("c0002\no1\nschemes/kochi\n", "utf-8")
    assert [page.id for page in load_pages((shipped, office)).pages] == ["c0001"]
    assert [path.stem for path in page_files(path for path in (shipped, office))] == ["c0001"]
    assert hidden([office]) == {"c0002", "o1", "schemes/kochi"}


def test_without_a_list_nothing_is_hidden(tmp_path: Path) -> None:
    assert [page.id for page in load_pages((_folder(tmp_path / "kb", "c0001"),)).pages] == ["c0001"]
