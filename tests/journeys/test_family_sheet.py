"""家族に渡す紙: the family's own words and what was decided with them; nothing else of the record, no other family."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_household, begin, open_row, row, saved, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
FAMILY, OTHER = "早苗", "若葉"
WISH, POLICY, PLAIN = (
    "朝がつらい、と聞いてほしい。",
    "登校前の訪問を週1回実施する。",
    "朝、三宅が会いに行きます。",
)
KEPT_INSIDE = (
    "母に診断名あり。",
    "一時保護も視野に置く。",
    "山田先生：まず主治医に聞く。",
    "児童福祉の案：週2回の家庭訪問。",
)


def test_a_paper_for_the_family(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    roster = _a_meeting_with_the_family(page)
    _before(sign_in(open_page(), server, "jifuku"), roster)
    begin(page)
    _talk_and_decide(page)
    colleague = sign_in(open_page(), server, "jifuku")
    colleague.goto(roster)
    open_row(colleague, 1).get_by_role("link", name="家族に渡す紙").click()
    _make_plain(colleague, watch, pictures)
    _on_paper(colleague, pictures)
    _not_told(page, colleague, watch)
    turned_away(sign_in(open_page(), server, "sanka"), watch, colleague.url, 403, FAMILY, POLICY)


def _a_meeting_with_the_family(page: Page) -> str:
    """個別ケース検討会議 keeps a seat for them; another family stands on its roster too."""
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("link", name="会議の種類").click()
    page.get_by_role("link", name="個別ケース検討会議", exact=True).click()
    page.get_by_label("最初の日").fill("R9.2.9")
    page.get_by_role("button", name="この種類を足す").click()
    roster = page.url.removesuffix("/checklist")
    for family in (FAMILY, OTHER):
        a_household(page, roster, family)
    return roster


def _before(page: Page, roster: str) -> None:
    """What the office keeps to itself: 状況, 主訴, 助言, a draft of the policy."""
    page.goto(roster)
    panel = open_row(page, 1)
    panel.get_by_label("現在の状況", exact=True).fill(KEPT_INSIDE[0])
    panel.get_by_label("主訴", exact=True).fill(KEPT_INSIDE[1])
    panel.locator("summary", has_text="助言").click()
    panel.get_by_label("助言", exact=True).fill(KEPT_INSIDE[2])
    panel.locator(".brief summary").click()
    panel.get_by_label("児童福祉の方針案").fill(KEPT_INSIDE[3])
    saved(page)


def _talk_and_decide(page: Page) -> None:
    panel = open_row(page, 1)
    panel.get_by_label("本人・家族の意向").fill(WISH)
    panel.locator("[data-field=kind][value='継続']").check()
    panel.get_by_label("方針", exact=True).fill(POLICY)
    saved(page)
    panel.get_by_role("button", name=re.compile("この行を決定して")).click()
    expect(row(page, 1).locator(".tag.decided")).to_be_visible()


def _make_plain(page: Page, watch: Watch, pictures: Path) -> None:
    """By keyboard; for this paper alone."""
    page.wait_for_load_state("load")
    expect(page.get_by_label("話したこと")).to_have_value(WISH)
    decided = page.get_by_label("決まったこと")
    expect(decided).to_have_value(POLICY)
    watch.axe(page, "a paper for the family")
    page.screenshot(path=pictures / "family-sheet.png")
    decided.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(PLAIN)
    expect(page.locator("#paper-decided")).to_have_text(PLAIN)


def _on_paper(page: Page, pictures: Path) -> None:
    """One upright page: what is on it, and what is not."""
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "family-sheet.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sizes] == [(595, 842)]
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert [words for words in (FAMILY, WISH, PLAIN) if words not in printed] == []
    inside = (OTHER, POLICY, *KEPT_INSIDE, "児童福祉", "似た事例", "ログアウト")
    assert [words for words in inside if words in printed] == []
    assert [words for words in (OTHER, *KEPT_INSIDE) if words in page.content()] == []
    page.emulate_media(media="screen")


def _not_told(page: Page, colleague: Page, watch: Watch) -> None:
    """The record keeps its own words; when the meeting says 伝えない, the sheet warns before it is printed."""
    panel = open_row(page, 1)
    expect(panel.get_by_label("方針", exact=True)).to_have_value(POLICY)
    panel.get_by_label("家族には伝えない").check()
    saved(page)
    colleague.reload()
    expect(colleague.get_by_role("alert")).to_contain_text("「家族には伝えない」と決めています。")
    watch.axe(colleague, "a paper that is not to be given")
