"""助言 between two meetings: written after 確定, new at the worker's home, read, and there in the next meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import begin, make_conference, open_row, row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
FAMILY = "雪ノ下"
WORDS = "母の話を先に聞いてから、学校へ一緒に行く。"
HELD = date.today() - timedelta(days=9)


def test_advice_reaches_the_worker_and_the_next_meeting(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    _a_confirmed_record(page)
    household = _write(page, watch, pictures)
    worker = sign_in(open_page(), server, "jifuku")
    _read(worker, watch, pictures)
    _not_for_others(open_page, server, household)
    page.goto(household)
    expect(page.locator(".advice-line", has_text=WORDS)).to_contain_text("読みました：三宅")
    _in_the_next_meeting(page, watch, pictures)


def _a_confirmed_record(page: Page) -> None:
    """三宅's household, said to be 60 by its mother, decided; the record takes no more."""
    make_conference(page, "随時", f"{HELD.month}/{HELD.day}")
    page.get_by_role("link", name="入れずに名簿へ").click()
    page.goto(page.url.split("#")[0].split("?")[0] + "/households/new")
    page.get_by_label("世帯の名前").fill(FAMILY)
    page.get_by_label("名前", exact=True).first.fill(f"{FAMILY} ふみ")
    page.get_by_label("担当", exact=True).fill("三宅")
    page.get_by_role("button", name="名簿に加える").click()
    expect(row(page, 1)).to_contain_text(FAMILY)
    begin(page)
    panel = open_row(page, 1)
    panel.locator("[data-field=kind][value='継続']").check()
    panel.locator(".brief summary").click()
    panel.get_by_label("本人・家族の点数").fill("百点")
    panel.get_by_label("保護者", exact=True).check()
    expect(panel.get_by_text("本人・家族の点数は、0から100までの数で")).to_be_visible()
    panel.get_by_label("本人・家族の点数").fill("60")
    panel.get_by_label("方針", exact=True).fill("週1回、三宅が訪ねる。")
    saved(page)
    panel.get_by_role("button", name="この行を決定して").click()
    expect(row(page, 1).locator(".tag.decided")).to_be_visible()
    page.get_by_role("link", name="閉会する").click()
    page.get_by_role("button", name="閉会する").click()
    page.get_by_role("button", name="記録を確定する").click()
    expect(page.locator(".bar-phase")).to_have_text("確定")


def _write(page: Page, watch: Watch, pictures: Path) -> str:
    """Empty and too long come back with their words; kept, it is taken back and put back.  Gives the address."""
    open_row(page, 1).get_by_role("link", name="この世帯のこれまで").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FAMILY)
    household = page.url
    expect(page.locator(".trend-table")).to_contain_text("60 保護者")
    page.locator("summary", has_text="助言を書く").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="助言を残す").click()
    expect(page.get_by_text("助言が書かれていません。")).to_be_visible()
    page.get_by_label("助言", exact=True).fill("長" * 501)
    page.get_by_role("button", name="助言を残す").click()
    expect(page.get_by_text("助言は500字までです。いま501字あります。")).to_be_visible()
    expect(page.get_by_label("助言", exact=True)).to_have_value("長" * 501)
    watch.axe(page, "advice that is too long")
    page.get_by_label("助言", exact=True).fill(WORDS)
    page.get_by_role("button", name="助言を残す").click()
    expect(page.locator(".notice")).to_contain_text("三宅さんのホームに出ます。")
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".advice-line")).to_have_count(0)
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".advice-line", has_text=WORDS)).to_contain_text("担当はまだ読んでいません。")
    watch.axe(page, "advice in a household's history")
    page.screenshot(path=pictures / "advice-household.png", full_page=True)
    return household


def _read(worker: Page, watch: Watch, pictures: Path) -> None:
    """At her home until she says so; by keyboard, and back once."""
    new = worker.get_by_role("region", name="新しい助言")
    expect(new).to_contain_text(WORDS)
    watch.axe(worker, "new advice at home")
    worker.screenshot(path=pictures / "advice-home.png")
    for _ in range(2):
        new.get_by_role("button", name="読みました").focus()
        worker.keyboard.press("Enter")
        expect(worker.locator(".notice")).to_contain_text("助言を読みました。")
        expect(new).to_have_count(0)
        if _ == 0:
            worker.get_by_role("button", name="元に戻す").click()
            expect(new).to_contain_text(WORDS)


def _not_for_others(open_page: Callable[[], Page], server: LiveServer, household: str) -> None:
    """A colleague has other families at home; somebody from outside is turned away without a word of it."""
    colleague = sign_in(open_page(), server, "hokenshi")
    expect(colleague.get_by_text("新しい助言")).to_have_count(0)
    colleague.goto(household)
    expect(colleague.get_by_text(WORDS)).to_be_visible()
    expect(colleague.get_by_role("button", name="取り消す")).to_have_count(0)
    answer = sign_in(open_page(), server, "sanka").request.get(household)
    assert answer.status == 403
    assert not [words for words in (WORDS, FAMILY) if words in answer.text()]


def _in_the_next_meeting(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("button", name="この世帯だけで随時会議を開く").click()
    expect(page.locator(".bar-phase")).to_be_visible()
    advice = open_row(page, 1).locator(".row-advice")
    expect(advice).to_contain_text(WORDS)
    expect(advice.get_by_label("助言", exact=True)).to_be_visible()
    watch.axe(page, "advice beside the row")
    advice.scroll_into_view_if_needed()
    page.screenshot(path=pictures / "advice-row.png")
