"""近況の返事: a numbered sheet out, a reply by account and one on paper, too long a text, and into 状況."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_household, make_conference, open_row, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
SCHOOL, FAMILIES = "田中 修", ("早苗", "若葉")
SEEN = "月曜に休みが多い。図工の日は来ます。"


def test_an_agency_replies(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    roster = _a_roster(page)
    _ask(page, roster)
    _sheet(page, roster, watch, pictures)
    school = sign_in(open_page(), server, "sanka")
    _school_replies(school, roster, watch)
    turned_away(school, watch, roster + "/replies", 403, *FAMILIES)
    colleague = sign_in(open_page(), server, "jifuku")
    _enter_from_paper(colleague, roster, watch, pictures)
    _into_the_situation(colleague, roster)


def _a_roster(page: Page) -> str:
    make_conference(page, "月例", "R9.2.9")
    page.get_by_role("link", name="入れずに名簿へ").click()
    roster = page.url
    for family in FAMILIES:
        a_household(page, roster, family)
    return roster


def _ask(page: Page, roster: str) -> None:
    """The school comes, with a ground for the first household alone."""
    page.goto(roster + "/people")
    page.get_by_label("名前", exact=True).fill(SCHOOL)
    page.get_by_role("group", name="区別").get_by_label("出席").check()
    page.get_by_role("button", name="出席を保存する").click()
    page.goto(roster + "/grounds")
    page.get_by_label(re.compile(SCHOOL)).check()
    page.get_by_label(re.compile(f"番 {FAMILIES[0]}")).check()
    page.get_by_label("要対協（構成員として）").check()
    page.get_by_role("button", name="選んだ人に選んだ行を見せる").click()
    expect(page.locator(".notice")).to_contain_text("1人に1行を")
    page.get_by_label("もらった日").focus()
    page.keyboard.press("Enter")  # asks for what is missing, and takes no ground away
    expect(page.get_by_role("alert")).to_contain_text("選んだものは残っています。")
    expect(page.get_by_role("button", name=re.compile("^外す"))).to_have_count(1)


def _sheet(page: Page, roster: str, watch: Watch, pictures: Path) -> None:
    """Numbers alone on one upright page; sent."""
    page.goto(roster + "/replies")
    watch.axe(page, "replies")
    line = page.get_by_role("row", name=re.compile(SCHOOL))
    line.get_by_role("link", name=re.compile("見る・印刷する")).click()
    expect(page.locator(".reply-sheet")).to_have_count(1)
    assert [family for family in FAMILIES if family in page.content()] == []
    watch.axe(page, "a reply sheet")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "reply-sheet.pdf")
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [(round(float(wide)), round(float(high))) for wide, high in sizes] == [(595, 842)]
    page.get_by_role("link", name="近況の返事へ戻る").click()
    line.get_by_role("button", name=re.compile("^送った")).click()
    expect(page.locator(".notice")).to_contain_text("の紙を「送った」にしました。")


def _school_replies(school: Page, roster: str, watch: Watch) -> None:
    """Pasted whole it is too long: told so, all of it stands there, and a shorter one is kept."""
    school.goto(roster + "/invitation")
    field = school.get_by_label("意見（1番）")
    field.focus()
    school.keyboard.insert_text("長" * 1001)
    school.get_by_role("button", name="1番に意見を残す").click()
    expect(school.get_by_text("意見は1,000字までです。いま1,001字あります。")).to_be_visible()
    expect(school.get_by_label("意見（1番）")).to_have_value("長" * 1001)
    watch.axe(school, "a word that is too long")
    school.get_by_label("意見（1番）").fill(SEEN)
    school.get_by_label(re.compile("^安全の度合い")).fill("700")
    school.get_by_role("button", name="1番に意見を残す").click()
    expect(school.get_by_text("0から100までの数で書いてください。", exact=False)).to_be_visible()
    expect(school.get_by_label("意見（1番）")).to_have_value(SEEN)
    school.get_by_label(re.compile("^安全の度合い")).fill("７０")
    school.get_by_role("button", name="1番に意見を残す").click()
    expect(school.locator(".comment")).to_contain_text(f"{SEEN}（安全の度合い70）")


def _enter_from_paper(page: Page, roster: str, watch: Watch, pictures: Path) -> None:
    page.goto(roster + "/replies")
    page.get_by_label("だれの返事").select_option(label=f"{SCHOOL}（さつき野小学校）")
    page.get_by_label("近況", exact=True).focus()
    page.keyboard.insert_text("紙" * 801)
    page.keyboard.press("Tab")
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("直すところが3か所あります。書いたものは残っています。")
    expect(page.get_by_label("近況", exact=True)).to_have_value("紙" * 801)
    expect(page.get_by_label(re.compile("^安全の度合い"))).to_have_value("120")
    watch.axe(page, "a reply to put right")
    page.screenshot(path=pictures / "reply-problem.png")
    page.get_by_label("どの行").select_option(label=f"1番 {FAMILIES[0]}")
    page.get_by_label("近況", exact=True).fill("給食は残さず食べる。")
    page.get_by_label(re.compile("^安全の度合い")).fill("６０")
    page.get_by_role("button", name="返事を入れる").click()
    expect(page.get_by_role("row", name=re.compile(SCHOOL))).to_contain_text("届いた")


def _into_the_situation(page: Page, roster: str) -> None:
    """One press each, one undo: the words of both stand where the meeting reads them."""
    page.goto(roster)
    panel = open_row(page, 1)
    expect(panel.locator(".row-comment")).to_have_count(2)
    expect(panel.locator(".agency-safety")).to_contain_text(re.compile("さつき野小学校から.*今回 60"))
    panel.locator(".row-comment", has_text=SEEN).get_by_role("button", name="状況に足す").click()
    expect(page.locator(".notice")).to_contain_text("意見を状況の終わりに足しました。")
    situation = open_row(page, 1).get_by_label("現在の状況", exact=True)
    expect(situation).to_have_value(re.compile(f"田中（さつき野小学校）］{SEEN}（安全の度合い70）$"))
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(".notice")).to_contain_text("足した意見を状況から外しました。")
    expect(open_row(page, 1).get_by_label("現在の状況", exact=True)).to_have_value("")
    page.locator(".row-comment", has_text="給食").get_by_role("button", name="状況に足す").click()
    situation = open_row(page, 1).get_by_label("現在の状況", exact=True)
    expect(situation).to_have_value(re.compile("給食は残さず食べる。（安全の度合い60）$"))
