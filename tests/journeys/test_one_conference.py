"""会議が1回まわる: from the office's spreadsheet to the next meeting, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import (
    MEIBO,
    begin,
    choose_file,
    decide_by_keyboard,
    make_conference,
    open_row,
    row,
    saved,
    sign_in,
)
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
OPEN_ROW = 12
HOUSEHOLDS = 12


def test_one_conference_from_the_spreadsheet_to_the_next(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    watch.axe(page, "home")
    make_conference(page, "週例", "11/27")
    watch.axe(page, "rows for a new roster")
    page.get_by_role("link", name="入れずに名簿へ").click()
    watch.axe(page, "empty roster")

    _import(page, watch, pictures)
    _reorder(page)
    address = page.url
    begin(page)
    _see_similar_cases(page, watch, pictures)
    _decide_all_but_one(page, watch, pictures)
    _close(page, watch, pictures)
    _correct_and_confirm(page, watch)
    _print_minutes(page, watch, pictures)
    _take_home(page, pictures)
    page.goto(address)
    _copy_for_the_case_record(page, watch)
    _search_from_any_page(page, watch, pictures)
    _next_conference(page, watch, pictures)
    _worker_sees_what_she_owes(sign_in(open_page(), server, "jifuku"), watch, pictures)


def _import(page: Page, watch: Watch, pictures: Path) -> None:
    choose_file(page, MEIBO)
    expect(page.get_by_text("どちらかを直してください").first).to_be_visible()
    watch.axe(page, "columns")
    page.screenshot(path=pictures / "import-columns.png")
    chooser = page.get_by_label(re.compile("見直し予定日 を何として読むか"))
    chooser.select_option("評価日")
    page.get_by_role("button", name="この列でもう一度読む").click()
    expect(page.get_by_label(re.compile("見直し予定日 を何として読むか"))).to_have_value("plan_review_on")
    page.get_by_label(re.compile("見直し予定日 を何として読むか")).select_option("見直し予定日")
    page.get_by_role("button", name="差を見る").click()
    expect(page.get_by_text(f"新しい{HOUSEHOLDS}・変わる0・同じ0")).to_be_visible()
    watch.axe(page, "differences")
    page.screenshot(path=pictures / "import-differences.png")
    page.get_by_role("button", name=f"{HOUSEHOLDS}世帯を取り込む").click()
    expect(page.locator("tbody.row-body")).to_have_count(HOUSEHOLDS)
    watch.axe(page, "roster being made")
    page.screenshot(path=pictures / "roster-preparing.png")


def _reorder(page: Page) -> None:
    first, second = row(page, 1).locator(".household"), row(page, 2).locator(".household")
    names = first.inner_text(), second.inner_text()
    row(page, 1).get_by_role("button", name=re.compile("下へ")).click()
    expect(first).to_have_text(names[1])
    expect(page.get_by_text("順番を変えました。")).to_be_visible()  # it has reached the server
    page.reload()
    expect(first).to_have_text(names[1])
    expect(second).to_have_text(names[0])


def _see_similar_cases(page: Page, watch: Watch, pictures: Path) -> None:
    panel = open_row(page, 1)
    expect(panel.locator(".case").first).to_be_visible()
    expect(panel.locator(".why").first).to_contain_text("理由")
    expect(panel.get_by_text("架空・考える材料").first).to_be_visible()
    assert panel.locator(".points a").count() >= 1
    watch.axe(page, "open row")
    page.screenshot(path=pictures / "roster-open-row.png")


def _decide_all_but_one(page: Page, watch: Watch, pictures: Path) -> None:
    for number in range(1, HOUSEHOLDS):
        who, what = ("三宅", f"朝の電話 {number}") if number % 2 else ("乾", f"訪問 {number}")
        decide_by_keyboard(page, number, f"方針{number}を続ける。", who, what, "12/10")
    saved(page)
    watch.axe(page, "roster with decisions")
    page.screenshot(path=pictures / "roster-decided.png")


def _close(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="閉会する").click()
    expect(page.get_by_text("まだ決めていない行")).to_be_visible()
    watch.axe(page, "closing")
    page.screenshot(path=pictures / "closing.png")
    page.get_by_role("button", name="閉会する").click()
    expect(page.locator(".bar-phase")).to_have_text("記録確認中")


def _correct_and_confirm(page: Page, watch: Watch) -> None:
    panel = open_row(page, 2)
    policy = panel.get_by_label("方針", exact=True)
    policy.fill("方針2を改める。")
    saved(page)
    expect(row(page, 2).locator(".c-result")).to_contain_text("方針2を改める。")
    watch.axe(page, "record being checked")
    page.get_by_role("button", name="記録を確定する").click()
    expect(page.locator(".bar-phase")).to_have_text("確定")
    watch.axe(page, "confirmed record")


def _print_minutes(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_text("ほか", exact=True).first.click()
    page.get_by_role("link", name=re.compile("記録を見る")).click()
    expect(page.get_by_text("方針2を改める。")).to_be_visible()
    watch.axe(page, "minutes")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "minutes.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert sizes
    assert {(842, 595)} == {(round(float(wide)), round(float(high))) for wide, high in sizes}


def _take_home(page: Page, folder: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Excelで持ち帰る").first.click()
    download.value.save_as(folder / "minutes.xlsx")
    sheet = openpyxl.load_workbook(folder / "minutes.xlsx").active
    assert sheet is not None
    assert sheet.page_setup.orientation == "landscape"
    assert "方針2を改める。" in "".join(str(cell.value) for line in sheet.iter_rows() for cell in line)


def _copy_for_the_case_record(page: Page, watch: Watch) -> None:
    names = page.locator(".household").all_inner_texts()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_row(page, 1).get_by_role("link", name="個票に写す").click()
    watch.axe(page, "excerpt")
    text = page.get_by_label("写す文").input_value()
    assert "方針1を続ける。" in text
    assert [name for name in names[1:] if name in text] == []
    page.get_by_role("button", name="コピーする").click()
    expect(page.get_by_text("コピーしました")).to_be_visible()
    assert text == page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")


def _search_from_any_page(page: Page, watch: Watch, pictures: Path) -> None:
    box = page.get_by_label("知恵袋をさがす")
    box.fill("サポートプランを家族に渡すとき、どんな声かけをするか")
    box.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    watch.axe(page, "search")
    page.screenshot(path=pictures / "search.png")
    title = page.locator(".hit-title a").first.inner_text()
    page.locator(".hit-title a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    watch.axe(page, "a page of 知恵袋")
    page.goto(page.url.split("/kb/")[0] + "/")


def _next_conference(page: Page, watch: Watch, pictures: Path) -> None:
    make_conference(page, "月例", "12/24")
    expect(page.locator("label[for=source-waiting]")).to_contain_text("1件")
    page.get_by_role("button", name="選んだ行を名簿に入れる").click()
    expect(page.locator("tbody.row-body")).to_have_count(HOUSEHOLDS)
    begin(page)
    panel = open_row(page, 2)
    before = panel.get_by_role("region", name=re.compile("前回決めたこと"))
    expect(before).to_contain_text(re.compile("方針.*を(続ける|改める)"))
    expect(before.get_by_label("済").first).to_be_visible()
    watch.axe(page, "next conference")
    page.screenshot(path=pictures / "next-conference.png")


def _worker_sees_what_she_owes(page: Page, watch: Watch, pictures: Path) -> None:
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    assert headings[0].startswith("会議までに書くこと")
    assert headings[1].startswith("私の期限")
    expect(page.get_by_text("朝の電話 1", exact=True).first).to_be_visible()
    watch.axe(page, "worker's home")
    page.screenshot(path=pictures / "worker-home.png")
