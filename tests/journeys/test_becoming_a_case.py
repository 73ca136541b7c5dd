"""事例になる: one writes, another approves, everybody finds it, and the next conference shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import a_conference_in_session, open_row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser
TITLE = "食堂の味噌汁から始まる朝"
ABOUT = "朝の食堂で味噌汁を飲んでから登校する約束をした。ひとりで鍵をかけて家を出る朝が続いていた。"
ANSWERS = {
    "どんな家庭の": ABOUT,
    "何が起きていると": "妹を園へ送り出したところで、一日ぶんの力を使い切っていた。",
    "だれが、何を": "三宅が母の職場の近くで会い、担任は図工の箱を教室の後ろに置いた。",
    "どう変わりましたか": "秋には週に2日、冬には三時間目までに着く日が増えた。絵に47の点を描いた。",
    "成功の要因": "休む理由を問い詰めず、時刻ごとに朝をたどった。",
}


def test_a_household_becomes_a_case(
    server: LiveServer, open_page: Callable[[], Page], watch: Watch, pictures: Path
) -> None:
    facilitator = sign_in(open_page(), server, "tokatsu")
    a_conference_in_session(facilitator, "11/12")

    author = sign_in(open_page(), server, "jifuku")
    _write(author, server, watch, pictures)
    _check(author, watch, pictures)

    _approve(facilitator, server, watch, pictures)
    _find(author, server)
    _similar_in_the_next_conference(facilitator, server)

    page_id = _page_id(server)
    reader = sign_in(open_page(), server, "hokenshi")
    _a_proposal_is_refused(reader, facilitator, server, page_id, watch)
    _a_proposal_is_taken(reader, facilitator, author, server, page_id)
    _withdrawn_everywhere(facilitator, server, page_id, watch, pictures)


def _write(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
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


def _check(page: Page, watch: Watch, pictures: Path) -> None:
    """Two texts side by side; the one uncertain word is answered by keyboard."""
    expect(page.get_by_role("heading", name="公開する文")).to_be_visible()
    expect(page.locator("mark.replaced", has_text="三宅")).to_be_visible()
    expect(page.locator("#texts")).to_have_attribute("data-open", "1")
    watch.axe(page, "two texts")
    page.locator("#mark-1").focus()
    page.keyboard.press("k")
    expect(page.locator("#texts")).to_have_attribute("data-open", "0")
    page.screenshot(path=pictures / "case-review.png")
    for field in page.locator("#papers input[name^=answer-]").all():
        field.fill("ない")
    for tick in page.locator("#papers input[name^=sign-]").all():
        tick.check()
    page.get_by_role("button", name="保存して、承認を頼む").click()
    expect(page.get_by_text("承認を頼みました。")).to_be_visible()


def _approve(page: Page, server: LiveServer, watch: Watch, pictures: Path) -> None:
    page.goto(server.address("/case-drafts"))
    watch.axe(page, "list of drafts")
    page.locator("tr", has_text="承認待ち").get_by_role("link").first.click()
    watch.axe(page, "approval")
    page.screenshot(path=pictures / "case-approval.png", full_page=True)
    page.get_by_role("button", name="承認して公開する").click()
    expect(page.get_by_text("公開しました。", exact=False).first).to_be_visible()


def _find(page: Page, server: LiveServer) -> None:
    """In search at once: the page that was just published, marked as a case of this office."""
    for _ in range(60):
        page.goto(server.address("/search"))
        page.get_by_label("さがす文").fill(TITLE)
        page.get_by_role("search").get_by_role("button", name="さがす").click()
        page.wait_for_load_state()
        if page.locator(".hit-title", has_text=TITLE).count():
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the published case is not found")


def _similar_in_the_next_conference(page: Page, server: LiveServer) -> None:
    """Another family with the like trouble: the case stands beside its row, with the reason."""
    page.goto(server.address("/households"))
    page.locator("main table a").nth(3).click()
    page.get_by_role("button", name="この世帯だけで随時会議を開く").click()
    panel = open_row(page, 1)
    panel.get_by_label("現在の状況", exact=True).fill(ABOUT)
    saved(page)
    page.reload()
    panel = open_row(page, 1)
    expect(panel.locator(".case", has_text=TITLE)).to_be_visible()
    expect(panel.locator(".case", has_text=TITLE).locator(".why")).to_contain_text("理由")


def _page_id(server: LiveServer) -> str:
    (file,) = (server.folder / "kb" / "cases").glob("*.md")
    return file.stem


def _propose(reader: Page, server: LiveServer, page_id: str, instead: str) -> None:
    reader.goto(server.address(f"/corrections/new?page=/kb/cases/{page_id}.html"))
    reader.get_by_label("こう直すとよい").fill(instead)
    reader.get_by_role("button", name="提案する").click()
    expect(reader.get_by_text("提案を届けました。", exact=False)).to_be_visible()


def _a_proposal_is_refused(reader: Page, owner: Page, server: LiveServer, page_id: str, watch: Watch) -> None:
    """With words, which the reader finds at home and puts away."""
    _propose(reader, server, page_id, "味噌汁をやめて、麦茶にする。")
    watch.axe(reader, "a proposal")
    owner.goto(reader.url)
    owner.get_by_label("提案した人への返事").fill("その朝の話なので、このままにします。")
    owner.get_by_role("button", name="返事だけする").click()
    expect(owner.get_by_text("返事を届けました。")).to_be_visible()
    reader.goto(server.address("/"))
    reader.get_by_role("link", name=re.compile("の返事：返事をした")).click()
    expect(reader.get_by_text("その朝の話なので、このままにします。", exact=False)).to_be_visible()
    reader.get_by_role("button", name="読みました").click()
    expect(reader.get_by_role("link", name=re.compile("の返事："))).to_have_count(0)


def _a_proposal_is_taken(reader: Page, owner: Page, author: Page, server: LiveServer, page_id: str) -> None:
    """Back on the author's table with the reader's words; the page stays meanwhile."""
    _propose(reader, server, page_id, "担任が箱を置いた日も書く。")
    owner.goto(reader.url)
    owner.get_by_role("button", name="取り入れる（書いた人に戻す）").click()
    expect(owner.get_by_text("取り入れることにしました。", exact=False)).to_be_visible()
    author.goto(server.address("/case-drafts"))
    row = author.locator("tr", has_text="差し戻し")
    expect(row).to_contain_text("担任が箱を置いた日も書く。")
    assert (server.folder / "kb" / "cases" / f"{page_id}.md").is_file()


def _withdrawn_everywhere(page: Page, server: LiveServer, page_id: str, watch: Watch, pictures: Path) -> None:
    """Versions, file, search, the page and the list of the site."""
    page.goto(server.address(f"/pages/{page_id}"))
    expect(page.get_by_role("cell", name="はじめての公開")).to_be_visible()
    watch.axe(page, "a page with its versions")
    page.locator("summary", has_text="取り下げる").click()
    page.get_by_label(re.compile("^理由")).fill("家族の申し出")
    page.get_by_role("button", name="取り下げる").click()
    expect(page.get_by_text("取り下げたので、版は残っていません。")).to_be_visible()
    page.screenshot(path=pictures / "case-withdrawn.png")
    assert not (server.folder / "kb" / "cases" / f"{page_id}.md").exists()
    page.goto(server.address(f"/kb/cases/{page_id}.html"))
    expect(page.get_by_role("heading", level=1)).to_have_text("取り下げました")
    page.goto(server.address("/search"))
    page.get_by_label("さがす文").fill(TITLE)
    page.get_by_role("search").get_by_role("button", name="さがす").click()
    expect(page.locator("#found")).to_be_visible()
    expect(page.locator(".hit-title", has_text=TITLE)).to_have_count(0)
    _off_the_list(page, server)


def _off_the_list(page: Page, server: LiveServer) -> None:
    """With the next build of the site."""
    for _ in range(120):
        answer = page.request.get(server.address("/kb/cases/index.html"))
        if answer.status == 200 and TITLE not in answer.text():
            return
        page.wait_for_timeout(1_000)
    raise AssertionError("the withdrawn case is still on the list")
