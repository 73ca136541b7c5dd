"""Every case and point that the site shows, from the product's folder and the office's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from search.pages.case import CasePage
from search.pages.load import Theme, load_pages
from search.pages.point import PointPage

Page = CasePage | PointPage


@dataclass(frozen=True)
class Entry:
    """A page with where its file lies (`cases/c0001.md`) and whose it is."""

    page: Page
    source: str
    path: Path
    office: bool

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
class Shelf:
    entries: Mapping[str, Entry]
    themes: tuple[Theme, ...]
    unreadable: Mapping[Path, str] = field(default_factory=dict)
    near: Mapping[str, tuple[Near, ...]] = field(default_factory=dict)

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
        )
        for source in library.sources
    }
    bad = {problem.path: str(problem) for problem in library.problems}
    return Shelf(entries, library.themes, bad, _near(nearest_file, entries))


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
