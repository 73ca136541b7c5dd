"""一覧: a worker ticks off what is done; the list prints on A4 landscape and goes home as xlsx."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, decide_by_keyboard, open_row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser


def test_what_was_decided_is_asked_for(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(page, "11/5")
    open_row(page, 1)
    decide_by_keyboard(page, 1, "訪問を続ける。", "三宅", "一覧の訪問", "11/6")

    hers = sign_in(open_page(), server, "jifuku")
    hers.get_by_role("link", name="一覧", exact=True).click()
    for name in ("更新月の声かけ", "動いていない決定", "会えていない世帯", "終結", "役割と期限"):
        hers.get_by_role("link", name=name, exact=True).click()
        expect(hers.get_by_role("heading", level=1)).to_contain_text(name)
        watch.axe(hers, name)
    line = hers.locator("tr", has_text="一覧の訪問").first
    expect(line).to_be_visible()
    hers.screenshot(path=pictures / "lists-roles.png")
    line.get_by_label("済", exact=True).check()
    saved(hers)

    page.get_by_role("link", name="一覧", exact=True).click()
    watch.axe(page, "evaluation days")
    expect(page.locator(".list-figures")).to_contain_text("一度もない")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "lists.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert {(842, 595)} == {(round(float(wide)), round(float(high))) for wide, high in sizes}
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excelで持ち帰る").click()
    taken.value.save_as(pictures / "list.xlsx")
    book = openpyxl.load_workbook(pictures / "list.xlsx")
    assert book.active is not None
    assert book.active.page_setup.orientation == "landscape"
