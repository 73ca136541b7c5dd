"""訂正の提案 to its end: a reader's word, the author's new text, another's approval, the next version for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import casebook
from tests.journeys.server import LiveServer
from tests.journeys.steps import a_household, make_conference, saved, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
WORDS = "担任が箱を置いた日も書く。"
NEW = "箱を置いた朝、子は蓋の裏に小さな魚を描いた。"


def test_a_reader_is_heard(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    owner = sign_in(open_page(), server, "tokatsu")
    author = sign_in(open_page(), server, "jifuku")
    page_id = _a_published_case(owner, author, server, watch, pictures)
    reader = sign_in(open_page(), server, "hokenshi")
    _propose(reader, server, page_id, watch)
    turned_away(sign_in(open_page(), server, "sanka"), watch, reader.url, 404, WORDS)
    _take(author, reader.url, watch)
    _amend(author, server, page_id, watch, pictures)
    casebook.approve(owner, server, watch, pictures)
    _next_version(owner, server, page_id, watch, pictures)
    casebook.find(reader, server, NEW)
    _reader_is_told(reader, server, watch)
    _on_the_site(reader, server, page_id)


def _a_published_case(owner: Page, author: Page, server: LiveServer, watch: Watch, pictures: Path) -> str:
    make_conference(owner, "随時", "11/12")
    owner.get_by_role("link", name="入れずに名簿へ").click()
    a_household(owner, owner.url, "早苗")
    casebook.write_a_case(author, server, watch, pictures)
    expect(author.get_by_role("heading", name="公開する文")).to_be_visible()
    casebook.answer_what_is_asked(author)
    casebook.sign_and_send(author)
    casebook.approve(owner, server, watch, pictures)
    return casebook.page_id(server)


def _propose(page: Page, server: LiveServer, page_id: str, watch: Watch) -> None:
    """Without the new sentence it does not go; what was copied is still there."""
    page.goto(server.address(f"/corrections/new?page=/kb/cases/{page_id}.html"))
    page.get_by_label(re.compile("^今の文")).fill("担任は図工の箱を教室の後ろに置いた。")
    page.get_by_role("button", name="提案する").click()
    expect(page.get_by_text("どう直すとよいかを書いてください。")).to_be_visible()
    expect(page.get_by_label(re.compile("^今の文"))).to_have_value("担任は図工の箱を教室の後ろに置いた。")
    watch.axe(page, "a correction to complete")
    page.get_by_label("こう直すとよい").fill(WORDS)
    page.get_by_role("button", name="提案する").click()
    expect(page.get_by_text("提案を届けました。", exact=False)).to_be_visible()


def _take(author: Page, address: str, watch: Watch) -> None:
    """It waits at home of who owns the page; taken, the page stays as it is until its next version."""
    author.get_by_role("link", name="ホーム", exact=True).click()
    author.get_by_role("link", name=re.compile("に返事をする")).click()
    expect(author).to_have_url(address)
    watch.axe(author, "a correction to answer")
    author.get_by_label("提案した人への返事").fill("ありがとうございます。書き足します。")
    author.get_by_role("button", name="取り入れる（書いた人に戻す）").click()
    expect(author.get_by_text("取り入れることにしました。", exact=False)).to_be_visible()


def _amend(author: Page, server: LiveServer, page_id: str, watch: Watch, pictures: Path) -> None:
    """On the author's table with the reader's words; not signed anew, it does not go."""
    author.goto(server.address("/case-drafts"))
    row = author.locator("tr", has_text="差し戻し")
    expect(row).to_contain_text(WORDS)
    assert (server.folder / "kb" / "cases" / f"{page_id}.md").is_file()
    row.get_by_role("link").first.click()
    expect(author.locator(".banner")).to_contain_text(WORDS)
    author.get_by_role("link", name=re.compile("だれが、何を")).click()
    author.wait_for_load_state("load")
    answer = author.get_by_label(re.compile("^答え"))
    expect(answer).to_have_value(re.compile("図工の箱"))
    answer.press("ControlOrMeta+End")
    author.keyboard.insert_text(f"\n{NEW}")
    saved(author)
    watch.axe(author, "a case that came back")
    author.get_by_role("link", name="分からなくする段階へ").first.click()
    expect(author.get_by_role("heading", name="公開する文")).to_be_visible()
    casebook.answer_what_is_asked(author)
    author.get_by_role("button", name="保存して、承認を頼む").click()
    expect(author.locator(".notice.stop")).to_be_visible()
    author.screenshot(path=pictures / "case-not-signed.png")
    casebook.sign_and_send(author)


def _next_version(owner: Page, server: LiveServer, page_id: str, watch: Watch, pictures: Path) -> None:
    """Who and why, newest first; the words are there."""
    owner.goto(server.address(f"/pages/{page_id}"))
    newest = owner.locator("main table tbody tr").first
    for words in ("2", "佐藤 恵", "読んだ人の提案を取り入れた"):
        expect(newest).to_contain_text(words)
    expect(owner.locator(".page-text")).to_contain_text(NEW)
    watch.axe(owner, "a page with two versions")
    owner.screenshot(path=pictures / "case-second-version.png")


def _reader_is_told(reader: Page, server: LiveServer, watch: Watch) -> None:
    """At home, until it is read."""
    reader.goto(server.address("/"))
    reader.get_by_role("link", name=re.compile("の返事：取り入れる")).click()
    expect(reader.get_by_text("ありがとうございます。書き足します。", exact=False)).to_be_visible()
    watch.axe(reader, "an answer to a correction")
    reader.get_by_role("button", name="読みました").click()
    expect(reader.get_by_role("link", name=re.compile("の返事："))).to_have_count(0)


def _on_the_site(reader: Page, server: LiveServer, page_id: str) -> None:
    """With the next build."""
    for _ in range(120):
        answer = reader.request.get(server.address(f"/kb/cases/{page_id}.html"))
        if answer.status == 200 and NEW in answer.text():
            return
        reader.wait_for_timeout(1_000)
    raise AssertionError("the site does not follow")
