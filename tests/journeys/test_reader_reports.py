"""A reader reports a leak: gone at once; who decides brings one page back and keeps another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
ADDRESS = "/kb/cases/c0001.html"


def test_a_reader_reports_a_leak(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    reader = sign_in(open_page(), server, "hokenshi")
    reader.goto(server.address(ADDRESS))
    title = reader.get_by_role("heading", level=1).inner_text()
    reader.get_by_role("button", name="漏れを報告").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("ページを隠しました")
    watch.axe(reader, "after a report")
    reader.get_by_label(re.compile("^どこが気になったか")).fill("園の名前が出ています")
    reader.get_by_role("button", name="伝える").click()
    expect(reader.get_by_text("統括支援員に伝えました。")).to_be_visible()

    _is_gone(reader, server, title)
    _decide(sign_in(open_page(), server, "tokatsu"), watch, pictures)
    _is_back(reader, server)


def _is_gone(page: Page, server: LiveServer, title: str) -> None:
    """From the site and from the search, whichever has been built again."""
    page.goto(server.address(ADDRESS))
    expect(page.get_by_role("heading", level=1)).to_have_text("確認中です")
    page.goto(server.address("/search"))
    page.get_by_label("さがす文").fill(title)
    page.get_by_role("button", name="さがす", exact=True).last.click()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator(".hit-title", has_text=title)).to_have_count(0)


def _decide(page: Page, watch: Watch, pictures: Path) -> None:
    watch.axe(page, "home with a report")
    page.screenshot(path=pictures / "report-home.png")
    page.get_by_role("link", name="確かめて答える").click()
    watch.axe(page, "pages to look at again")
    page.screenshot(path=pictures / "report-list.png")
    page.get_by_role("link", name="確かめて答える").first.click()
    watch.axe(page, "a reported page")
    page.screenshot(path=pictures / "report-page.png")
    page.get_by_label("戻す（漏れていない）").check()
    page.get_by_label("報告した人への返事").fill("架空の園です。")
    page.get_by_role("button", name="この答えにする").click()
    expect(page.get_by_text("ページを戻しました。", exact=False)).to_be_visible()


def _is_back(page: Page, server: LiveServer) -> None:
    """With the next build of the site."""
    for _ in range(90):
        answer = page.request.get(server.address(ADDRESS))
        if answer.status == 200:
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the page is not back")
