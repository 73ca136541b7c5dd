"""A small index, built once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.config import SearchConfig
from search.indexing import build_index
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_config, a_small_library, write


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> SearchConfig:
    """Settings of a built index over the small library. Not to be changed."""
    place: Path = tmp_path_factory.mktemp("built")
    config = a_config(place)
    write(place / "kb", *a_small_library())
    build_index(config)
    return config


@pytest.fixture(scope="package")
def searcher(built: SearchConfig) -> Searcher:
    """A searcher over the small library."""
    return open_searcher(built)
