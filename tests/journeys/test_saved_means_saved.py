"""The line says 保存しました only when nothing is on its way: whatever is chosen while another choice is being sent."""

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
