"""A practice point page: the question, where it comes from, and its sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from search.errors import PageUnreadable
from search.pages import front_matter
from search.pages.front_matter import Section


@dataclass(frozen=True)
class Source:
    """A source document and the pages of it, as written ("30-32")."""

    id: str
    pages: str = ""


@dataclass(frozen=True)
class PointPage:
    """One practice point. Everything but `id` and `title` may be missing; `extra` keeps unknown keys."""

    kind: ClassVar[str] = "point"
    required: ClassVar[tuple[str, ...]] = ("id", "title")

    id: str
    title: str
    chapter: str = ""
    sources: tuple[Source, ...] = ()
    guideline_pages: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    reviewed_on: date | None = None
    review_by: date | None = None
    asked: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    sections: tuple[Section, ...] = ()

    @property
    def url(self) -> str:
        """Where the page is shown."""
        return f"/kb/points/{self.id}.html"

    def section(self, heading: str) -> str:
        """The body under `heading`, or nothing."""
        return next((part.body for part in self.sections if part.heading == heading), "")


_KNOWN = (
    "id",
    "title",
    "chapter",
    "sources",
    "guideline_pages",
    "examples",
    "reviewed_on",
    "review_by",
    "asked",
)


def parse(text: str, path: str = "") -> PointPage:
    """A practice point from its text. Raises `PageUnreadable` with the line."""
    keys, sections = front_matter.split(text, path)
    missing = [name for name in PointPage.required if keys.get(name) in (None, "")]
    if missing:
        raise PageUnreadable(path, 2, f"見出し情報に {'・'.join(missing)} がありません。")
    chapter = keys.get("chapter")
    return PointPage(
        id=str(keys["id"]).strip(),
        title=str(keys["title"]).strip(),
        chapter="" if chapter is None else str(chapter),
        sources=_sources(keys.get("sources")),
        guideline_pages=front_matter.words(keys.get("guideline_pages")),
        examples=front_matter.words(keys.get("examples")),
        reviewed_on=front_matter.day(keys.get("reviewed_on")),
        review_by=front_matter.day(keys.get("review_by")),
        asked=front_matter.words(keys.get("asked")),
        extra={name: value for name, value in keys.items() if name not in _KNOWN},
        sections=sections,
    )


def render(page: PointPage) -> str:
    """The page as Markdown; `parse(render(page)) == page`."""
    keys: dict[str, Any] = {"id": page.id, "title": page.title}
    if page.sources:
        keys["sources"] = [{"id": source.id, "pages": source.pages} for source in page.sources]
    for name in ("chapter", "guideline_pages", "examples", "reviewed_on", "review_by", "asked"):
        value = getattr(page, name)
        if value not in (None, "", ()):
            keys[name] = list(value) if isinstance(value, tuple) else value
    return front_matter.join({**keys, **page.extra}, page.sections)


def _sources(value: object) -> tuple[Source, ...]:
    items = value if isinstance(value, list) else []
    known = (item for item in items if isinstance(item, dict) and item.get("id"))
    return tuple(Source(str(item["id"]), str(item.get("pages") or "")) for item in known)
