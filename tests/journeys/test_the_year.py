"""年間の予定: the year at a glance, the next meeting in one click, its undo, and a file without families."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import make_conference, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser


def test_the_year_and_the_next_meeting(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    make_conference(page, "月例", "11/19")
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("link", name="年間の予定").click()
    watch.axe(page, "the year")
    page.screenshot(path=pictures / "calendar.png")
    there = page.locator("td.meets").count()
    page.locator(".coming li", has_text=re.compile("合同ケース会議.*月例")).get_by_role("button").click()
    expect(page.locator(".notice")).to_contain_text("を作りました。")
    expect(page.locator("td.meets")).to_have_count(there + 1)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".notice")).to_contain_text("取り消しました。")
    expect(page.locator("td.meets")).to_have_count(there)
    with page.expect_download() as taken:
        page.get_by_role("link", name="予定表に取り込む（ics）").click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert text.startswith("BEGIN:VCALENDAR")
    assert "SUMMARY:合同ケース会議" in text
