"""A case page: its keys with their meaning, and its sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from search.errors import PageUnreadable
from search.pages import front_matter
from search.pages.front_matter import Section

STAGES = ("妊娠期", "乳児期", "幼児期", "小学生", "中学生", "高校生年代")
TRAINERS_ONLY = "進行役メモ"
FOLDED = ("会議で決めたこと", "少数意見")


@dataclass(frozen=True)
class CasePage:
    """One case. Everything but `id`, `title`, `themes`, `stage` may be missing; `extra` keeps unknown keys."""

    kind: ClassVar[str] = "case"
    required: ClassVar[tuple[str, ...]] = ("id", "title", "themes", "stage")

    id: str
    title: str
    themes: tuple[str, ...]
    stage: str
    origin: str = "fictional"
    lesson: str = ""
    outcome: str = ""
    functions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    minutes: int | None = None
    asked: tuple[str, ...] = ()
    reviewed_on: date | None = None
    review_by: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    sections: tuple[Section, ...] = ()

    @property
    def url(self) -> str:
        """Where the page is shown."""
        return f"/kb/cases/{self.id}.html"

    def section(self, heading: str) -> str:
        """The body under `heading`, or nothing."""
        return next((part.body for part in self.sections if part.heading == heading), "")


_TEXTS = ("origin", "lesson", "outcome", "approved_by")
_LISTS = ("themes", "functions", "services", "points", "asked")
_DAYS = ("reviewed_on", "review_by", "approved_on")
_KNOWN = (*CasePage.required, *_TEXTS, *_LISTS, *_DAYS, "minutes")


def parse(text: str, path: str = "") -> CasePage:
    """A case page from its text. Raises `PageUnreadable` with the line."""
    keys, sections = front_matter.split(text, path)
    missing = [name for name in CasePage.required if keys.get(name) in (None, "", [])]
    if missing:
        raise PageUnreadable(path, 2, f"見出し情報に {'・'.join(missing)} がありません。")
    known: dict[str, Any] = {name: str(keys[name]).strip() for name in ("id", "title", "stage")}
    known |= {name: str(keys[name]).strip() for name in _TEXTS if keys.get(name) is not None}
    known |= {name: front_matter.words(keys.get(name)) for name in _LISTS}
    known |= {name: front_matter.day(keys.get(name)) for name in _DAYS}
    known["minutes"] = _minutes(keys.get("minutes"))
    extra = {name: value for name, value in keys.items() if name not in _KNOWN}
    return CasePage(**known, extra=extra, sections=sections)


def render(page: CasePage) -> str:
    """The page as Markdown; `parse(render(page)) == page`."""
    keys: dict[str, Any] = {
        "id": page.id,
        "title": page.title,
        "themes": list(page.themes),
        "stage": page.stage,
    }
    for name in (
        "origin",
        "approved_by",
        "approved_on",
        "lesson",
        "outcome",
        *_LISTS[1:-1],
        "minutes",
        *_DAYS[:2],
        "asked",
    ):
        value = getattr(page, name)
        if value not in (None, "", ()):
            keys[name] = list(value) if isinstance(value, tuple) else value
    return front_matter.join({**keys, **page.extra}, page.sections)


def _minutes(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 6 else None
