"""事例づくり as its people do it: an author writes and checks, another approves, everybody finds it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import saved
from tests.journeys.watch import Watch

TITLE = "食堂の味噌汁から始まる朝"
ABOUT = "朝の食堂で味噌汁を飲んでから登校する約束をした。ひとりで鍵をかけて家を出る朝が続いていた。"
ANSWERS = {
    "どんな家庭の": ABOUT,
    "何が起きていると": "妹を園へ送り出したところで、一日ぶんの力を使い切っていた。",
    "だれが、何を": "三宅が母の職場の近くで会い、担任は図工の箱を教室の後ろに置いた。",
    "どう変わりましたか": "秋には週に2日、冬には三時間目までに着く日が増えた。絵に47の点を描いた。",
    "成功の要因": "休む理由を問い詰めず、時刻ごとに朝をたどった。",
}


def write_a_case(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    page.goto(server.address("/households"))
    page.locator("main table a").first.click()
    page.get_by_role("button", name="事例にする").click()
    page.wait_for_load_state("load")  # the page's own script has run
    page.get_by_label(re.compile("^題名")).fill(TITLE)
    for choice in ("小学生", "成功", "好転"):
        page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="不登校", exact=True).click()
    saved(page)
    watch.axe(page, "title and themes of a case")
    for question, answer in ANSWERS.items():
        page.get_by_role("link", name=re.compile(question)).click()
        expect(page.get_by_role("heading", level=2).first).to_contain_text(question)
        page.wait_for_load_state("load")
        page.get_by_label(re.compile("^答え")).fill(answer)
        saved(page)
    watch.axe(page, "a question of a case")
    page.screenshot(path=pictures / "case-question.png")
    page.get_by_role("link", name="分からなくする段階へ").first.click()


def check(page: Page, watch: Watch, pictures: Path) -> None:
    """Two texts side by side; the one uncertain word is answered by keyboard."""
    expect(page.get_by_role("heading", name="公開する文")).to_be_visible()
    expect(page.locator("mark.replaced", has_text="三宅")).to_be_visible()
    expect(page.locator("#texts")).to_have_attribute("data-open", "1")
    watch.axe(page, "two texts")
    page.locator("#mark-1").focus()
    page.keyboard.press("k")
    expect(page.locator("#texts")).to_have_attribute("data-open", "0")
    page.screenshot(path=pictures / "case-review.png")
    sign_and_send(page)


def answer_what_is_asked(page: Page) -> None:
    """Every uncertain word stays as it is, by keyboard."""
    texts = page.locator("#texts")
    while (left := int(texts.get_attribute("data-open") or 0)) > 0:
        page.locator(".case-mark.unsure, .case-mark.doubted").first.focus()
        page.keyboard.press("k")
        expect(texts).to_have_attribute("data-open", str(left - 1))


def sign_and_send(page: Page) -> None:
    for field in page.locator("#papers input[name^=answer-]").all():
        field.fill("ない")
    for tick in page.locator("#papers input[name^=sign-]").all():
        tick.check()
    page.get_by_role("button", name="保存して、承認を頼む").click()
    expect(page.get_by_text("承認を頼みました。")).to_be_visible()


def approve(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    page.goto(server.address("/case-drafts"))
    watch.axe(page, "list of drafts")
    page.locator("tr", has_text="承認待ち").get_by_role("link").first.click()
    watch.axe(page, "approval")
    page.screenshot(path=pictures / "case-approval.png", full_page=True)
    page.get_by_role("button", name="承認して公開する").click()
    expect(page.get_by_text("公開しました。", exact=False).first).to_be_visible()


def find(page: Page, server: LiveServer, words: str = TITLE) -> None:
    """In search at once: the page that was just published, by words that stand in it."""
    for _ in range(60):
        page.goto(server.address("/search"))
        page.get_by_label("さがす文").fill(words)
        page.get_by_role("search").get_by_role("button", name="さがす").click()
        page.wait_for_load_state()
        if page.locator(".hit-title", has_text=TITLE).count():
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the published case is not found")


def page_id(server: LiveServer) -> str:
    (file,) = (server.folder / "kb" / "cases").glob("*.md")
    return file.stem
