"""Words that must not wait: a question that holds one is shown where to turn, before any page (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from search.normalize import fold, to_hiragana

FILE = "urgent.yml"


@dataclass(frozen=True)
class Urgent:
    """What to read first: a heading of the urgent page, and where it stands."""

    heading: str
    url: str


@dataclass(frozen=True)
class Group:
    """Words of one heading, in folded spelling read as hiragana."""

    urgent: Urgent
    words: tuple[str, ...]


def load(folders: Iterable[Path]) -> tuple[Group, ...]:
    """The groups of the last folder whose `urgent.yml` has words: an office's own stands for the shipped one."""
    groups: tuple[Group, ...] = ()
    for folder in folders:
        groups = tuple(_groups(_content(folder / FILE))) or groups
    return groups


def of(text: str, groups: Iterable[Group]) -> tuple[Urgent, ...]:
    """The headings whose words a question holds, in the file's order."""
    asked = _spelling(text)
    return tuple(group.urgent for group in groups if any(word in asked for word in group.words))


def _content(path: Path) -> dict[str, Any]:
    """The file, or nothing: a file somebody is still writing never stops a search."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return {}
    return content if isinstance(content, dict) else {}


def _groups(content: dict[str, Any]) -> Iterable[Group]:
    page = str(content.get("page") or "urgent")
    for item in content.get("words") or []:
        if not isinstance(item, dict) or not item.get("heading"):
            continue
        words = tuple(filter(None, (_spelling(str(word)) for word in item.get("words") or [])))
        anchor = f"#{item['anchor']}" if item.get("anchor") else ""
        yield Group(Urgent(str(item["heading"]), f"/kb/{page}.html{anchor}"), words)


def _spelling(text: str) -> str:
    return to_hiragana(fold(text))
