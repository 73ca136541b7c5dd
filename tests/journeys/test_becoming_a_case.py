"""事例になる: one writes, another approves, everybody finds it, and the next conference shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casebook
from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser


def test_a_household_becomes_a_case(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    facilitator = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(facilitator, "11/12")

    author = sign_in(open_page(), server, "jifuku")
    casebook.write_a_case(author, server, watch, pictures)
    casebook.check(author, watch, pictures)

    casebook.approve(facilitator, server, watch, pictures)
    casebook.find(author, server)
    _similar_in_the_next_conference(facilitator, server)

    page_id = casebook.page_id(server)
    reader = sign_in(open_page(), server, "hokenshi")
    _a_proposal_is_refused(reader, facilitator, server, page_id, watch)
    _withdrawn_everywhere(facilitator, server, page_id, watch, pictures)


def _similar_in_the_next_conference(page: Page, server: LiveServer) -> None:
    """Another family with the like trouble: the case stands beside its row, with the reason."""
    page.goto(server.address("/households"))
    page.locator("main table a").nth(3).click()
    page.get_by_role("button", name="この世帯だけで随時会議を開く").click()
    panel = open_row(page, 1)
    panel.get_by_label("現在の状況", exact=True).fill(casebook.ABOUT)
    saved(page)
    page.reload()
    panel = open_row(page, 1)
    expect(panel.locator(".case", has_text=casebook.TITLE)).to_be_visible()
    expect(panel.locator(".case", has_text=casebook.TITLE).locator(".why")).to_contain_text("理由")


def _a_proposal_is_refused(reader: Page, owner: Page, server: LiveServer, page_id: str, watch: Watch) -> None:
    """With words, which the reader finds at home and puts away."""
    reader.goto(server.address(f"/corrections/new?page=/kb/cases/{page_id}.html"))
    reader.get_by_label("こう直すとよい").fill("味噌汁をやめて、麦茶にする。")
    reader.get_by_role("button", name="提案する").click()
    expect(reader.get_by_text("提案を届けました。", exact=False)).to_be_visible()
    watch.axe(reader, "a proposal")
    owner.goto(reader.url)
    owner.get_by_label("提案した人への返事").fill("その朝の話なので、このままにします。")
    owner.get_by_role("button", name="返事だけする").click()
    expect(owner.get_by_text("返事を届けました。")).to_be_visible()
    reader.goto(server.address("/"))
    reader.get_by_role("link", name=re.compile("の返事：返事をした")).click()
    expect(reader.get_by_text("その朝の話なので、このままにします。", exact=False)).to_be_visible()
    reader.get_by_role("button", name="読みました").click()
    expect(reader.get_by_role("link", name=re.compile("の返事："))).to_have_count(0)


def _withdrawn_everywhere(page: Page, server: LiveServer, page_id: str, watch: Watch, pictures: Path) -> None:
    """Versions, file, search, the page and the list of the site."""
    page.goto(server.address(f"/pages/{page_id}"))
    expect(page.get_by_role("cell", name="はじめての公開")).to_be_visible()
    watch.axe(page, "a page with its versions")
    page.locator("summary", has_text="取り下げる").click()
    page.get_by_label(re.compile("^理由")).fill("家族の申し出")
    page.get_by_role("button", name="取り下げる").click()
    expect(page.get_by_text("取り下げたので、版は残っていません。")).to_be_visible()
    page.screenshot(path=pictures / "case-withdrawn.png")
    assert not (server.folder / "kb" / "cases" / f"{page_id}.md").exists()
    page.goto(server.address(f"/kb/cases/{page_id}.html"))
    expect(page.get_by_role("heading", level=1)).to_have_text("取り下げました")
    page.goto(server.address("/search"))
    page.get_by_label("さがす文").fill(casebook.TITLE)
    page.get_by_role("search").get_by_role("button", name="さがす").click()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator(".hit-title", has_text=casebook.TITLE)).to_have_count(0)
    _off_the_list(page, server)


def _off_the_list(page: Page, server: LiveServer) -> None:
    """With the next build of the site."""
    for _ in range(120):
        answer = page.request.get(server.address("/kb/cases/index.html"))
        if answer.status == 200 and casebook.TITLE not in answer.text():
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the withdrawn case is still on the list")
