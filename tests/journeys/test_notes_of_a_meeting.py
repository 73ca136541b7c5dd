"""会議メモ: a meeting without a roster, its cases, who came, two writers, and its record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_meeting_of_kind, saved, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
TODAY = f"{date.today().month}/{date.today().day}"
AGREED = "三宅が12月までに、味噌汁の朝をほかの学区にも聞く。"


def test_colleagues_learn_from_cases(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    meeting = a_meeting_of_kind(page, "職場の学びと準備", "事例検討会", TODAY)
    _prepare_by_keyboard(page)
    _choose_cases(page, meeting, watch, pictures)
    _write(page, meeting, watch)
    colleague = sign_in(open_page(), server, "jifuku")
    _write_over_each_other(page, colleague, meeting, watch)
    turned_away(sign_in(open_page(), server, "sanka"), watch, meeting + "/checklist", 403, AGREED)


def _prepare_by_keyboard(page: Page) -> None:
    line = page.get_by_role("button", name="事例を選ぶ", exact=True)
    line.focus()
    page.keyboard.press("Enter")
    expect(line).to_have_attribute("aria-pressed", "true")


def _choose_cases(page: Page, meeting: str, watch: Watch, pictures: Path) -> None:
    """By words, by number; a number that nobody has keeps what was typed; taken off and put back in its place."""
    page.get_by_role("link", name="事例を選ぶ・並べる").click()
    for typed, found in (("c9999", ""), ("c0002", "c0002"), ("朝ごはん", ".")):
        page.get_by_label(re.compile("^言葉、番号")).fill(typed)
        page.keyboard.press("Enter")
        if not found:
            expect(page.get_by_text("近い事例は見つかりません。別の言葉でさがしてください。")).to_be_visible()
            expect(page.get_by_label(re.compile("^言葉、番号"))).to_have_value(typed)
            continue
        page.locator(".found-cases li", has_text=re.compile(found)).get_by_role("button").first.click()
        expect(page.locator(".notice")).to_contain_text("一覧に入れました")
    lines = page.locator(".chosen-cases li")
    expect(lines).to_have_count(2)
    watch.axe(page, "cases of a meeting")
    page.screenshot(path=pictures / "meeting-cases.png")
    lines.first.get_by_role("button", name="下へ").click()
    expect(lines.last).to_contain_text("c0002")
    lines.first.get_by_role("button", name="外す").click()
    expect(lines).to_have_count(1)
    page.get_by_role("button", name="元に戻す").click()
    expect(lines.last).to_contain_text("c0002")
    page.get_by_role("link", name="会議の準備へ").click()
    expect(page.get_by_role("heading", name=re.compile("^取り上げる事例"))).to_contain_text("2件")


def _field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def _write(page: Page, meeting: str, watch: Watch) -> None:
    """A page pasted whole is told its length, and stands there until it is short enough."""
    page.wait_for_load_state("load")
    _field(page, "議題").focus()
    page.keyboard.insert_text("長" * 4001)
    expect(page.get_by_text("「議題」は4,000字までです。いま4,001字あります。")).to_be_visible()
    expect(_field(page, "議題")).to_have_value("長" * 4001)
    watch.axe(page, "a note that is too long")
    _field(page, "議題").fill("朝の一時間を、どう一緒に過ごすか")
    saved(page)
    page.reload()
    expect(_field(page, "議題")).to_have_value("朝の一時間を、どう一緒に過ごすか")


def _write_over_each_other(page: Page, colleague: Page, meeting: str, watch: Watch) -> None:
    """Both have the page open: who writes later sees both texts, and nobody's is gone."""
    colleague.goto(meeting + "/checklist")
    _field(page, "決まったこと").fill("乾が次の題を選ぶ。")
    saved(page)
    _field(colleague, "決まったこと").fill(AGREED)
    both = colleague.get_by_role("group", name="二つの文")
    expect(both).to_contain_text("佐藤さんが同じ欄を")
    watch.axe(colleague, "two notes of one field")
    both.get_by_role("button", name="両方をつなげる").click()
    saved(colleague)
    colleague.get_by_role("link", name="記録を見る・印刷する").click()
    expect(colleague.locator(".meeting-note").filter(has_text=AGREED)).to_contain_text("乾が次の題を選ぶ。")


def test_heads_of_agencies_agree(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    meeting = a_meeting_of_kind(page, "要対協の会議", "代表者会議", TODAY)
    watch.axe(page, "the page of a meeting without a roster")
    page.get_by_role("button", name="会議を始める").click()
    expect(page.locator(".bar-phase")).to_have_text("開催中")
    page.wait_for_load_state("load")
    _field(page, "決まったこと").fill("警察は夜の連絡先を1月までに知らせる。")
    saved(page)
    _who_came(page, watch)
    page.goto(meeting + "/checklist")
    page.get_by_role("button", name="閉会する").click()
    expect(page.locator(".bar-phase")).to_have_text("記録確認中")
    page.get_by_role("button", name="記録を確定する").click()
    expect(page.locator(".note-text").filter(has_text="夜の連絡先")).to_be_visible()
    absent = sign_in(open_page(), server, "hokenshi")
    absent.get_by_role("link", name=re.compile("の記録を読む")).click()
    expect(absent.locator("main")).to_contain_text("警察は夜の連絡先を1月までに知らせる。")
    watch.axe(absent, "the record of a meeting without a roster")
    absent.screenshot(path=pictures / "notes-record.png")


def _who_came(page: Page, watch: Watch) -> None:
    page.get_by_role("link", name="出席・欠席・供覧").click()
    watch.axe(page, "who came")
    for name, kind in (("乾 真由", "欠席"), ("森川", "出席")):
        page.get_by_label("名前", exact=True).fill(name)
        page.get_by_role("group", name="区別").get_by_label(kind).check()
        page.get_by_role("button", name="出席を保存する").click()
        expect(page.get_by_role("group", name=re.compile(name)).get_by_label(kind)).to_be_checked()
    page.get_by_role("group", name=re.compile("医師会")).get_by_label("名簿から外す").check()
    page.get_by_role("button", name="出席を保存する").click()
    expect(page.get_by_role("group", name=re.compile("医師会"))).to_have_count(0)
