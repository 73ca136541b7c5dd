"""Every leak that somebody reported is found from then on.

A line of `reported/*.jsonl` is an invented word of the shape that leaked, in the words around it.  One that
record and rules cannot know says `"by": "reading"`: the trained reading has to find it then.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conference.anonymize import Span, find, tagger

FOLDER = Path(__file__).with_name("reported")


def _reported() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(FOLDER.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                yield f"{file.stem}:{number}", json.loads(line)


LINES = list(_reported())
BY_RULES = [each for each in LINES if each[1].get("by") != "reading"]


def missed(line: dict[str, Any], found: list[Span]) -> str:
    """The letters of the planted word that no finding covers."""
    covered = {at for span in found for at in range(span.start, span.end)}
    return "".join(line["text"][at] for at in range(line["start"], line["end"]) if at not in covered)


@pytest.mark.parametrize(("name", "line"), BY_RULES, ids=[name for name, _ in BY_RULES])
def test_what_leaked_once_is_found(name: str, line: dict[str, Any]) -> None:
    assert missed(line, find(line["text"])) == ""


@pytest.mark.model
def test_the_trained_reading_loses_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEARCH_MODEL", raising=False)
    tagger.opened.cache_clear()
    layer = tagger.opened()
    left = {name: missed(line, find(line["text"], None, layer)) for name, line in LINES}
    tagger.opened.cache_clear()
    assert {name: letters for name, letters in left.items() if letters} == {}


def test_a_miss_is_seen() -> None:
    """The measure itself: a name nothing points to is told letter by letter."""
    line = {"text": "ふるえる木の名", "start": 0, "end": 4, "label": "PERSON"}
    assert missed(line, []) == "ふるえる"
