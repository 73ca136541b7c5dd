"""会議のあと: numbered paper and what is not back, Word, 既読, 再確認, a hand-over, and a birth."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import begin, make_conference, open_row, row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
FAMILY = "水辺"
HELD = date.today() - timedelta(days=16)
BORN = HELD - timedelta(days=5)


def _typed(day: date) -> str:
    return f"{day.month}/{day.day}"


def test_after_the_meeting(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    roster = _a_closed_conference(page)
    _read_by_who_was_absent(page, sign_in(open_page(), server, "jifuku"), roster, watch)
    _minutes_as_word(page, roster, pictures)
    _numbered_paper(page, roster, watch, pictures)
    _recheck(page, watch)
    household = _hand_over(page, watch, pictures)
    _birth(page, household, watch, pictures)


def _a_closed_conference(page: Page) -> str:
    """One household with a pregnancy noted long ago, decided and closed; returns the roster's address."""
    make_conference(page, "随時", _typed(HELD))
    page.get_by_role("link", name="入れずに名簿へ").click()
    roster = page.url.split("#")[0].split("?")[0]
    page.goto(roster + "/households/new")
    page.get_by_label("世帯の名前").fill(FAMILY)
    page.get_by_label("名前", exact=True).first.fill(f"{FAMILY} みお")
    page.get_by_label(re.compile("生年月日")).first.fill("妊娠41週")
    page.get_by_label("主たる担当機能").select_option("児童福祉")
    page.get_by_label("担当", exact=True).fill("三宅")
    page.get_by_role("button", name=re.compile("名簿に加える|世帯を加える")).click()
    expect(row(page, 1)).to_contain_text(FAMILY)
    _is_absent(page, roster, "三宅 直子")
    begin(page)
    panel = open_row(page, 1)
    panel.locator("[data-field=kind][value='継続']").check()
    panel.get_by_label("方針", exact=True).fill("週1回、三宅が訪ねる。")
    saved(page)
    panel.get_by_role("button", name=re.compile("この行を決定して")).click()
    expect(row(page, 1).locator(".tag.decided")).to_be_visible()
    page.get_by_role("link", name="閉会する").click()
    page.get_by_role("button", name="閉会する").click()
    expect(page.locator(".bar-phase")).to_have_text("記録確認中")
    return roster


def _is_absent(page: Page, roster: str, name: str) -> None:
    page.goto(roster + "/people")
    page.get_by_label("名前", exact=True).fill(name)
    page.get_by_role("group", name="区別").get_by_label("欠席").check()
    page.get_by_role("button", name="出席を保存する").click()
    expect(page.get_by_role("group", name=re.compile(name)).get_by_label("欠席")).to_be_checked()
    page.goto(roster)


def _read_by_who_was_absent(page: Page, absent: Page, roster: str, watch: Watch) -> None:
    """既読: asked for at home, said once, seen by the facilitator."""
    absent.get_by_role("link", name=re.compile("の記録を読む")).click()
    watch.axe(absent, "a record to read")
    absent.get_by_role("button", name="読みました").click()
    expect(absent.get_by_role("button", name="読みました")).to_have_count(0)
    absent.get_by_role("link", name="ホーム", exact=True).click()
    expect(absent.get_by_text("読む記録")).to_have_count(0)
    page.goto(roster + "/minutes")
    line = page.get_by_role("listitem").filter(has_text=re.compile("欠席.*三宅 直子"))
    expect(line).to_contain_text("読みました")


def _minutes_as_word(page: Page, roster: str, pictures: Path) -> None:
    page.goto(roster + "/minutes")
    for shape in ("決定のみ（A4縦）", "一件一葉（A4縦）", "名簿型（A4横）"):
        page.get_by_role("link", name=shape).click()
        with page.expect_download() as taken:
            page.get_by_role("link", name="Wordで持ち帰る").click()
        taken.value.save_as(pictures / "minutes.docx")
        assert (pictures / "minutes.docx").read_bytes().startswith(b"PK")


def _numbered_paper(page: Page, roster: str, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="番号を付けて印刷する").click()
    page.get_by_label("部数").fill("たくさん")
    page.get_by_role("button", name="番号を付ける").click()
    expect(page.get_by_text("部数は1から60までの数で")).to_be_visible()
    page.get_by_label("部数").fill("3")
    page.get_by_role("button", name="番号を付ける").click()
    page.get_by_role("link", name="番号入りの紙を見る・印刷する").click()
    watch.axe(page, "numbered copies")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "numbered.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sizes] == [(842, 595)] * 3
    page.goto(roster + "/papers")
    page.locator("#copy-1").get_by_role("button").click()
    page.locator("#copy-3").get_by_role("button").click()
    expect(page.locator(".banner")).to_contain_text("3部のうち2部が戻りました。まだ戻っていない紙：No.2")
    watch.axe(page, "paper that comes back")
    page.screenshot(path=pictures / "papers.png")


def _recheck(page: Page, watch: Watch) -> None:
    page.get_by_role("link", name="ホーム", exact=True).click()
    expect(page.get_by_text("戻らない紙")).to_be_visible()
    page.get_by_role("link", name=re.compile("再確認を待つ行")).click()
    watch.axe(page, "rechecks")
    line = page.get_by_role("row", name=re.compile(FAMILY))
    line.get_by_label("変わった点（あれば）").fill("訪問は二人で行く")
    line.get_by_role("button", name="再確認した").click()
    expect(page.locator(".notice")).to_contain_text("再確認を書きました。")


def _hand_over(page: Page, watch: Watch, pictures: Path) -> str:
    """三宅 leaves, somebody without an account comes; returns the household's address."""
    page.get_by_role("link", name=FAMILY, exact=True).first.click()
    household = page.url
    page.get_by_role("link", name="世帯を直す").click()
    page.get_by_label("担当", exact=True).fill("倉橋")
    page.get_by_role("button", name="保存する").click()
    expect(page.locator(".banner").first).to_contain_text("担当が「三宅」から「倉橋」に変わりました。")
    page.get_by_role("link", name="引き継ぎシートを開く").click()
    page.get_by_label("うまくいくこと").fill("朝9時が会いやすい。")
    page.get_by_label("避けること").fill("一人で行かない。")
    page.get_by_role("button", name="引き継ぎのことばを保存する").click()
    watch.axe(page, "hand-over sheet")
    page.screenshot(path=pictures / "handover.png")
    page.pdf(prefer_css_page_size=True, path=pictures / "handover.pdf")
    page.get_by_role("button", name="引き継ぎました").click()
    expect(page.locator(".notice")).to_contain_text("引き継ぎを受けました。")
    return household


def _birth(page: Page, household: str, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="一覧", exact=True).click()
    page.get_by_role("link", name="出産後の確認", exact=True).click()
    expect(page.get_by_role("row", name=re.compile(FAMILY))).to_contain_text("超過")
    watch.axe(page, "births")
    page.goto(household)
    page.get_by_role("link", name="出産後の確認を書く").click()
    watch.axe(page, "a birth")
    page.screenshot(path=pictures / "birth.png")
    page.get_by_label(re.compile("^生まれた（")).check()
    page.get_by_label("子の名前").fill("第1子")
    page.get_by_label("生まれた日").fill("11/45")
    page.get_by_label("要支援", exact=True).check()
    page.get_by_role("button", name="出産後の確認を書く").click()
    expect(page.get_by_text("「11/45」を日付として読めません。")).to_be_visible()
    page.get_by_label("生まれた日").fill(_typed(BORN))
    page.get_by_role("button", name="出産後の確認を書く").click()
    expect(page.locator(".everyone")).to_contain_text("第1子")
    page.locator(".notice").get_by_role("button", name="元に戻す").click()
    expect(page.locator(".everyone")).not_to_contain_text("第1子")
