"""会議の前: a section from its template, the next one in one click, a ground for two rows, packs, a word from the school."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
SECTION = "実務者会議 小学生部会"
FAMILIES = ("早苗", "若葉", "青柳")


def test_before_the_meeting(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    _section_from_its_template(page, watch, pictures)
    _next_in_one_click(page)
    roster = _three_families(page)
    school = sign_in(open_page(), server, "sanka")
    assert school.request.get(roster).status == 404  # no ground: no page
    _ground_for_two_rows(page, watch, pictures)
    _ask_the_school(page)
    _packs_on_paper(page, watch, pictures)
    _school_reads_and_says(school, roster, watch, pictures)
    page.goto(roster + "/invitations")
    expect(page.get_by_role("row", name=re.compile("田中 修"))).to_contain_text("✓")


def _section_from_its_template(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("link", name="会議の種類").click()
    watch.axe(page, "kinds of meeting")
    page.get_by_text("要対協の会議").click()
    page.get_by_role("link", name="実務者会議（部会）").click()
    page.get_by_label("会議の名前").fill(SECTION)
    page.get_by_label("いつもの出席者").fill(
        "こども家庭センター：佐藤 恵（進行）\nさつき野小学校：田中 修\n児童相談所：（助言）"
    )
    page.get_by_label("始まり").fill("昼から")
    page.get_by_label("最初の日").fill("12/3")
    page.get_by_role("button", name="この種類を足す").click()
    expect(page.get_by_text("時刻は「13:30」のように")).to_be_visible()
    watch.axe(page, "a kind with something to correct")
    page.get_by_label("始まり").fill("14:00")
    page.get_by_role("button", name="この種類を足す").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("準備")
    page.get_by_role("button", name="関係機関から近況を聞く").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1/")
    watch.axe(page, "checklist")
    page.screenshot(path=pictures / "checklist.png")


def _next_in_one_click(page: Page) -> None:
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("link", name="会議の種類").click()
    page.get_by_role("row", name=re.compile(SECTION)).get_by_role("button").click()
    expect(page.locator(".notice")).to_contain_text(f"{SECTION}（月例）を作りました。")


def _three_families(page: Page) -> str:
    """On the newest roster of the section; ends with its address."""
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("row", name=re.compile(SECTION)).first.get_by_role("link").click()
    roster = page.url
    for family in FAMILIES:
        page.goto(roster + "/households/new")
        page.get_by_label("世帯の名前").fill(family)
        page.get_by_label("名前", exact=True).first.fill(f"{family} こころ")
        page.get_by_role("button", name=re.compile("名簿に加える|世帯を加える")).click()
        expect(page.locator("tbody.row-body").filter(has_text=family)).to_have_count(1)
    preparation = page.get_by_role("link", name=re.compile(r"^準備 \d")).bounding_box()
    assert preparation is not None
    assert preparation["height"] < 30, "on one line of the bar"
    return roster


def _ground_for_two_rows(page: Page, watch: Watch, pictures: Path) -> None:
    page.goto(page.url.split("#")[0] + "/invitations")
    expect(page.get_by_text("根拠のない参加者が2人います")).to_be_visible()
    watch.axe(page, "invitations")
    page.get_by_role("link", name="共有の根拠を決める").click()
    page.get_by_label("田中 修（さつき野小学校）").check()
    page.get_by_role("button", name="選んだ人に選んだ行を見せる").click()
    expect(page.get_by_text("根拠のない人には見せません")).to_be_visible()
    for family in FAMILIES[:2]:
        page.get_by_label(re.compile(f"番 {family}")).check()
    page.get_by_label("要対協（構成員として）").check()
    page.get_by_role("button", name="選んだ人に選んだ行を見せる").click()
    expect(page.locator(".notice")).to_contain_text("1人に2行を「要対協」で見せます。")
    watch.axe(page, "grounds")
    page.screenshot(path=pictures / "grounds.png")


def _ask_the_school(page: Page) -> None:
    page.get_by_role("link", name="案内へ戻る").click()
    page.get_by_label("行", exact=True).select_option(index=0)
    page.get_by_label("だれに").select_option(label="田中 修（さつき野小学校）")
    page.get_by_label("聞きたいこと").fill("登校の様子を3分で話してください。")
    page.get_by_role("button", name="案内に入れる").click()
    expect(page.locator(".questions")).to_contain_text("登校の様子")


def _packs_on_paper(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="全員の案内を見る・印刷する").click()
    packs = page.locator(".pack")
    expect(packs).to_have_count(3)
    school = packs.filter(has_text="田中 修（さつき野小学校）　様").inner_text()
    assert [family for family in FAMILIES if family in school] == []
    assert "登校の様子" in school
    watch.axe(page, "invitations on paper")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "invitations.pdf")
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}


def _school_reads_and_says(school: Page, roster: str, watch: Watch, pictures: Path) -> None:
    school.goto(roster)
    expect(school.locator(".outside-rows tbody tr")).to_have_count(2)
    assert [family for family in FAMILIES if family in school.content()] == []  # numbers, as on paper
    watch.axe(school, "the roster of somebody outside")
    school.goto(roster + "/invitation")
    watch.axe(school, "one's own invitation")
    school.get_by_role("button", name="読みました").click()
    school.get_by_label("意見（1番）").fill("月曜に休みが多いです。")
    school.get_by_role("button", name="1番に意見を残す").click()
    expect(school.locator(".comment")).to_contain_text("月曜に休みが多いです。")
    school.screenshot(path=pictures / "invitation.png")
