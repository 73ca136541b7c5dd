"""What people do on the screens, in their own words; journeys are written with these."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from conference.demo import PASSWORD
from tests.journeys.server import LiveServer
from tests.journeys.watch import Watch

MEIBO = Path(__file__).resolve().parents[1] / "data/meibo.xlsx"


def sign_in(page: Page, server: LiveServer, login: str) -> Page:
    page.goto(server.address("/"))
    page.get_by_label("利用者名").fill(login)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("ホーム")
    return page


def make_conference(page: Page, rhythm: str, day: str) -> None:
    """Ends on the page that offers rows for the new roster."""
    page.get_by_role("link", name="ホーム", exact=True).click()
    page.get_by_role("link", name="会議を作る").first.click()
    page.get_by_label(re.compile(f"^合同ケース会議.*（{rhythm}）$")).first.check()
    page.get_by_label("日", exact=True).fill(day)
    page.get_by_role("button", name="作って名簿へ進む").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("名簿")


def a_meeting_of_kind(page: Page, shelf: str, kind: str, day: str) -> str:
    """A meeting without a roster, from its template with the first day; gives its address."""
    page.get_by_role("link", name="会議", exact=True).click()
    page.get_by_role("link", name="会議の種類").click()
    page.locator("summary", has_text=shelf).click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("最初の日").fill(day)
    page.get_by_role("button", name="この種類を足す").click()
    expect(page.get_by_role("heading", name="会議メモ")).to_be_visible()
    return page.url.removesuffix("/checklist")


def a_household(page: Page, roster: str, family: str) -> None:
    """Typed in by hand, onto a roster."""
    page.goto(roster + "/households/new")
    page.get_by_label("世帯の名前").fill(family)
    page.get_by_label("名前", exact=True).first.fill(f"{family} こころ")
    page.get_by_role("button", name=re.compile("名簿に加える|世帯を加える")).click()
    expect(page.locator("tbody.row-body").filter(has_text=family)).to_have_count(1)


def turned_away(page: Page, watch: Watch, address: str, status: int, *names: str) -> None:
    """Somebody it is not for: plain words, the way on, and nothing of what stands there."""
    watch.asked_for = str(status)
    with page.expect_console_message(lambda message: str(status) in message.text):
        answer = page.goto(address)
    watch.asked_for = ""
    assert answer is not None
    assert answer.status == status
    expect(page.get_by_role("link", name="最初の画面へ")).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile("申し出てください|一覧から開いてください"))
    assert [name for name in names if name in page.content()] == []
    watch.axe(page, f"a page for others ({status})")


def choose_file(page: Page, file: Path) -> None:
    page.get_by_role("link", name="名簿を取り込む").first.click()
    page.get_by_label("名簿のファイル").set_input_files(file)
    page.get_by_role("button", name="列を確かめる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("列を確かめる")


def a_conference_in_session(page: Page, day: str) -> None:
    """A 随時 conference with the office's sheet on its roster, begun."""
    make_conference(page, "随時", day)
    page.get_by_role("link", name="入れずに名簿へ").click()
    choose_file(page, MEIBO)
    page.get_by_role("button", name="差を見る").click()
    page.get_by_role("button", name=re.compile("世帯を取り込む")).click()
    begin(page)


def begin(page: Page) -> None:
    """The meeting begins; from 前回決めたこと straight on to the roster."""
    start = page.get_by_role("button", name="会議を始める")
    start.click()
    expect(start).to_have_count(0)
    if page.get_by_role("heading", level=1).inner_text() == "前回決めたこと":
        page.get_by_role("link", name="名簿へ", exact=True).click()
    expect(page.locator(".bar-phase")).to_have_text("開催中")
    page.wait_for_load_state("load")  # the page's own scripts have run


def row(page: Page, number: int) -> Locator:
    return page.locator("tbody.row-body").nth(number - 1)


def open_row(page: Page, number: int) -> Locator:
    """By keyboard: the row's button, then Enter. A page loaded anew opens the row of its address by itself."""
    page.wait_for_load_state("load")  # the page's own scripts have run
    body = row(page, number)
    if not page.url.endswith(f"#{body.get_attribute('id')}"):
        body.locator(".opener").focus()
        page.keyboard.press("Enter")
    panel = body.locator("[data-panel]")
    expect(panel).to_be_visible()
    return panel


def saved(page: Page) -> None:
    expect(page.locator("#save-line")).to_contain_text("保存しました")


def decide_by_keyboard(page: Page, number: int, policy: str, who: str, what: str, due: str) -> None:
    """One row without a mouse: last decisions done, 継続, policy, a role, a deadline, decided."""
    panel = row(page, number).locator("[data-panel]")
    expect(panel.locator("[data-field=kind]").first).to_be_attached()
    _reach(page, "last_policy_state")
    page.keyboard.press("Space")
    _reach(page, "kind")
    page.keyboard.press("1")
    _reach(page, "policy")
    page.keyboard.type(policy)
    _reach(page, ":side")
    page.keyboard.press("ArrowDown")
    _reach(page, ":who")
    page.keyboard.type(who)
    page.keyboard.press("Escape")
    _reach(page, ":what")
    page.keyboard.type(what)
    _reach(page, ":due_on")
    page.keyboard.type(due)
    page.keyboard.press("Control+Enter")
    expect(row(page, number).locator(".tag.decided")).to_be_visible()


def _reach(page: Page, field: str) -> None:
    """Press Tab until the field has the focus; every field of the row must be reached in its order."""
    for _ in range(14):
        focused = page.evaluate("document.activeElement?.dataset?.field ?? ''")
        if focused == field or (field.startswith(":") and focused.endswith(field)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {field}")
