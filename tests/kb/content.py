"""Pages that are neither cases nor points, read from kb/: schemes, municipalities, forms, resources, urgent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

KB = Path(__file__).resolve().parents[2] / "kb"
FOLDERS = ("schemes", "municipalities", "forms", "resources", "paths", "workshops")
KINDS = {"scheme", "municipality", "form", "resource", "guide", "path", "workshop"}


@dataclass(frozen=True)
class Page:
    path: Path
    meta: dict[str, Any]
    body: str

    def section(self, heading: str) -> str:
        found = re.search(
            rf"^## {re.escape(heading)}.*?\n(.*?)(?=^## |\Z)", self.body, re.MULTILINE | re.DOTALL
        )
        return found[1] if found else ""


def parse(path: Path, text: str) -> Page:
    _, front, body = text.split("---\n", 2)
    return Page(path, yaml.safe_load(front), body)


def read(path: Path) -> Page:
    return parse(path, path.read_text(encoding="utf-8"))


def of(folder: str) -> list[Page]:
    return [read(path) for path in sorted((KB / folder).glob("*.md"))]


def every() -> Iterator[Page]:
    yield read(KB / "urgent.md")
    for folder in FOLDERS:
        yield from of(folder)


def plain(text: str) -> str:
    """Text with widths, wave dashes and spaces evened out."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).replace("〜", "~"))


def numbers(text: str) -> set[str]:
    """Numbers that the text states; page references, links and thousands commas are no statement."""
    said = re.sub(r"S4 p[\d, -]+|\[\[[^\]]*\]\]|\]\([^)]*\)", "", unicodedata.normalize("NFKC", text))
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", said)))
