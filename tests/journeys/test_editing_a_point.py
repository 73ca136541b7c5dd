"""A practice point in the office's own words: written, seen as the site shows it, approved, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import sign_in
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
ADDRESS = "/kb/points/p4-2.html"
NEW = "月のはじめに、二人で名簿を読み合わせます。"


def test_a_point_is_edited_and_taken_back(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    author = sign_in(open_page(), server, "hokenshi")
    _write(author, server, watch, pictures)
    _preview(author, server, watch, pictures)
    author.get_by_role("button", name="保存して、承認を頼む").click()
    expect(author.get_by_text("承認を頼みました。")).to_be_visible()

    approver = sign_in(open_page(), server, "tokatsu")
    _approve(approver, server, watch, pictures)
    _shows(approver, server, is_new=True)
    _take_back(approver, server)
    _shows(approver, server, is_new=False)


def _write(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    page.goto(server.address(ADDRESS))
    page.get_by_role("button", name="訂正を提案").click()
    watch.axe(page, "a proposal for a point")
    page.get_by_role("button", name="この実践ポイントを直す").click()
    field = page.get_by_label("すすめ方", exact=True)
    field.fill(f"{field.input_value()}\n6. {NEW}")
    page.get_by_label(re.compile("^なぜ直すか")).fill("この職場の順番に合わせるため")
    page.get_by_role("button", name="保存して見比べる").click()
    expect(page.locator("ins", has_text="名簿")).to_be_visible()
    watch.axe(page, "an edited point")
    page.screenshot(path=pictures / "point-edit.png")


def _preview(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    """In a window of its own; the site's command takes a while on a busy machine."""
    address = page.get_by_role("link", name=re.compile("^知恵袋での見え方")).get_attribute("href")
    assert address
    shown = watched(page.context.new_page(), watch)
    shown.goto(server.address(address), timeout=90_000)
    expect(shown.get_by_text("公開する前の見え方です。")).to_be_visible()
    expect(shown.get_by_text(NEW)).to_be_visible()
    watch.axe(shown, "a point before it is published")
    shown.screenshot(path=pictures / "point-preview.png")
    shown.close()


def _approve(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    page.goto(server.address("/point-edits"))
    watch.axe(page, "list of edited points")
    page.locator("tr", has_text="承認待ち").get_by_role("link").first.click()
    watch.axe(page, "an edited point to approve")
    page.screenshot(path=pictures / "point-approval.png", full_page=True)
    page.get_by_role("button", name="承認して公開する").click()
    expect(page.get_by_text("公開しました。", exact=False).first).to_be_visible()


def _take_back(page: Page, server: LiveServer) -> None:
    page.goto(server.address("/pages/p4-2"))
    page.locator("summary", has_text="取り下げる").click()
    page.get_by_role("button", name="取り下げる").click()
    expect(page.get_by_text("直した文を取り下げました。", exact=False)).to_be_visible()


def _shows(page: Page, server: LiveServer, *, is_new: bool) -> None:
    """With the next build of the site."""
    for _ in range(120):
        answer = page.request.get(server.address(ADDRESS))
        if answer.status == 200 and (NEW in answer.text()) is is_new:
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the site does not follow")
