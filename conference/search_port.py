"""The one place that opens search and keeps it on the app."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray

from conference import db
from conference.config import Settings
from conference.publishing import hiding
from search import Results, SearchConfig, Searcher, open_searcher
from search.errors import SearchError
from search.facets import EVERYTHING, Filters
from search.generation import open_current
from search.pages.load import Theme, load_themes

Kind = Literal["case", "point"]


class Searches(Protocol):
    """What the conference asks of a searcher."""

    def search(
        self,
        text: str,
        kind: Kind | None = None,
        theme: str | None = None,
        limit: int = 10,
        explain: bool = True,
        narrowed: Filters = EVERYTHING,
    ) -> Results: ...

    def similar_to(
        self,
        text: str,
        limit: int = 3,
        stage: str | None = None,
        themes: Collection[str] = (),
        explain: bool = True,
    ) -> Results: ...

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]: ...

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float32] | None: ...

    def trying(self, groups: Iterable[Sequence[str]]) -> Searches: ...


class QuietSearcher:
    """Answers what it was given and remembers nothing: for tests, and where nothing is indexed."""

    def __init__(self, cases: Results | None = None, points: Results | None = None) -> None:
        self._cases, self._points = cases or Results(), points or Results()

    def search(self, *_asked: Any, **named: Any) -> Results:
        return self._points if named.get("kind") == "point" else self._cases

    def trying(self, _groups: Any) -> Searches:
        return self

    def nearness(self, *_asked: Any) -> NDArray[np.float32] | None:
        return None

    def suggest(self, *_asked: Any, **_named: Any) -> tuple[str, ...]:
        return self._cases.suggestions

    def similar_to(self, *_asked: Any, **named: Any) -> Results:
        return replace(self._cases, hits=self._cases.hits[: named.get("limit", 3)])


class Without:
    """A searcher whose answers leave out closed pages until the index has been built without them."""

    def __init__(self, inner: Searches, closed: frozenset[str]) -> None:
        self._inner, self._closed = inner, closed

    def search(self, *asked: Any, **named: Any) -> Results:
        return self._left(self._inner.search(*asked, **named))

    def similar_to(self, *asked: Any, **named: Any) -> Results:
        return self._left(self._inner.similar_to(*asked, **named))

    def suggest(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        return self._inner.suggest(prefix, limit)

    def nearness(self, texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float32] | None:
        return self._inner.nearness(texts, others)

    def trying(self, groups: Iterable[Sequence[str]]) -> Searches:
        return Without(self._inner.trying(groups), self._closed)

    def _left(self, found: Results) -> Results:
        hits = tuple(hit for hit in found.hits if hit.id not in self._closed)
        gone = len(found.hits) - len(hits)
        return replace(found, hits=hits, total=max(found.total - gone, len(hits)))


def init_app(app: Flask, searcher: Searches | None = None) -> None:
    """Opening is cheap; index and model are read by the first search."""
    app.extensions["search"] = searcher or open_searcher(config_of(app.extensions["settings"]))
    app.extensions.setdefault("readiness", []).append(lambda: _is_usable(app))


def config_of(settings: Settings) -> SearchConfig:
    """The search settings that belong to these settings; the model is chosen by SEARCH_MODEL."""
    written = SearchConfig.from_environment()
    folders = (settings.kb_dir.resolve(), settings.office_kb_dir.resolve())
    return replace(written, kb_dirs=folders, index_dir=settings.index_dir.resolve())


def has_index(settings: Settings) -> bool:
    """Whether the index is there, untouched, and of this version."""
    try:
        open_current(config_of(settings))
    except SearchError:
        return False
    return True


def warm(app: Flask) -> None:
    """Read index and model before somebody asks; what is missing is said when they do."""
    opened = app.extensions["search"]
    if isinstance(opened, Searcher):
        with suppress(SearchError):
            opened.warm()


def searcher() -> Searches:
    """What people ask: without the pages that nobody is shown, from the moment they are hidden."""
    found: Searches = current_app.extensions["search"]
    with db.reading(db.engine()) as session:
        closed = hiding.closed(session)
    return Without(found, frozenset(closed)) if closed else found


def themes() -> tuple[Theme, ...]:
    """The themes to choose from, the shipped ones and the office's."""
    settings: Settings = current_app.extensions["settings"]
    return _themes((settings.kb_dir, settings.office_kb_dir))


@cache
def _themes(folders: tuple[Path, ...]) -> tuple[Theme, ...]:
    return load_themes(folders)


def _is_usable(app: Flask) -> bool:
    settings: Settings = app.extensions["settings"]
    return isinstance(app.extensions["search"], QuietSearcher) or (settings.index_dir / "current").exists()
