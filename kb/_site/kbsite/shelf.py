"""Every case and point that the site shows, from the product's folder and the office's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from search.pages.case import CasePage
from search.pages.load import Theme, load_pages
from search.pages.point import PointPage

Page = CasePage | PointPage
_KEY = re.compile(r"(?m)^(id|title): *(.+)$")


@dataclass(frozen=True)
class Entry:
    """A page with where its file lies (`cases/c0001.md`) and whose it is."""

    page: Page
    source: str
    path: Path
    office: bool
    body: str

    @property
    def url(self) -> str:
        """Address from the top of the site."""
        return self.source.removesuffix(".md") + ".html"

    def is_overdue(self, today: date) -> bool:
        return self.page.review_by is not None and self.page.review_by < today


@dataclass(frozen=True)
class Near:
    """A case that the search finds near another, with its reason in words."""

    id: str
    reason: str


@dataclass(frozen=True)
class Guide:
    """Any other page written by hand that can be linked by its id."""

    title: str
    url: str


@dataclass(frozen=True)
class Shelf:
    entries: Mapping[str, Entry]
    themes: tuple[Theme, ...]
    unreadable: Mapping[Path, str] = field(default_factory=dict)
    near: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)

    @property
    def cases(self) -> list[tuple[Entry, CasePage]]:
        return [(e, e.page) for e in self.entries.values() if isinstance(e.page, CasePage)]

    @property
    def points(self) -> list[tuple[Entry, PointPage]]:
        return [(e, e.page) for e in self.entries.values() if isinstance(e.page, PointPage)]


def fill(kb_dir: Path, office_dir: Path, nearest_file: Path) -> Shelf:
    """Read both folders; a page that cannot be read is kept apart with its reason."""
    library = load_pages([kb_dir, office_dir])
    entries = {
        source.page.id: Entry(
            source.page,
            f"{source.path.parent.name}/{source.path.name}",
            source.path,
            source.path.is_relative_to(office_dir),
            body_of(source.text),
        )
        for source in library.sources
    }
    bad = {problem.path: str(problem) for problem in library.problems}
    return Shelf(entries, library.themes, bad, _near(nearest_file, entries), _guides(kb_dir))


def _near(path: Path, entries: Iterable[str]) -> dict[str, tuple[Near, ...]]:
    """What the search build left: {id: [{id, title, reason}]}; pages that have gone are passed over."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        known = set(entries)
        return {
            id: tuple(
                Near(str(item["id"]), str(item.get("reason") or "")) for item in items if item["id"] in known
            )
            for id, items in raw.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # the site stands without neighbours; the next search build writes them anew


def body_of(text: str) -> str:
    """The Markdown under the keys; the page was read, so both lines of dashes are there."""
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    return "".join(lines[end + 1 :])


def _guides(kb_dir: Path) -> dict[str, Guide]:
    paths = sorted(p for p in kb_dir.glob("*/*.md") if p.parent.name not in ("cases", "points", "_site"))
    found = {}
    for path in [*sorted(kb_dir.glob("*.md")), *paths]:
        keys = dict(_KEY.findall(path.read_text(encoding="utf-8", errors="replace")[:600]))
        if "id" in keys and "title" in keys:
            url = path.relative_to(kb_dir).with_suffix(".html").as_posix()
            found[keys["id"].strip()] = Guide(keys["title"].strip().strip("\"'"), url)
    return found
