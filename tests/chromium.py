"""The one Chromium of a test run: Playwright's synchronous face starts once in a process and no more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

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


def missing(what: str) -> None:
    """Skip at a desk; fail where CI has prepared everything."""
    if REQUIRED:
        pytest.fail(f"no {what} here: CI prepares it, so its absence is a fault of the preparation")
    pytest.skip(f"{what} がないため、画面の試験を省きました。")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for every module: whoever wants privacy opens a context."""
    if not CHROMIUM:
        missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
