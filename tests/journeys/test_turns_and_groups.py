"""職員ミーティングの当番表, and the board of what groups can do and need: by keyboard, by two, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_meeting_of_kind, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
TODAY = f"{date.today().month}/{date.today().day}"
SEATS = ("こども家庭センター", "母子保健係", "児童福祉係")
NEED, OFFER, CONTACT = "夏休みに台所を借りたい", "土曜に台所を開けられる", "田辺さん"


def test_whose_turn_it_is(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    a_meeting_of_kind(page, "職場の学びと準備", "職員ミーティング（持ち回り事例検討）", TODAY)
    page.get_by_role("link", name="当番表を作る").click()
    names = page.locator(".turns tbody input[name^=who-]")
    page.get_by_role("button", name="順に入れる").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("6回ぶんの当番を順に入れました。")
    for number, seat in enumerate(SEATS * 2):
        expect(names.nth(number)).to_have_value(seat)
    names.first.fill("三宅 直子")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("1回ぶんの当番を書きました。")
    for number in (1, 2):
        page.locator(".turns input[name=both]").nth(number).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="印の二つを入れ替える").click()
    expect(page.locator(".notice")).to_contain_text("母子保健係と児童福祉係の当番を入れ替えました。")
    expect(names.nth(1)).to_have_value("児童福祉係")
    watch.axe(page, "a list of turns")
    page.screenshot(path=pictures / "turns.png")
    _is_a4(page, pictures / "turns.pdf")
    colleague = sign_in(open_page(), server, "jifuku")
    colleague.locator("p", has_text="職員ミーティングの当番です").get_by_role("link").first.click()
    expect(colleague.locator(".turn-line")).to_contain_text("当番　三宅 直子")
    turned_away(sign_in(open_page(), server, "sanka"), watch, page.url, 403, *SEATS[1:])


def test_what_groups_can_do_for_each_other(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "hokenshi")
    page.goto(server.address("/visits"))
    page.get_by_role("link", name="団体のできることと困りごと").click()
    _paste(page, watch)
    page.get_by_role("button", name=re.compile("^合わせる")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("声をかける人は乾さんです。")
    expect(page.locator("#needs")).to_contain_text("1")
    who = page.get_by_label("こども食堂の会 声をかける人")
    who.fill("三宅")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("1組を保存しました。")
    watch.axe(page, "a need joined with an offer")
    page.screenshot(path=pictures / "groups.png")
    page.emulate_media(media="print")
    expect(page.locator(".group-line", has_text=OFFER)).to_be_visible()
    assert [each for each in page.get_by_text(CONTACT).all() if each.is_visible()] == []
    page.emulate_media(media="screen")
    _is_a4(page, pictures / "groups.pdf")
    page.get_by_label("こども食堂の会 済").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="組合せを保存する").click()
    expect(page.locator("summary", has_text="済んだ組合せ")).to_be_visible()
    turned_away(sign_in(open_page(), server, "sanka"), watch, page.url, 403, NEED, OFFER)


def _paste(page: Page, watch: Watch) -> None:
    """Nothing written is told; two lines become needs, two columns of a sheet become offers."""
    field = page.get_by_label(re.compile("^1行に一つ"))
    page.get_by_role("button", name="できることに足す").click()
    expect(page.get_by_role("alert")).to_contain_text("何も書かれていません。")
    watch.axe(page, "a board without lines")
    field.fill(f"こども食堂の会：{NEED}（連絡 {CONTACT}）\n北サロン：机が足りない")
    page.get_by_role("button", name="助けてほしいことに足す").click()
    expect(page.locator(".notice")).to_contain_text("「助けてほしいこと」に2行を足しました。")
    field.focus()
    page.keyboard.insert_text(f"公民館\t{OFFER}\n\t会議室を夜も使えるようにできる")
    page.get_by_role("button", name="できることに足す").click()
    expect(page.locator(".notice")).to_contain_text("「できること」に2行を足しました。")
    expect(page.locator(".fits li")).to_contain_text("同じ言葉：台所")


def _is_a4(page: Page, path: Path) -> None:
    paper = page.pdf(prefer_css_page_size=True, path=path)
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}
