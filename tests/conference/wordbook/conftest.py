"""The small built index, read with this office's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from conference.config import Settings
from search.searcher import Searcher
from tests.conference.library.conftest import small_searcher

__all__ = ["small_searcher"]


@pytest.fixture
def searching(app: Flask, settings: Settings, small_searcher: Searcher) -> Searcher:
    """The application's search: seven invented pages, and the words in the office's folder."""
    config = replace(
        small_searcher._config, kb_dirs=(*small_searcher._config.kb_dirs, settings.office_kb_dir)
    )
    made = Searcher(config)
    app.extensions["search"] = made
    return made
