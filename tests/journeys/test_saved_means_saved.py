"""What the page says of what was typed is true: 保存しました only when nothing is on its way, and a cut paste is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, row, saved, sign_in

pytestmark = pytest.mark.browser

WRITE_DOWN = """() => {
  window.said = [];
  const line = document.getElementById("save-line");
  new MutationObserver(() => window.said.push(line.textContent))
    .observe(line, { childList: true, characterData: true, subtree: true });
}"""

PASTE = """(field, text) => {
  const carried = new DataTransfer();
  carried.setData("text", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true }));
}"""


def test_a_paste_that_is_cut_is_told(server: LiveServer, open_page: Callable[[], Page]) -> None:
    page = open_page()
    page.goto(server.address("/"))
    page.wait_for_load_state("load")
    name = page.get_by_label("利用者名")
    name.evaluate(PASTE, "あ" * (int(name.get_attribute("maxlength") or 0) + 12))
    expect(page.get_by_role("alert")).to_contain_text("貼った文の終わりの12字は入っていません。")
    name.evaluate(PASTE, "あ")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_saved_means_saved(server: LiveServer, open_page: Callable[[], Page]) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(page, "11/19")
    panel = open_row(page, 1)
    page.evaluate(WRITE_DOWN)
    held: list[Route] = []
    page.route("**/rows/*/save", lambda route: held.append(route))

    kinds = panel.locator("[data-field=kind]")
    with page.expect_request("**/rows/*/save"):
        kinds.first.check()
    panel.locator("[data-field=policy]").fill("訪問を続ける")
    panel.locator("[data-field=policy]").blur()  # joins the queue while the other is on its way
    expect(page.locator("#save-line")).to_have_text("保存しています")
    with page.expect_request("**/rows/*/save"):
        held[0].continue_()
    assert all("保存しました" not in told for told in page.evaluate("window.said"))
    held[1].continue_()
    saved(page)

    panel.locator("[data-field=policy]").press("End")
    page.keyboard.type("。")
    expect(page.locator("#save-line")).to_have_text("入力中")
    with page.expect_request("**/rows/*/save"):
        page.keyboard.press("Control+s")
    held[2].continue_()
    saved(page)
    page.unroute("**/rows/*/save")
    page.reload()
    expect(row(page, 1).locator("[data-field=policy]")).to_have_value("訪問を続ける。")
