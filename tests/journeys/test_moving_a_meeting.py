"""開催判断: another day, time and place, back again; 見送り with a word why, and held after all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_household, make_conference, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
FAMILY, ELSEWHERE = "早苗", "3階第2会議室"


def test_a_meeting_is_moved_and_called_off(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    make_conference(page, "月例", "R9.2.9")
    page.get_by_role("link", name="入れずに名簿へ").click()
    roster = page.url
    a_household(page, roster, FAMILY)
    _move(page, watch, pictures)
    _another_puts_it_back(sign_in(open_page(), server, "centercho"), roster)
    for login, status in (("jifuku", 403), ("sanka", 403)):
        turned_away(sign_in(open_page(), server, login), watch, roster + "/when", status, FAMILY, "R9.2.9")
    _call_off(page, server, roster, watch, pictures)
    _hold_after_all(page, roster)


def _move(page: Page, watch: Watch, pictures: Path) -> None:
    """By keyboard; a day and a time that cannot be read leave the rest as it was typed."""
    page.locator("summary", has_text="ほか").click()
    page.get_by_role("link", name="日・時刻・場所を直す、見送る").click()
    watch.axe(page, "another day")
    page.get_by_label("日", exact=True).focus()
    for typed in ("2月31日", "昼から", "16:00", ELSEWHERE):
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("直すところが2か所あります。書いたものは残っています。")
    expect(page.get_by_text("「2月31日」を日付として読めません。")).to_be_visible()
    expect(page.get_by_text("時刻は「13:30」のように書いてください。")).to_be_visible()
    expect(page.get_by_label("場所")).to_have_value(ELSEWHERE)
    watch.axe(page, "a day to put right")
    page.screenshot(path=pictures / "moving.png")
    page.get_by_label("日", exact=True).fill("R9.2.16")
    page.get_by_label("始まり").fill("14時")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text(
        f"14:00 {ELSEWHERE}に変えました。案内を渡した人には知らせてください。"
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("2月16日")


def _another_puts_it_back(page: Page, roster: str) -> None:
    """Who finds it moved can move it again; the undo of that leads back to where it stood."""
    page.goto(roster + "/when")
    expect(page.get_by_label("場所")).to_have_value(ELSEWHERE)
    page.get_by_label("日", exact=True).fill("R9.2.17")
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2月17日")
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".notice")).to_contain_text("に戻しました。")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2月16日")


def _call_off(page: Page, server: LiveServer, roster: str, watch: Watch, pictures: Path) -> None:
    page.goto(roster + "/when")
    page.locator("summary", has_text="見送り").click()
    page.get_by_label("わけ").fill("大雪のため")
    watch.axe(page, "calling off")
    page.get_by_role("button", name="見送りにする").click()
    expect(page.locator(".notice")).to_contain_text(
        "見送りにしました。名簿の1件は、次の会議を作るときに選べます。"
    )
    expect(page.locator(".banner")).to_contain_text("この回は見送りにしました。")
    watch.axe(page, "a roster that was called off")
    page.goto(server.address("/calendar?year=2026"))
    expect(page.locator(".month-list li", has_text="大雪のため")).to_contain_text("見送り")
    page.screenshot(path=pictures / "called-off.png")


def _hold_after_all(page: Page, roster: str) -> None:
    """It takes place, with the household that waited."""
    page.goto(roster)
    page.get_by_role("button", name="やはり開く").first.click()
    expect(page.locator(".notice")).to_contain_text("開くことにしました。準備中に戻しています。")
    expect(page.locator(".bar-phase")).to_have_text("準備中")
    expect(page.locator("tbody.row-body").filter(has_text=re.compile(FAMILY))).to_have_count(1)
