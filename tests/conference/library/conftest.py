"""A small built index for pages that search for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.indexing import build_index
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_config, a_small_library, write


@pytest.fixture(scope="session")
def small_searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A searcher over seven invented pages, without a model to load."""
    place: Path = tmp_path_factory.mktemp("small")
    config = a_config(place)
    write(place / "kb", *a_small_library())
    build_index(config)
    return open_searcher(config)
