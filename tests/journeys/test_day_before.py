"""The day before: a school's word becomes a proposal, an answer comes back, a minute for each household sorts the roster."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import make_conference, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser


def test_the_day_before(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    make_conference(page, "随時", "11/24")
    page.get_by_role("link", name="入れずに名簿へ").click()
    roster = page.url
    hers = sign_in(open_page(), server, "jifuku")
    _propose(hers, watch, "水無月", "H29.6.3", "柊")
    _propose(hers, watch, "水無月", "H29.6.3", "楓")  # the twin, under a row of her own

    _answer(page, watch, pictures)
    _write_the_minute(hers, server, watch, pictures)
    _draw_the_family(hers, watch, pictures)
    _sort(page, roster, watch)
    _what_comes_when(page, roster, watch, pictures)
    _put_together(page, server, watch)


def _propose(page: Page, watch: Watch, family: str, born: str, child: str) -> None:
    """A school rang: who it is, why, and until when it waits for an answer."""
    page.get_by_role("link", name="ホーム", exact=True).click()
    page.get_by_role("link", name="会議に提案する").click()
    page.get_by_label("世帯の名前").fill(family)
    page.get_by_label("担当", exact=True).fill("三宅")
    page.get_by_label("名前", exact=True).fill(child)
    page.get_by_label("生年月日か妊娠週数").fill(born)
    page.get_by_label("新しい相談で").check()
    page.get_by_label("話したい理由").fill("学校から欠席が続くと電話があった。")
    page.get_by_text("学校などから受けた話のとき").click()
    page.get_by_label("だれから").fill("さつき野小 教頭")
    page.get_by_role("button", name="提案する", exact=True).click()
    expect(page.get_by_text("受付方法を選んでください")).to_be_visible()  # what was typed is still there
    watch.axe(page, "a proposal to be put right")
    page.get_by_label("電話", exact=True).check()
    page.get_by_label("学校への回答日").fill("12/1")
    page.get_by_role("button", name="提案する", exact=True).click()
    if page.get_by_text("どれでもない、新しい世帯").is_visible():
        page.get_by_label("どれでもない、新しい世帯").check()
        page.get_by_role("button", name="提案する", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("提案しました")


def _answer(page: Page, watch: Watch, pictures: Path) -> None:
    """One is taken; the other is refused without a word, then answered with one, and taken after all."""
    page.get_by_role("link", name="ホーム", exact=True).click()
    page.get_by_role("link", name=re.compile("提案 2")).click()
    watch.axe(page, "proposals")
    page.screenshot(path=pictures / "proposals.png")
    page.locator(".proposal", has_text="柊").get_by_role("button", name=re.compile("^採る")).click()
    expect(page.locator(".notice")).to_contain_text("名簿に入れました")
    other = page.locator(".proposal", has_text="楓")
    other.get_by_role("button", name=re.compile("^別の形で")).click()
    expect(page.get_by_text("理由をひとこと書いてください")).to_be_visible()
    other.get_by_label("ひとこと").fill("姉の行で話します")
    other.get_by_role("button", name=re.compile("^別の形で")).click()
    expect(page.locator(".notice")).to_contain_text("別の形で進める")
    page.get_by_role("button", name="元に戻す").click()
    page.locator(".proposal", has_text="楓").get_by_role("button", name=re.compile("^採る")).click()
    expect(page.get_by_text("答えを待つ提案はありません。")).to_be_visible()


def _write_the_minute(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    """Keyboard only: 変化, 会った日, then 概要 and a draft; what the school waits for is done."""
    page.goto(server.address("/"))
    expect(page.get_by_text("さつき野小 教頭へ回答する").first).to_be_visible()
    expect(page.locator(".mine")).to_contain_text("採る")
    card = page.locator(".to-write", has_text="水無月").first
    card.get_by_label("なし", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("11/20")
    saved(page)
    card.locator(".brief summary").focus()
    page.keyboard.press("Enter")
    for words in (
        "母と祖母と暮らす",
        "朝に腹痛",
        "夜勤がある",
        "妹の面倒をよくみる",
        "朝の支援",
        "記録票の3枚目",
    ):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.type("朝の訪問を組む")  # the draft of her own function; the other's is read only
    page.keyboard.press("Tab")
    page.keyboard.type("120")
    page.keyboard.press("Tab")
    expect(card.get_by_text("0から100までの数")).to_be_visible()
    card.get_by_role("textbox", name="安全の度合い").fill("55")
    page.keyboard.press("Tab")
    expect(page.locator("#save-line")).to_contain_text("保存しました")
    expect(card.get_by_text("0から100までの数")).to_have_count(0)
    watch.axe(page, "a worker's home, 概要 open")
    page.screenshot(path=pictures / "day-before.png", full_page=True)
    page.reload()
    page.get_by_text("書いた世帯").click()
    written = page.locator(".written-rows .to-write", has_text="水無月")
    expect(written.get_by_label("生活")).to_have_value("母と祖母と暮らす")
    expect(written.get_by_label("児童福祉の方針案")).to_have_value("朝の訪問を組む")
    expect(written.get_by_role("textbox", name="安全の度合い")).to_have_value("55")
    page.get_by_role("button", name=re.compile("^回答した")).first.click()
    expect(page.locator(".notice")).to_contain_text("済にしました")


def _draw_the_family(page: Page, watch: Watch, pictures: Path) -> None:
    page.locator(".mine a").first.click()
    page.get_by_role("link", name="家族の図を直す").click()
    page.get_by_label("足す人の続柄").first.select_option("母")
    page.get_by_label("足す人の続柄").last.select_option("父")
    page.get_by_label("足す人は今").last.select_option("離婚")
    page.get_by_role("button", name="家族の図を保存する").click()
    expect(page.get_by_role("img", name=re.compile("母と父は離婚している"))).to_be_visible()
    watch.axe(page, "the family picture")
    page.screenshot(path=pictures / "family.png")


def _sort(page: Page, roster: str, watch: Watch) -> None:
    """Nothing of these two is 一括: both are new."""
    page.goto(roster)
    page.get_by_role("link", name="入力から振り分ける").click()
    expect(page.locator(".reasons")).to_contain_text("新しい世帯 2")
    watch.axe(page, "sorting")
    page.get_by_role("button", name=re.compile("0件を一括確認、2件を協議に振り分ける")).click()
    expect(page.locator(".notice")).to_contain_text("動かした行はありません")


def _what_comes_when(page: Page, roster: str, watch: Watch, pictures: Path) -> None:
    """進行表 from the menu: with names for the room, one sheet of A4, numbers alone for outside."""
    page.goto(roster)
    page.get_by_text("ほか", exact=True).click()
    page.get_by_role("link", name="進行表").click()
    expect(page.locator(".running")).to_contain_text("水無月")
    page.get_by_text("休けい・後半の研修の時間").click()
    page.get_by_label("休けい（分）").fill("すこし")
    page.get_by_role("button", name="変える").click()
    expect(page.get_by_label("休けい（分）")).to_have_value("すこし")
    expect(page.get_by_text("240までの数で書いてください")).to_be_visible()
    page.get_by_label("休けい（分）").fill("10")
    page.get_by_role("button", name="変える").click()
    expect(page.locator(".running")).to_contain_text("休けい")
    watch.axe(page, "what comes when")
    page.screenshot(path=pictures / "running.png")
    page.pdf(path=pictures / "running.pdf", prefer_css_page_size=True)
    assert (pictures / "running.pdf").read_bytes().count(b"/Type /Page\n") == 1
    page.get_by_role("link", name="外へ渡す番号の紙にする").click()
    expect(page.get_by_role("columnheader", name="メモ")).to_be_visible()
    assert "水無月" not in page.locator("main").inner_text()


def _put_together(page: Page, server: LiveServer, watch: Watch) -> None:
    """Twins in two rows: noticed with the reason, one row with the words of both, and back."""
    page.goto(server.address("/"))
    page.get_by_role("link", name=re.compile("同じ家族かも")).click()
    pair = page.locator(".double", has_text="水無月")
    expect(pair).to_contain_text("生年月日（H29.6.3）が同じです。")
    watch.axe(page, "perhaps one family")
    pair.get_by_role("button", name=re.compile("一つの世帯にまとめる")).first.click()
    expect(page.locator(".notice")).to_contain_text("まとめました")
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".notice")).to_contain_text("戻しました")
