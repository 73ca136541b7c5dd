"""In the room: what was decided, 一括 with one dissent, rows by keyboard, the clock, the whiteboard, the wall."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import (
    MEIBO,
    choose_file,
    decide_by_keyboard,
    make_conference,
    open_row,
    row,
    saved,
    sign_in,
)
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
TOGETHER = (11, 12)
PHRASE = "訪問を週1回に増やし、3か月後に見直す。"


def test_in_the_room(server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    _a_roster(page)
    _ask_what_was_decided(page, watch, pictures)
    _together_with_one_dissent(page, watch, pictures)
    for number in (1, 2):
        decide_by_keyboard(page, number, f"方針{number}を続ける。", "三宅", f"電話 {number}", "12/10")
    _a_phrase_from_the_keyboard(page, watch, pictures)
    _the_board(page, watch, pictures)


def _a_roster(page: Page) -> None:
    """Two rows without change wait for 一括確認."""
    make_conference(page, "随時", "11/19")
    page.get_by_role("link", name="入れずに名簿へ").click()
    choose_file(page, MEIBO)
    page.get_by_role("button", name="差を見る").click()
    page.get_by_role("button", name=re.compile("世帯を取り込む")).click()
    for number in TOGETHER:
        open_row(page, number).get_by_role("button", name="一括確認に移す").click()
        expect(page.get_by_text(f"{number}番を「一括確認」に移しました。")).to_be_visible()


def _ask_what_was_decided(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("button", name="会議を始める").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("前回決めたこと")
    left = page.locator("#left b")
    before = int(left.inner_text())
    page.wait_for_load_state("load")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "1", "3"):
        page.keyboard.press(key)
    expect(left).to_have_text(str(before - 2))
    saved(page)
    page.reload()
    expect(left).to_have_text(str(before - 2))
    page.get_by_label("まだ聞いていないものだけ").check()
    expect(page.locator("[data-asked]:visible")).to_have_count(before - 2)
    watch.axe(page, "what was decided")
    page.screenshot(path=pictures / "opening.png")


def _together_with_one_dissent(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="一括確認へ", exact=True).click()
    expect(page.locator("[data-speak]")).to_have_count(2)
    watch.axe(page, "together")
    page.screenshot(path=pictures / "together.png")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("11番を一括から外しました。")).to_be_visible()
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_text("11番を一括確認に戻しました。")).to_be_visible()
    page.get_by_label("話したいと言った人").press("Enter")  # a name alone speaks for no row
    expect(page.locator("[data-speak]")).to_have_count(2)
    page.locator("[data-speak]").first.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("一括から外した行"))).to_be_visible()
    page.get_by_role("button", name="1件を一括確認する").click()
    expect(page.get_by_text("1件を一括確認しました。")).to_be_visible()
    expect(row(page, 12).locator(".tag.together")).to_be_visible()
    expect(row(page, 1).locator("[data-panel]")).to_be_visible()


def _a_phrase_from_the_keyboard(page: Page, watch: Watch, pictures: Path) -> None:
    panel = row(page, 3).locator("[data-panel]")
    expect(row(page, 3).locator(".line .timer")).to_contain_text("分/8分")
    panel.get_by_label("変更").check()
    policy = panel.locator("[data-field=policy]")
    policy.focus()
    page.keyboard.type("朝の電話をやめ、")
    page.keyboard.press("Control+.")
    expect(panel.get_by_role("option").first).to_be_visible()
    watch.axe(page, "phrases in a row")
    page.screenshot(path=pictures / "phrases.png")
    page.keyboard.press("Enter")
    expect(policy).to_be_focused()
    expect(policy).to_have_value(f"朝の電話をやめ、{PHRASE}")
    panel.locator("[data-field=review_on]").fill("R8.11.1")
    expect(panel.get_by_text("見直し予定日が今日より前です。")).to_be_visible()
    saved(page)


def _the_board(page: Page, watch: Watch, pictures: Path) -> None:
    names = [
        row(page, 3).locator(".household").inner_text(),
        *row(page, 3).locator(".member b").all_inner_texts(),
    ]
    row(page, 3).get_by_role("link", name="ホワイトボード").click()
    page.locator("[data-field=board_issues]").fill(f"{'と'.join(names)}の朝")
    page.locator("[data-field=board_policy]").fill("訪問を週1回に")
    saved(page)
    watch.axe(page, "whiteboard")
    page.get_by_role("button", name=re.compile("投影に出す")).click()
    expect(page.get_by_text("投影しています")).to_be_visible()

    wall = watched(page.context.new_page(), watch)
    wall.goto(page.url.partition("/rows/")[0] + _wall_of(page))
    expect(wall.locator(".wall-board")).to_contain_text("訪問を週1回に")
    everything = wall.content() + wall.title() + wall.url
    assert [name for name in names if name in everything] == []
    watch.axe(wall, "the board on the wall")
    wall.screenshot(path=pictures / "board-on-the-wall.png")

    page.get_by_role("link", name=re.compile("印刷する")).click()
    expect(page.locator(".board-sheet")).to_have_count(1)
    watch.axe(page, "boards on paper")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "whiteboard.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sizes] == [(595, 842)]


def _wall_of(page: Page) -> str:
    number = page.locator("#whiteboard").get_attribute("data-conference")
    return f"/conferences/{number}/projector"
