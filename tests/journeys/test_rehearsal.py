"""A whole meeting of thirty rows with twelve signed-in people; its clicks and keystrokes are counted and printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.figures import Show
from tests.journeys.conftest import OFFICE_SCREEN
from tests.journeys.room import ROWS, TALKED_ABOUT, Colleague, Room, everybody, prepare
from tests.journeys.server import LiveServer, running, take_over
from tests.journeys.steps import row, saved, sign_in
from tests.journeys.watch import Watch, watched

pytestmark = pytest.mark.browser
OPENING, TOGETHER, TALK, CLOSING = "前回決めたこと", "一括確認", "協議", "閉会と確定"
MOST_TOGETHER, MOST_TALK = 1.0, 12.0
"""Clicks and keys for one decided row, besides the words themselves."""
TYPISTS = 3


@dataclass
class Hands:
    """The facilitator's hands: whatever they do is counted under the part of the meeting it belongs to."""

    page: Page
    part: str = OPENING
    clicks: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)

    def click(self, goal: Locator) -> None:
        self.clicks[self.part] += 1
        goal.click()

    def press(self, key: str) -> None:
        self.keys[self.part] += 1
        self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.letters[self.part] += len(text)
        self.page.keyboard.type(text)

    def reach(self, name: str) -> None:
        """Tab until the field has the focus."""
        for _ in range(12):
            now = self.page.evaluate("document.activeElement?.dataset?.field ?? ''")
            if now == name or (name.startswith(":") and now.endswith(name)):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def per_row(self, part: str, rows: int) -> float:
        return (self.clicks[part] + self.keys[part]) / rows


@pytest.fixture(scope="module")
def room_and_server(
    first_start: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Room, LiveServer]]:
    """An office with thirty rows and twelve people."""
    folder = take_over(first_start, tmp_path_factory.mktemp("meeting"))
    room = prepare(folder)
    with running(folder) as live:
        yield room, live


def test_thirty_rows_with_twelve_people(
    room_and_server: tuple[Room, LiveServer], chromium: Browser, show: Show
) -> None:
    room, live = room_and_server
    watch = Watch(live.url)
    context = chromium.new_context(viewport=OFFICE_SCREEN, locale="ja-JP")
    hands = Hands(sign_in(watched(context.new_page(), watch), live, "tokatsu"))
    others = everybody(live.url)
    hands.page.goto(live.address(f"/conferences/{room.conference_id}"))

    _what_was_decided(hands)
    _together(hands)
    _talk(hands, room, others)
    _close_and_confirm(hands)

    _everybody_heard(room, others)
    _nothing_was_lost(others[0].read(f"/conferences/{room.conference_id}/minutes"))
    watch.axe(hands.page, "the confirmed roster of thirty")
    context.close()
    show(table(hands))
    assert hands.per_row(TOGETHER, ROWS - TALKED_ABOUT) <= MOST_TOGETHER
    assert hands.per_row(TALK, TALKED_ABOUT) <= MOST_TALK
    watch.assert_quiet()


def _what_was_decided(hands: Hands) -> None:
    """Opens there; twenty workers have answered the day before, so the room is asked about ten."""
    hands.click(hands.page.get_by_role("button", name="会議を始める"))
    expect(hands.page.get_by_role("heading", level=1)).to_have_text(OPENING)
    left = hands.page.locator("#left b")
    expect(left).to_have_text(str(2 * TALKED_ABOUT))
    hands.page.wait_for_load_state("load")
    for number in range(2 * TALKED_ABOUT):
        _to_the_next_unsaid(hands)
        hands.press("12"[number % 2])
        expect(left).to_have_text(str(2 * TALKED_ABOUT - number - 1))
    saved(hands.page)


def _to_the_next_unsaid(hands: Hands) -> None:
    """What has been answered already is passed over with ↓."""
    for _ in range(2 * ROWS):
        if hands.page.evaluate("!document.activeElement.closest('[data-radios]')?.querySelector(':checked')"):
            return
        hands.press("ArrowDown")
    raise AssertionError("nothing is left to ask")


def _together(hands: Hands) -> None:
    """Twenty rows in one breath."""
    hands.part = TOGETHER
    hands.click(hands.page.get_by_role("link", name="一括確認へ", exact=True))
    hands.click(hands.page.get_by_role("button", name=f"{ROWS - TALKED_ABOUT}件を一括確認する"))
    expect(hands.page.get_by_text(f"{ROWS - TALKED_ABOUT}件を一括確認しました。")).to_be_visible()
    expect(hands.page.locator(".tag.together")).to_have_count(ROWS - TALKED_ABOUT)


def _talk(hands: Hands, room: Room, others: list[Colleague]) -> None:
    """Ten rows by keyboard, the next opening by itself; three colleagues write in the same rows meanwhile."""
    hands.part = TALK
    numbers = [ROWS // TALKED_ABOUT * each for each in range(1, TALKED_ABOUT + 1)]
    for turn, (number, row_id) in enumerate(zip(numbers, room.talked_about, strict=True)):
        panel = row(hands.page, number).locator("[data-panel]")
        expect(panel.locator("[data-field=kind]").first).to_be_attached()
        others[turn % TYPISTS].type(row_id, "situation", f"席から書いた様子 {number}")
        _decide(hands, number)
        expect(row(hands.page, number).locator(".tag.decided")).to_be_visible()


def _decide(hands: Hands, number: int) -> None:
    """継続, policy, one role with a deadline; the dates and the family line are proposed."""
    hands.reach("kind")
    hands.press("1")
    hands.reach("policy")
    hands.write(f"{number}番は訪問を週1回に増やす。")
    hands.reach(":side")
    hands.press("ArrowDown")
    hands.reach(":who")
    hands.write("三宅")
    hands.reach(":what")
    hands.write("訪問の日を家族と決める")
    hands.reach(":due_on")
    hands.write("12/10")
    hands.press("Control+Enter")


def _close_and_confirm(hands: Hands) -> None:
    hands.part = CLOSING
    hands.click(hands.page.get_by_role("link", name="閉会する"))
    expect(hands.page.get_by_text("まだ決めていない行")).to_have_count(0)
    hands.click(hands.page.get_by_role("button", name="閉会する"))
    expect(hands.page.locator(".bar-phase")).to_have_text("記録確認中")
    hands.click(hands.page.get_by_role("button", name="記録を確定する"))
    expect(hands.page.locator(".bar-phase")).to_have_text("確定")


def _everybody_heard(room: Room, others: list[Colleague]) -> None:
    """Eleven streams, each told of every row that was talked about."""
    deaf = {
        each.login: sorted(set(room.talked_about) - each.rows_heard("field"))
        for each in others
        if not set(room.talked_about) <= each.rows_heard("field")
    }
    assert deaf == {}


def _nothing_was_lost(minutes: str) -> None:
    for number in range(ROWS // TALKED_ABOUT, ROWS + 1, ROWS // TALKED_ABOUT):
        assert f"{number}番は訪問を週1回に増やす。" in minutes
        assert f"席から書いた様子 {number}" in minutes
    kept = [number for number in range(1, ROWS + 1) if f"方針{number}を続ける。" in minutes]
    assert len(kept) >= ROWS - TALKED_ABOUT
    assert re.search("訪問の日を家族と決める", minutes)


def table(hands: Hands) -> str:
    """The count of each part, in a table that a person reads."""
    rows = {OPENING: ROWS, TOGETHER: ROWS - TALKED_ABOUT, TALK: TALKED_ABOUT, CLOSING: ROWS}
    lines = [f"\n{'part':<10}{'rows':>6}{'clicks':>8}{'keys':>6}{'per row':>9}{'letters':>9}"]
    lines += [
        f"{part:<10}{count:>6}{hands.clicks[part]:>8}{hands.keys[part]:>6}{hands.per_row(part, count):>9.2f}{hands.letters[part]:>9}"
        for part, count in rows.items()
    ]
    return "\n".join(lines)
