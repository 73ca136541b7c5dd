"""What a search returns, and why each page is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from search.pages.load import Page

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


@dataclass(frozen=True)
class Hit:
    """One page found. `score` orders hits of one search and means nothing between searches."""

    id: str
    kind: Literal["case", "point"]
    title: str
    score: float
    url: str
    page: Page
    segments: tuple[Segment, ...] = ()
    reasons: tuple[Reason, ...] = ()
    stage: str = ""
    themes: tuple[str, ...] = ()
    origin: str = ""

    @property
    def snippet(self) -> str:
        """The sentence to show, as plain text."""
        return "".join(segment.text for segment in self.segments)

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
    """Where the time of a search went, in milliseconds."""

    encode: float = 0.0
    words: float = 0.0
    meaning: float = 0.0
    fuse: float = 0.0
    explain: float = 0.0


@dataclass(frozen=True)
class Results:
    """Hits best first; `total` counts those beyond the limit too; `notice` is for the reader, in Japanese."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    ms: float = 0.0
    notice: str | None = None
    parts: Parts = Parts()

    def as_json(self) -> dict[str, Any]:
        """The results as `search query --json` and `/api/search` give them."""
        content: dict[str, Any] = {
            "results": [hit.as_json() for hit in self.hits],
            "total": self.total,
            "ms": round(self.ms, 1),
        }
        return {**content, "notice": self.notice} if self.notice else content
