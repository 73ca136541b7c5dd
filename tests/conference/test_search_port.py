"""The one place that opens search."""

from __future__ import annotations

from flask import Flask

from conference import search_port
from conference.config import Settings
from conference.search_port import QuietSearcher
from search import Results


def test_search_looks_where_the_settings_say(settings: Settings) -> None:
    config = search_port.config_of(settings)
    assert config.index_dir == settings.index_dir.resolve()
    assert config.kb_dirs == (settings.kb_dir.resolve(), settings.office_kb_dir.resolve())


def test_without_an_index_the_office_is_not_ready(app: Flask) -> None:
    check = app.extensions["readiness"][-1]
    assert check() is False


def test_the_quiet_twin_answers_what_it_was_given() -> None:
    quiet = QuietSearcher(points=Results(total=2))
    assert (quiet.search("何か", kind="point").total, quiet.search("何か").total) == (2, 0)


def test_themes_to_choose_from(app: Flask) -> None:
    with app.app_context():
        assert "不登校" in [theme.label for theme in search_port.themes()]
