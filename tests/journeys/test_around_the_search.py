"""Around the search: a newcomer is helped on, a case that helped is told on, an own word finds the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
OWN_WORD = "ドレミ号"


def test_a_newcomer_types_a_little_and_narrows(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "shinnin")
    box = page.get_by_role("combobox", name="知恵袋をさがす")
    box.press_sequentially("サポ")
    expect(page.get_by_role("option", name="サポートプラン", exact=True)).to_be_visible()
    watch.axe(page, "suggestions in the frame")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("サポ")
    box.press_sequentially("ー")
    expect(page.get_by_role("option", name="サポートプラン", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("知恵袋をさがす")

    choice = page.get_by_role("button", name="事例").first
    count = choice.locator(".digits").inner_text()
    watch.axe(page, "filters")
    page.screenshot(path=pictures / "search-filters.png")
    choice.click()
    expect(page.locator("#found")).to_contain_text(f"{count}件あります")
    page.get_by_role("button", name="事例を外す").click()
    expect(page.get_by_role("button", name="事例を外す")).to_have_count(0)
    assert "サポ" not in page.url


def test_nothing_is_asked_while_a_sentence_is_composed(
    server: LiveServer, open_page: Callable[[], Page]
) -> None:
    page = sign_in(open_page(), server, "shinnin")
    page.goto(server.address("/search"))
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if sent.url.endswith("/suggest") else None)
    keyboard = page.context.new_cdp_session(page)
    page.get_by_label("さがす文").focus()
    keyboard.send("Input.imeSetComposition", {"text": "ようたい", "selectionStart": 4, "selectionEnd": 4})
    keyboard.send("Input.insertText", {"text": "要対"})
    expect(page.get_by_role("option").first).to_be_visible()
    assert len(asked) == 1, "one question, for what was confirmed"


def test_a_case_that_helped_is_told_to_the_colleague(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch
) -> None:
    hers = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(hers, "11/10")
    panel = open_row(hers, 2)
    title = panel.locator(".case h3").first.inner_text()
    panel.locator(".case").first.get_by_role("button", name="参考になった").click()
    expect(panel.locator(".side-told")).to_contain_text("次に開く人にも見えます")
    watch.axe(hers, "a case that helped")

    his = sign_in(open_page(), server, "jifuku")
    his.goto(hers.url.partition("#")[0])  # with its #row the row would open by itself, and Enter close it
    case = open_row(his, 2).locator(".case").first
    expect(case.locator("h3")).to_have_text(title)
    expect(case.locator(".case-said")).to_have_text("11月の会議で参考になった（佐藤）")


def test_an_own_word_finds_the_page(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    for login in ("jifuku", "hokenshi", "shinnin"):
        _ask(sign_in(open_page(), server, login), server)
    page = sign_in(open_page(), server, "kenshu")
    page.goto(server.address("/search"))
    page.get_by_role("link", name="見つからなかった言葉").click()
    line = page.locator("tr", has_text=OWN_WORD)
    expect(line).to_contain_text("3人")
    watch.axe(page, "words not found")
    line.get_by_role("link", name="同じ意味の言葉を足す").click()
    page.get_by_label("同じ意味の言葉（1行に一つ）").fill(f"{OWN_WORD}\nサポートプラン")
    page.get_by_role("button", name="変わり方を見る").click()
    expect(page.get_by_role("status").filter(has_text="まだ保存していません")).to_be_visible()
    watch.axe(page, "what would change")
    page.screenshot(path=pictures / "wordbook-preview.png")
    page.get_by_role("button", name="保存する").click()
    expect(page.locator(".notice")).to_contain_text("検索にもう入っています")
    watch.axe(page, "the office's words")
    _ask(page, server)
    expect(page.locator(".hit").first).to_be_visible()


def _ask(page: Page, server: LiveServer) -> None:
    page.goto(server.address("/search"))
    page.get_by_label("さがす文").fill(OWN_WORD)
    page.get_by_role("search").get_by_role("button", name="さがす").click()
    expect(page.locator("#found")).to_be_visible()
