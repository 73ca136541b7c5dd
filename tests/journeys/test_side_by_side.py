"""The year side by side: numbers typed at one meeting, ready at the next, and the sheet for the heads of agencies."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_meeting_of_kind, saved, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
TODAY = f"{date.today().month}/{date.today().day}"
SHELF, KIND = "学校・地域との会議", "SSWとの連絡会"


def test_numbers_of_two_sides(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    meeting = a_meeting_of_kind(page, SHELF, KIND, TODAY)
    _type_by_keyboard(page)
    _paste(page, watch, pictures)
    _take_off_and_back(page)
    colleague = sign_in(open_page(), server, "jifuku")
    _write_over_each_other(page, colleague, meeting, watch)
    _look_back_on_the_year(page, watch, pictures)
    turned_away(sign_in(open_page(), server, "sanka"), watch, meeting + "/checklist", 403, "さつき野小学校")


def _type_by_keyboard(page: Page) -> None:
    """Only the keyboard: two numbers, and what lies between them."""
    page.wait_for_load_state("load")
    page.get_by_label("全体　センターの把握数").focus()
    page.keyboard.type("１７")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    saved(page)
    expect(page.locator("[data-difference=all]")).to_have_text("SSWが3多い")


def _paste(page: Page, watch: Watch, pictures: Path) -> None:
    """A whole table as Excel copies it: with its headings, its total and a cell of two lines."""
    page.locator("summary", has_text="Excelから貼り付ける").click()
    page.get_by_label("学校（1行に1つ）").fill(
        '学校\tセンター\tSSW\nさつき野小学校\t12\t9\n"緑ヶ丘\n中学校"\n合計\t12\t9'
    )
    page.get_by_role("button", name="表に足す").click()
    expect(page.locator(".notice")).to_contain_text("2行を足しました。2か所を埋めました。見出しと合計の行は")
    expect(page.get_by_label("さつき野小学校　SSWの把握数")).to_have_value("9")
    watch.axe(page, "lines of two sides")
    page.screenshot(path=pictures / "lines.png")


def _take_off_and_back(page: Page) -> None:
    page.get_by_role("button", name=re.compile("外す.*緑ヶ丘 中学校")).click()
    expect(page.get_by_label("緑ヶ丘 中学校　SSWの把握数")).to_have_count(0)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.get_by_label("緑ヶ丘 中学校　SSWの把握数")).to_have_count(1)


def _write_over_each_other(page: Page, colleague: Page, meeting: str, watch: Watch) -> None:
    """Both have the page open: who writes later sees both numbers."""
    for each in (page, colleague):
        each.goto(meeting + "/checklist")
        each.wait_for_load_state("load")
    page.get_by_label("緑ヶ丘 中学校　センターの把握数").fill("5")
    saved(page)
    colleague.get_by_label("緑ヶ丘 中学校　センターの把握数").fill("6")
    both = colleague.get_by_role("group", name="二つの文")
    expect(both).to_contain_text("佐藤さんが同じ欄を")
    watch.axe(colleague, "two numbers of one place")
    both.get_by_role("button", name="自分の文にする").click()
    saved(colleague)
    colleague.get_by_role("link", name="記録を見る・印刷する").click()
    expect(colleague.locator(".meeting-lines")).to_contain_text("センターが3多い")


def _look_back_on_the_year(page: Page, watch: Watch, pictures: Path) -> None:
    page.reload()
    page.get_by_role("link", name="一年を並べて見る").click()
    expect(page.locator("table.grid tbody").first).to_contain_text("SSWが3多い")
    watch.axe(page, "a year side by side")
    page.screenshot(path=pictures / "year-of-a-series.png")
    page.get_by_role("link", name="読みながらこの回のメモを書く").click()
    expect(page.get_by_role("heading", name="会議メモ")).to_be_visible()
    page.get_by_role("link", name="一年のまとめ").click()
    page.get_by_role("link", name="職場全体の実績").click()
    page.get_by_role("link", name="センターの外へ渡す形").click()
    expect(page.locator(".hint").first).to_contain_text(re.compile("5未満"))
    watch.axe(page, "the office's year")
    page.screenshot(path=pictures / "year-of-the-office.png")
