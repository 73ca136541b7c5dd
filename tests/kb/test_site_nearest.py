"""Cases like a case: asked once, again when the case changes, and told to those who were asked before."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from search.pages.case import CasePage, parse
from search.results import Hit, Reason
from tests.kb import site_factory as make

spec = importlib.util.spec_from_file_location("kb_site_nearest", make.SITE / "nearest.py")
assert spec is not None
assert spec.loader is not None
nearest = importlib.util.module_from_spec(spec)
sys.modules["kb_site_nearest"] = nearest
spec.loader.exec_module(nearest)

Ask = Callable[[CasePage], Sequence[Hit]]


def page(id: str, words: str = "") -> CasePage:
    return parse(make.case(id, words=words))


def asks(answers: dict[str, list[str]]) -> tuple[Ask, list[str]]:
    """A search that answers with these ids, and the cases it was asked for."""
    asked: list[str] = []
    reasons = (Reason("stage", "同じ時期"), Reason("turning_point", "変わり目: 結末"))

    def ask(case: CasePage) -> Sequence[Hit]:
        asked.append(case.id)
        return [
            Hit(id, "case", f"題{id}", 1.0, "", page(id), reasons=reasons) for id in answers.get(case.id, [])
        ]

    return ask, asked


def ids(known: nearest.Known, id: str) -> list[str]:  # type: ignore[name-defined]
    return [one["id"] for one in known.near[id]]


def test_three_are_kept_and_never_the_case_itself() -> None:
    ask, _ = asks({"c0001": ["c0001", "c0002", "c0003", "c0004"]})
    known = nearest.Known()
    assert nearest.update(known, [page(f"c000{n}") for n in range(1, 5)], ask, 60)
    assert ids(known, "c0001") == ["c0002", "c0003", "c0004"]
    assert known.near["c0001"][0] == {"id": "c0002", "title": "題c0002", "reason": "同じ時期"}


def test_only_what_changed_is_asked_again() -> None:
    known = nearest.Known()
    nearest.update(known, [page("c0001"), page("c0002")], asks({})[0], 60)
    ask, asked = asks({})
    nearest.update(known, [page("c0001"), page("c0002", "あたらしい一文。"), page("c0003")], ask, 60)
    assert asked == ["c0002", "c0003"]


def test_a_new_case_comes_onto_the_pages_of_its_neighbours() -> None:
    known = nearest.Known()
    nearest.update(known, [page("c0001")], asks({})[0], 60)
    nearest.update(known, [page("c0001"), page("c0002")], asks({"c0002": ["c0001"]})[0], 60)
    assert ids(known, "c0001") == ["c0002"]


def test_a_case_that_has_gone_is_nobody_s_neighbour() -> None:
    known = nearest.Known()
    nearest.update(known, [page("c0001"), page("c0002")], asks({"c0001": ["c0002"]})[0], 60)
    nearest.update(known, [page("c0001")], asks({})[0], 60)
    assert known.near == {"c0001": []}


def test_what_one_run_cannot_do_the_next_does() -> None:
    known = nearest.Known()
    assert not nearest.update(known, [page("c0001")], asks({})[0], -1)
    ask, asked = asks({})
    assert nearest.update(known, [page("c0001")], ask, 60)
    assert asked == ["c0001"]


def test_what_was_found_is_read_again(tmp_path: Path) -> None:
    known = nearest.Known({"c0001": []}, {"c0001": "x"}, "index")
    nearest.write(tmp_path / "nearest.json", known)
    assert nearest.read(tmp_path / "nearest.json") == known


@pytest.mark.parametrize("text", ["", "[]", "{", "[1]"])
def test_what_cannot_be_read_is_asked_anew(tmp_path: Path, text: str) -> None:
    nearest.write(tmp_path / "nearest.json", nearest.Known({"c0001": []}, {"c0001": "x"}, "index"))
    (tmp_path / "nearest.asked.json").write_text(text, "utf-8")
    assert nearest.read(tmp_path / "nearest.json") == nearest.Known()


def test_without_an_index_the_site_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_DIR", str(tmp_path))
    assert nearest.main([]) == 1
