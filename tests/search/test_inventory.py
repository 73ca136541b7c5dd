from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from search import inventory
from search.catalogue import Card, entry_of
from search.inventory import Inventory, Seen, take
from search.pages.load import load_pages
from tests.search.factories import a_case, a_point, write

LONG_AGO = 1_700_000_000
LATER = 4_000_000_000.0  # the change time of a file is the system's and cannot be set


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    write(tmp_path / "kb", a_case("c0001"), a_case("c0002", title="夜の電話"), a_point("p4-1"))
    return tmp_path / "kb"


def cards_of(kb: Path) -> dict[str, Card]:
    return {source.page.id: entry_of(source).card for source in load_pages([kb]).sources}


def seen_later(found: Inventory) -> Seen:
    """As if the build had looked a while after the files were written."""
    return Seen(LATER, files_of(found))


def files_of(found: Inventory) -> Mapping[str, list[int]]:
    assert found.seen
    return found.seen.files


def test_what_is_as_it_was_seen_is_not_opened(kb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = cards_of(kb)
    first = take([kb], cards.get, Seen())
    assert set(first.kept) == {"c0001", "c0002", "p4-1"}
    monkeypatch.setattr(inventory, "_fingerprint", lambda *_: pytest.fail("opened"))
    again = take([kb], cards.get, Seen.load(seen_later(first).dump().encode()))
    assert (list(again.changed), set(again.kept)) == ([], set(cards))


def test_a_file_written_as_it_was_seen_is_opened(kb: Path) -> None:
    """Two writings in one moment leave the same time: what was written just before it was seen is not trusted."""
    cards = cards_of(kb)
    path = kb / "cases" / "c0001.md"
    first = take([kb], cards.get, Seen())
    changed = path.read_text("utf-8").replace("朝の長い家", "朝の短い家")
    path.write_text(changed, "utf-8")
    same = Seen(time.time(), {**files_of(first), str(path): stamp_of(path)})
    assert [source.page.id for source in take([kb], cards.get, same).changed] == ["c0001"]


def stamp_of(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns]


def touch(kb: Path) -> None:
    os.utime(kb / "cases" / "c0001.md", (LONG_AGO, LONG_AGO))


def rewrite_in_the_same_size(kb: Path) -> None:
    path = kb / "cases" / "c0001.md"
    text = path.read_text("utf-8").replace("朝の長い家", "夜の長い家")
    path.write_text(text, "utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def add(kb: Path) -> None:
    write(kb, a_case("c0003"))


def take_away(kb: Path) -> None:
    (kb / "cases" / "c0001.md").unlink()


CHANGES: list[tuple[Callable[[Path], None], list[str], list[str], str]] = [
    (touch, [], ["c0001", "c0002", "p4-1"], "another time, the same words"),
    (rewrite_in_the_same_size, ["c0001"], ["c0002", "p4-1"], "another text of one size"),
    (add, ["c0003"], ["c0001", "c0002", "p4-1"], "a new page"),
    (take_away, [], ["c0002", "p4-1"], "a page that is no more"),
]


@pytest.mark.parametrize(("change", "changed", "kept", "why"), CHANGES, ids=[row[3] for row in CHANGES])
def test_what_changed_is_read(
    kb: Path, change: Callable[[Path], None], changed: list[str], kept: list[str], why: str
) -> None:
    cards = cards_of(kb)
    seen = seen_later(take([kb], cards.get, Seen()))
    change(kb)
    found = take([kb], cards.get, seen)
    assert [source.page.id for source in found.changed] == changed, why
    assert sorted(found.kept) == kept, why


def test_an_id_in_two_folders_is_named_once_it_is_known_too(kb: Path, tmp_path: Path) -> None:
    cards = cards_of(kb)
    other = write(tmp_path / "office", a_case("c0001", title="もう一つ"))
    for known in ({}, cards):
        found = take([kb, other], known.get, Seen())
        assert [problem.path.parent.parent.name for problem in found.problems] == ["office"]
        assert "重なっています" in found.problems[0].reason


def test_doubts_about_a_kept_page_are_told_again(kb: Path) -> None:
    write(kb, a_case("c0009", themes=("知らないテーマ",), stage="いつか"))
    known = take([kb], cards_of(kb).get, Seen())
    assert not known.changed
    assert [str(warning) for warning in known.warnings] == [str(w) for w in load_pages([kb]).warnings]
    assert len(known.warnings) == 2


def test_what_cannot_be_read_is_broken(kb: Path) -> None:
    cards = cards_of(kb)
    (kb / "cases" / "c0002.md").write_text("---\ntitle: [\n---\n", "utf-8")
    found = take([kb], cards.get, Seen())
    assert ("case", "c0002") in found.broken
    assert "c0002" not in found.kept
