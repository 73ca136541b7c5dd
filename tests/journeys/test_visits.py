"""訪問と働きかけの予定: a year pasted, days and words written by two, the next year from the same names.

And a round of schools before a meeting: what was heard goes into the roster and comes out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Dialog, Page, expect

from conference.era import fiscal_year
from tests.journeys.server import LiveServer
from tests.journeys.steps import a_household, make_conference, saved, sign_in, turned_away
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
PLACES = ("さつき野小学校", "かえで保育園", "ひばり学童")
NEXT = fiscal_year(date.today()) + 1


def test_a_year_of_visits(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "jifuku")
    page.goto(server.address("/calendar"))
    page.get_by_role("link", name="訪問と働きかけの予定").click()
    _paste(page, watch)
    colleague = sign_in(open_page(), server, "hokenshi")
    colleague.goto(page.url)
    _write_by_keyboard(page, watch)
    _one_line_two_writers(colleague, watch, pictures)
    _left_while_typed(colleague)
    _on_paper_and_home(colleague, pictures)
    _next_year(page, watch)
    turned_away(sign_in(open_page(), server, "sanka"), watch, server.address("/visits"), 403, *PLACES)


def _paste(page: Page, watch: Watch) -> None:
    """Nothing written is told; a column out of a sheet becomes lines, one of them twice."""
    page.get_by_role("button", name="一覧に足す").click()
    expect(page.get_by_role("alert")).to_contain_text("相手の名前が書かれていません。")
    watch.axe(page, "a plan without places")
    field = page.get_by_label(re.compile("^相手（1行に一つ"))
    field.focus()
    page.keyboard.insert_text("\n".join((*PLACES, "長" * 65)))
    page.get_by_role("button", name="一覧に足す").click()
    expect(page.get_by_role("alert")).to_contain_text("4行目が64字より長いです。")
    expect(field).to_have_value(re.compile(f"^{PLACES[0]}\n"))
    field.fill("\n".join((*PLACES, PLACES[0])))
    page.get_by_role("button", name="一覧に足す").click()
    expect(page.locator(".notice")).to_contain_text("3件の予定を足しました。")
    expect(page.locator("table.visits tbody tr")).to_have_count(3)


def _write_by_keyboard(page: Page, watch: Watch) -> None:
    """One day cannot be read: its words stay and say so, the others are kept; then 済."""
    page.get_by_label(f"{PLACES[0]} いつ").focus()
    for keys in ("5/12", "三宅"):
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("校長が替わった")
    page.get_by_label(f"{PLACES[1]} いつ").fill("2/31")
    page.get_by_label(f"{PLACES[1]} 一言").fill("園長と")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text(
        "1件は、まだ保存していません。書いた言葉は欄に残っています。"
    )
    expect(page.get_by_text("「2/31」を日付として読めません。")).to_be_visible()
    expect(page.get_by_label(f"{PLACES[1]} 一言")).to_have_value("園長と")
    expect(page.get_by_label(f"{PLACES[0]} 済")).to_be_checked()
    watch.axe(page, "a visit to put right")
    page.get_by_label(f"{PLACES[1]} いつ").fill("2/28")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("1件の予定を保存しました。")


def _one_line_two_writers(page: Page, watch: Watch, pictures: Path) -> None:
    """This page is older: another field of the line is kept beside what the other wrote; the same one is asked."""
    page.get_by_label(f"{PLACES[1]} だれが").fill("乾")
    page.get_by_label(f"{PLACES[1]} 一言").fill("調理の人と")
    page.get_by_label(f"{PLACES[2]} 一言").fill("鍵の話を聞く")
    page.get_by_role("button", name="予定を保存する").click()
    expect(page.get_by_text(re.compile("ほかの人が先に書きました。今の内容：.*園長と"))).to_be_visible()
    expect(page.get_by_label(f"{PLACES[1]} いつ")).to_have_value(re.compile(r"2\.28$"))
    expect(page.get_by_label(f"{PLACES[1]} 一言")).to_have_value("調理の人と")
    watch.axe(page, "a line two people wrote")
    page.screenshot(path=pictures / "visits.png")
    page.get_by_label(f"{PLACES[1]} 一言").fill("園長と調理の人と")
    page.get_by_role("button", name="予定を保存する").click()
    expect(page.locator(".notice")).to_contain_text("1件の予定を保存しました。")
    expect(page.get_by_label(f"{PLACES[1]} だれが")).to_have_value("乾")
    expect(page.get_by_label(f"{PLACES[2]} 一言")).to_have_value("鍵の話を聞く")


def _left_while_typed(page: Page) -> None:
    """A link asks before typed words are left behind; whoever stays has them, and saves."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label(f"{PLACES[2]} だれが").click()
    page.keyboard.type("三宅")
    with page.expect_event("dialog"):
        page.get_by_role("link", name="団体のできることと困りごと").click()
    expect(page.get_by_label(f"{PLACES[2]} だれが")).to_have_value("三宅")
    page.get_by_role("button", name="予定を保存する").click()
    expect(page.locator(".notice")).to_contain_text("1件の予定を保存しました。")
    assert asked == ["beforeunload"], "the form's own button does not ask"
    page.remove_listener("dialog", stay)


def _on_paper_and_home(page: Page, pictures: Path) -> None:
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "visits.pdf")
    sizes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper))
    assert {(round(float(wide)), round(float(high))) for wide, high in sizes} == {(595, 842)}
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excelで持ち帰る").click()
    taken.value.save_as(pictures / "visits.xlsx")
    sheet = openpyxl.load_workbook(pictures / "visits.xlsx").worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=4)]
    assert [(line[2], line[5]) for line in lines] == [(PLACES[0], "済"), (PLACES[1], ""), (PLACES[2], "")]


def _next_year(page: Page, watch: Watch) -> None:
    """The same names under the next fiscal year: a month alone lies in that year; taken back while blank."""
    page.locator(f"a[href$='year={NEXT}']").click()
    page.get_by_label(re.compile("^相手（1行に一つ")).fill("\n".join(PLACES))
    page.get_by_role("button", name="一覧に足す").click()
    page.get_by_label(f"{PLACES[1]} いつ").fill("1/8")
    page.keyboard.press("Enter")  # saves, and takes no blank line away
    expect(page.get_by_label(f"{PLACES[1]} いつ")).to_have_value(re.compile(rf"{NEXT - 2017}\.1\.8$"))
    expect(page.locator("table.visits tbody tr")).to_have_count(3)
    page.locator("tr", has_text=PLACES[2]).get_by_role("button", name=re.compile("^外す")).click()
    expect(page.locator(".notice")).to_contain_text("予定を一つ外しました。")
    expect(page.locator("table.visits tbody tr")).to_have_count(2)
    watch.axe(page, "the plan of next year")


SCHOOL, NURSERY, FAMILY = "さつき野小学校", "かえで保育園", "月影"
WORDS = "給食を残さなくなった。"


def test_a_round_before_a_meeting(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    page = sign_in(open_page(), server, "tokatsu")
    roster = _a_roster(page)
    _plan_the_round(page, roster)
    page.get_by_role("link", name=re.compile(f"^{SCHOOL} ?（")).click()
    colleague = sign_in(open_page(), server, "jifuku")
    colleague.goto(page.url)
    _hear_by_keyboard(page, watch, pictures)
    _two_heard_it(colleague, watch)
    _take_paper_along(page, watch, pictures)
    _done(page, roster)
    outsider = sign_in(open_page(), server, "sanka")
    turned_away(outsider, watch, colleague.url.partition("#")[0], 403, SCHOOL, FAMILY)


def _a_roster(page: Page) -> str:
    """One family whose child goes to the school, written short and with a class."""
    make_conference(page, "月例", "12/17")
    page.get_by_role("link", name="入れずに名簿へ").click()
    roster = page.url.partition("#")[0].removesuffix("/sources")
    a_household(page, roster, FAMILY)
    page.goto(page.locator("a[href^='/households/']").first.evaluate("link => link.href"))
    page.get_by_role("link", name="世帯を直す").click()
    page.get_by_label("所属").first.fill("さつき野小 3年")
    page.get_by_role("button", name="保存する").click()
    return roster


def _plan_the_round(page: Page, roster: str) -> None:
    page.goto(roster + "/checklist")
    page.get_by_role("link", name="会議の前に園・学校を回る一覧を作る").click()
    expect(page.get_by_label("種類")).to_have_value(re.compile("^会議前の訪問 "))
    page.get_by_label(re.compile("^相手（1行に一つ")).fill(f"{SCHOOL}\n{NURSERY}")
    page.get_by_role("button", name="一覧に足す").click()
    expect(page.locator(".notice")).to_contain_text("2件の予定を足しました。")


def _hear_by_keyboard(page: Page, watch: Watch, pictures: Path) -> None:
    """Typed, then by Tab to the button: what is typed is saved first; and back."""
    page.wait_for_load_state("load")
    page.get_by_label(re.compile(f"{FAMILY} 聞いたこと$")).focus()
    page.keyboard.insert_text(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("聞いたことを状況に入れました。")
    expect(page.locator(".stands")).to_contain_text(re.compile(f"小学校で聞く］{WORDS}"))
    watch.axe(page, "a visit before a meeting")
    page.screenshot(path=pictures / "visit.png")
    page.locator(".notice").get_by_role("button", name="元に戻す").click()
    expect(page.locator(".stands")).not_to_contain_text(WORDS)
    expect(page.get_by_label(re.compile(f"{FAMILY} 聞いたこと$"))).to_have_value(WORDS)


def _two_heard_it(page: Page, watch: Watch) -> None:
    """This page is older: both texts stand side by side, and one press keeps them both."""
    page.get_by_label(re.compile(f"{FAMILY} 聞いたこと$")).fill("遅刻が減った。")
    page.get_by_label("園・学校の全体のこと").fill("養護教諭が替わった。")
    both = page.get_by_role("group", name="二つの文")
    expect(both).to_contain_text(WORDS)
    watch.axe(page, "a visit two people wrote")
    both.get_by_role("button").last.click()
    saved(page)


def _take_paper_along(page: Page, watch: Watch, pictures: Path) -> None:
    page.get_by_role("link", name="持って行く紙を見る・印刷する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("訪問に持つ紙 1枚", use_inner_text=True)
    assert FAMILY not in page.content()
    watch.axe(page, "the paper of a visit")
    paper = page.pdf(prefer_css_page_size=True, path=pictures / "visit.pdf")
    assert b"/MediaBox [0 0 594" in paper or b"/MediaBox [0 0 595" in paper


def _done(page: Page, roster: str) -> None:
    page.get_by_role("link", name="訪問へ戻る").click()
    page.get_by_role("link", name="日と済は一覧で書く").click()
    page.get_by_label(re.compile(f"^{SCHOOL} .* 済$")).check()
    page.get_by_role("button", name="予定を保存する").last.click()
    expect(page.locator(".notice")).to_contain_text("1件の予定を保存しました。")
    page.goto(roster + "/checklist")
    expect(page.get_by_role("link", name=re.compile("2か所のうち1か所 済"))).to_be_visible()
