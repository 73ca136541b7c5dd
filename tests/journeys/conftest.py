"""A browser, a server, and one page per person: journeys run only where a Chromium is found."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.server import LiveServer, running
from tests.journeys.watch import Watch, watched

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
REQUIRED = bool(os.environ.get("CHROMIUM_REQUIRED"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
OFFICE_SCREEN = {"width": 1366, "height": 768}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        if REQUIRED:
            pytest.fail("no Chromium here: CI prepares one, so its absence is a fault of the preparation")
        pytest.skip("Chromium がないため、画面の試験を省きました。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[LiveServer]:
    with running(tmp_path_factory.mktemp("office")) as live:
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
