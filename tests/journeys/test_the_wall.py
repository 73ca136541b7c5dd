"""投影: the wall follows the roster, shows what is saved, and never a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, row, saved, sign_in
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
WALL = {"width": 1920, "height": 1080}


def test_the_wall_follows_the_room(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(page, "11/12")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="投影を始める").click()
    wall = watched(opened.value, watch)
    wall.set_viewport_size(WALL)
    expect(wall.locator(".wall-rest")).to_have_text("会議の席に戻っています")
    watch.axe(wall, "the wall at rest")

    panel = open_row(page, 2)
    expect(wall.locator(".wall-number")).to_contain_text("2")
    names = [
        row(page, 2).locator(".household").inner_text(),
        *row(page, 2).locator(".member b").all_inner_texts(),
    ]
    panel.locator("[data-field=policy]").fill(f"{'と'.join(names)}の家庭訪問を週1回にする。")
    expect(wall.locator(".wall-policy")).not_to_contain_text("家庭訪問")
    saved(page)
    expect(wall.locator(".wall-policy")).to_contain_text("の家庭訪問を週1回にする。")
    expect(wall.locator(".wall-policy")).to_contain_text("○○")
    everything = wall.content() + wall.title() + wall.url
    assert [name for name in names if name in everything] == []
    watch.axe(wall, "the wall")
    wall.screenshot(path=pictures / "projector.png")

    open_row(page, 3)
    expect(wall.locator(".wall-number")).to_contain_text("3")
    row(page, 3).locator(".opener").click()
    expect(wall.locator(".wall-rest")).to_be_visible()
