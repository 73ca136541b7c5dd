"""Two people in one row, the network away and back, and a sentence being composed: no word is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.server import LiveServer
from tests.journeys.steps import make_conference, open_row, saved, sign_in
from tests.journeys.watch import Watch

pytestmark = pytest.mark.browser


@pytest.fixture
def meeting(server: LiveServer, open_page: Callable[[], Page]) -> Page:
    """統括支援員 in a meeting of one household, typed in by hand."""
    page = sign_in(open_page(), server, "tokatsu")
    make_conference(page, "随時", "R9.2.10")
    page.get_by_role("link", name="入れずに名簿へ").click()
    page.get_by_role("link", name="世帯を加える").last.click()
    page.get_by_label("世帯の名前").fill("雨宮")
    page.get_by_label("名前", exact=True).fill("律")
    page.get_by_label("生年月日か妊娠週数").fill("R2.5.5")
    page.get_by_role("button", name=re.compile("名簿に加える|別の世帯として加える")).click()
    if page.get_by_role("button", name="別の世帯として加える").is_visible():
        page.get_by_role("button", name="別の世帯として加える").click()
    page.get_by_role("button", name="会議を始める").click()
    expect(page.locator(".bar-phase")).to_have_text("開催中")
    return page


def _policy(page: Page) -> Locator:
    return page.get_by_label("方針", exact=True)


def test_two_editors_keep_both_texts(
    server: LiveServer, open_page: Callable[[], Page], meeting: Page, watch: Watch
) -> None:
    other = sign_in(open_page(), server, "jifuku")
    other.goto(meeting.url.split("#")[0])
    open_row(meeting, 1)
    open_row(other, 1)
    other.context.set_offline(True)  # she writes before she can hear of the other text
    _policy(other).fill("訪問を週1回にする、園も")
    _policy(meeting).fill("訪問を週1回にする。朝も")
    saved(meeting)
    other.context.set_offline(False)
    conflict = other.get_by_role("group", name="二つの文")
    expect(conflict).to_contain_text("どちらも消えていません")
    watch.axe(other, "two texts")
    conflict.get_by_role("button", name="両方をつなげる").click()
    saved(other)
    meeting.reload()  # a field in use waits for its person: she sees it on leaving, or anew
    for page in (meeting, other):
        expect(_policy(page)).to_have_value(re.compile("朝も.*園も|園も.*朝も"))


def test_what_is_typed_while_the_network_is_away_is_sent_on_return(meeting: Page) -> None:
    open_row(meeting, 1)
    meeting.context.set_offline(True)
    _policy(meeting).fill("電話を続ける。")
    expect(meeting.locator("#away")).to_contain_text("書いた文はこの画面に残り、つながると送ります")
    meeting.context.set_offline(False)
    expect(meeting.locator("#away")).to_contain_text("つながりました。")
    saved(meeting)
    meeting.reload()
    expect(_policy(meeting)).to_have_value("電話を続ける。")


def test_nothing_is_sent_while_a_sentence_is_composed(meeting: Page) -> None:
    open_row(meeting, 1)
    sent: list[str] = []
    meeting.on("request", lambda request: sent.append(request.url) if request.url.endswith("/save") else None)
    _policy(meeting).evaluate(
        """field => {
          field.focus();
          const tell = (kind, data) => field.dispatchEvent(new CompositionEvent(kind, { data, bubbles: true }));
          tell("compositionstart", "");
          for (const text of ["ほ", "ほう", "ほうもん"]) {
            field.value = text;
            tell("compositionupdate", text);
            field.dispatchEvent(new InputEvent("input", { data: text, isComposing: true, bubbles: true }));
          }
          const enter = { key: "Enter", ctrlKey: true, keyCode: 229, isComposing: true, bubbles: true };
          field.dispatchEvent(new KeyboardEvent("keydown", enter));
        }"""
    )
    meeting.wait_for_function("() => new Promise(done => setTimeout(() => done(true), 1500))")
    assert sent == []
    expect(meeting.locator(".tag.decided")).to_have_count(0)
    _policy(meeting).evaluate(
        """field => {
          field.value = "訪問";
          field.dispatchEvent(new CompositionEvent("compositionend", { data: "訪問", bubbles: true }));
        }"""
    )
    saved(meeting)
    assert len(sent) == 1
    meeting.reload()
    expect(_policy(meeting)).to_have_value("訪問")
