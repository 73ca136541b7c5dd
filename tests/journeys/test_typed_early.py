"""A quick hand and a slow PC: what is typed before the page's script runs is kept; what the browser remembers is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, row, saved, sign_in

pytestmark = pytest.mark.browser


def test_typed_before_the_script_runs(server: LiveServer, open_page: Callable[[], Page]) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(page, "11/19")
    board = server.address(
        open_row(page, 1).get_by_role("link", name="ホワイトボード").get_attribute("href") or ""
    )
    late: list[Route] = []
    page.route("**/roster/whiteboard.js", lambda route: late.append(route))
    with page.expect_request("**/roster/whiteboard.js"):
        page.goto(board, wait_until="commit")
    page.locator("[data-field=board_issues]").fill("朝の送りが続かない")
    late[0].continue_()
    saved(page)

    _somebody_else_writes(sign_in(open_page(), server, "tokatsu"), board)
    page.get_by_role("link", name="名簿へ").click()
    expect(page.locator(".bar-phase")).to_have_text("開催中")
    page.unroute("**/roster/whiteboard.js")
    page.go_back()
    page.wait_for_load_state("load")
    expect(page.locator("[data-field=board_issues]")).to_have_value("夜の勤めで朝に起きられない")
    expect(page.locator("#save-line")).to_be_empty()


def _somebody_else_writes(page: Page, board: str) -> None:
    page.goto(board)
    page.wait_for_load_state("load")
    page.locator("[data-field=board_issues]").fill("夜の勤めで朝に起きられない")
    saved(page)


def test_who_goes_on_while_a_row_opens_is_not_called_back(
    server: LiveServer, open_page: Callable[[], Page]
) -> None:
    """The row of the address opens by itself: its focus is not taken from where the hand is by then."""
    page = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(page, "11/19")
    first, second = (row(page, number) for number in (1, 2))
    late: list[Route] = []
    page.route("**/rows/*/panel", lambda route: late.append(route))
    with page.expect_request("**/rows/*/panel"):
        page.goto(f"{page.url.partition('#')[0]}#{first.get_attribute('id')}")
        page.reload()
    second.locator(".opener").focus()
    late[-1].continue_()
    expect(first.locator("[data-panel]")).to_be_visible()
    expect(second.locator(".opener")).to_be_focused()
    page.unroute("**/rows/*/panel")
    page.keyboard.press("Enter")
    expect(second.locator("[data-panel]")).to_be_visible()
