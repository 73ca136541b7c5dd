"""A server, and one page per person: journeys run only where a Chromium is found."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.server import LiveServer, running, take_over
from tests.journeys.watch import Watch, watched

expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
OFFICE_SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:
    """The folder of an office that has been started once: its index and site stand."""
    folder = tmp_path_factory.mktemp("first-start")
    with running(folder):
        return folder


@pytest.fixture(scope="module")
def server(first_start: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """An office of its own for each journey: none finds what another has written."""
    with running(take_over(first_start, tmp_path_factory.mktemp("office"))) as live:
        yield live


@pytest.fixture
def watch(server: LiveServer) -> Iterator[Watch]:
    """Collects what no page may do; a journey fails at its end when something is in it."""
    seen = Watch(server.url)
    yield seen
    seen.assert_quiet()


@pytest.fixture
def open_page(chromium: Browser, server: LiveServer, watch: Watch) -> Iterator[Callable[[], Page]]:
    """A fresh browser of its own (nobody is signed in) at the size of an office screen."""
    contexts = []

    def open_one() -> Page:
        context = chromium.new_context(viewport=OFFICE_SCREEN, locale="ja-JP", accept_downloads=True)
        contexts.append(context)
        return watched(context.new_page(), watch)

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where a journey leaves its screenshots for a person to look at; set JOURNEY_PICTURES to keep them."""
    folder = Path(os.environ.get("JOURNEY_PICTURES", "var/pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
