"""Search over the pages of the knowledge base: by words and by meaning, with the reason for each page.

A library: it knows no web framework and no database. Importing it loads neither an index nor a model;
names are fetched on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.config import SearchConfig as SearchConfig
    from search.errors import SearchError as SearchError
    from search.indexing import build_index as build_index
    from search.pages.case import CasePage as CasePage
    from search.pages.load import Library as Library
    from search.pages.load import load_pages as load_pages
    from search.pages.point import PointPage as PointPage
    from search.planning import BuildReport as BuildReport
    from search.results import Hit as Hit
    from search.results import Reason as Reason
    from search.results import Results as Results
    from search.results import Segment as Segment
    from search.searcher import Searcher as Searcher
    from search.searcher import open_searcher as open_searcher

_WHERE = {
    "BuildReport": "planning",
    "CasePage": "pages.case",
    "Hit": "results",
    "Library": "pages.load",
    "PointPage": "pages.point",
    "Reason": "results",
    "Results": "results",
    "SearchConfig": "config",
    "SearchError": "errors",
    "Searcher": "searcher",
    "Segment": "results",
    "build_index": "indexing",
    "load_pages": "pages.load",
    "open_searcher": "searcher",
}
__all__ = list(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"search.{_WHERE[name]}"), name)
