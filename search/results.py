"""What a search returns, and why each page is there."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, overload

from search.facets import Facet
from search.pages.load import Page
from search.urgent import Urgent

Kind = Literal["case", "point"]
ReasonKind = Literal["theme", "stage", "service", "words", "synonym", "pair", "turning_point"]


@dataclass(frozen=True)
class Segment:
    """A stretch of a snippet; `matched` where it answers the question."""

    text: str
    matched: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a page is there, in words a worker reads (`text`).

    For `pair` the two sentences that met; for `turning_point` the sentence that tells what changed.
    """

    kind: ReasonKind
    text: str
    query_sentence: str = ""
    page_sentence: str = ""
    turning_point: str = ""


class _Page:
    """A field that may be given as a function: most pages found are listed only, and reading one takes a while."""

    @overload
    def __get__(self, hit: None, owner: type) -> Any: ...
    @overload
    def __get__(self, hit: object, owner: type) -> Page: ...
    def __get__(self, hit: object | None, owner: type) -> Any:
        if hit is None:
            raise AttributeError("page")  # so a dataclass learns that there is no default
        given = hit.__dict__["page"]
        if callable(given):
            given = hit.__dict__["page"] = given()
        return given

    def __set__(self, hit: object, given: Page | Callable[[], Page]) -> None:
        hit.__dict__["page"] = given


@dataclass(frozen=True)
class Hit:
    """One page found. `score` orders hits of one search and means nothing between searches.

    `page` may be given as a function that reads it; `review_by` where it is known without the page.
    """

    id: str
    kind: Kind
    title: str
    score: float
    url: str
    page: _Page = _Page()
    segments: tuple[Segment, ...] = ()
    reasons: tuple[Reason, ...] = ()
    stage: str = ""
    themes: tuple[str, ...] = ()
    origin: str = ""
    review_by: str | None = None

    @property
    def snippet(self) -> str:
        """The sentence to show, as plain text."""
        return "".join(segment.text for segment in self.segments)

    @property
    def stale(self) -> bool:
        """Whether the day by which the page was to be looked over has passed."""
        day = self.review_by if self.review_by is not None else self.page.review_by
        return bool(day) and str(day) < date.today().isoformat()

    def as_json(self) -> dict[str, Any]:
        """The hit as `search query --json` and `/api/search` give it; `marks` are spans of the snippet."""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "score": round(self.score, 4),
            "snippet": self.snippet,
            "reasons": [reason.text for reason in self.reasons],
            "url": self.url,
            "marks": self._marks(),
            "stage": self.stage,
            "themes": list(self.themes),
            "origin": self.origin,
            "stale": self.stale,
        }

    def _marks(self) -> list[tuple[int, int]]:
        at, marks = 0, []
        for segment in self.segments:
            if segment.matched:
                marks.append((at, at + len(segment.text)))
            at += len(segment.text)
        return marks


@dataclass(frozen=True)
class Parts:
    """Where the time of a search went, in milliseconds.

    The model reads while words are looked up: `encode` is only what is waited for it after them.
    """

    encode: float = 0.0
    words: float = 0.0
    meaning: float = 0.0
    fuse: float = 0.0
    explain: float = 0.0


@dataclass(frozen=True)
class Results:
    """Hits best first; `total` counts those beyond the limit too; `notice` is for the reader, in Japanese.

    `urgent` is what to read before any page; `suggestions` are near terms where nothing was found;
    `answers` counts those before filters narrowed them, `facets` says what they may be narrowed to.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    ms: float = 0.0
    notice: str | None = None
    parts: Parts = Parts()
    urgent: tuple[Urgent, ...] = ()
    suggestions: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    answers: int = 0

    def as_json(self) -> dict[str, Any]:
        """The results as `search query --json` and `/api/search` give them."""
        content: dict[str, Any] = {
            "results": [hit.as_json() for hit in self.hits],
            "total": self.total,
            "ms": round(self.ms, 1),
        }
        if self.notice:
            content["notice"] = self.notice
        if self.urgent:
            content["urgent"] = [{"heading": one.heading, "url": one.url} for one in self.urgent]
        if self.suggestions:
            content["suggestions"] = list(self.suggestions)
        if self.answers:
            content["facets"] = {
                facet.name: [{"value": one.value, "count": one.count} for one in facet.choices]
                for facet in self.facets
            }
        return content


class Clock:
    """Milliseconds since it was made, and in each named part."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self._part = ""
        self._spent: dict[str, float] = {}

    def start(self, part: str) -> None:
        """From here on time counts for `part`."""
        now = time.perf_counter()
        self._spent[self._part] = self._spent.get(self._part, 0.0) + 1000 * (now - self._last)
        self._part, self._last = part, now

    def ms(self) -> float:
        """Since the clock was made."""
        return 1000 * (time.perf_counter() - self._begun)

    def parts(self) -> Parts:
        """What each part took."""
        self.start("")
        return Parts(**{name: ms for name, ms in self._spent.items() if name})
