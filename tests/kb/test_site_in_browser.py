"""The built site in a real browser: nothing asked of anybody outside, and one search box that always answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.chromium import missing
from tests.kb import site_factory as make

pytestmark = pytest.mark.browser
build = make.builder()
ASSETS = make.ROOT / "var" / "assets" / "node_modules"
API = '{"results":[{"id":"c0001","kind":"case","title":"道具の答え","snippet":"","reasons":["同じ点：朝"],"url":"/kb/cases/c0001.html"}],"total":1,"ms":1}'

GLOSSARY = """
- {term: 訪問, reading: ほうもん, also: [], meaning: 家へ行って会うこと。, sources: [S4]}
- {term: 電話, reading: でんわ, also: [], meaning: 声で話すこと。, sources: []}
"""
URGENT = "contacts: [{id: boss, who: 上司, number: 内線1, when: 最初に}]\nwords: [{anchor: u-injury, heading: あざ・外傷, words: [あざ]}]\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy for a shared folder; a served site has the same pages."""
    if not ASSETS.is_dir():
        missing("browser files")
    base = tmp_path_factory.mktemp("copied")
    settings = make.settings(
        base, c0001=make.case(), c0002=make.case("c0002", title="眠れない夜"), p4_2=make.point()
    )
    (settings.kb_dir / "glossary.yml").write_text(GLOSSARY, "utf-8")
    (settings.kb_dir / "urgent.yml").write_text(URGENT, "utf-8")
    (settings.kb_dir / "urgent.md").write_text("# まず上司へ\n\n## あざ・外傷 { #u-injury }\n", "utf-8")
    settings = replace(settings, offline=True, assets_dir=ASSETS)
    assert build.run(settings, strict=True) == 0
    return settings.site_dir


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="ja-JP")
    yield context.new_page()
    context.close()


def served(page: Page, folder: Path, answer: Callable[[Route], None]) -> list[str]:
    """Show the folder at http://site.test/kb/; returns the questions that reach the tool."""
    asked: list[str] = []

    def api(route: Route) -> None:
        asked.append(route.request.url)
        answer(route)

    page.route(
        "http://site.test/kb/**",
        lambda route: route.fulfill(path=folder / route.request.url.split("/kb/")[1].split("?")[0]),
    )
    page.route("http://site.test/api/**", api)
    return asked


def test_a_copied_folder_searches_and_asks_nobody(page: Page, folder: Path) -> None:
    outside: list[str] = []
    faults: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            outside.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "points/p4-2.html").as_uri())
    page.fill("#kb-q", "眠れない夜")
    page.wait_for_selector(".kb-results a")
    assert "眠れない夜" in page.inner_text(".kb-results")
    assert (outside, faults) == ([], [])


def test_the_tool_is_asked_where_it_answers(page: Page, folder: Path) -> None:
    asked = served(page, folder, lambda route: route.fulfill(content_type="application/json", body=API))
    page.goto("http://site.test/kb/cases/c0001.html")
    page.fill("#kb-q", "朝")
    page.wait_for_selector(".kb-results a")
    assert "同じ点：朝" in page.inner_text(".kb-results")
    assert len(asked) == 1


def test_somebody_signed_out_is_told_so(page: Page, folder: Path) -> None:
    served(page, folder, lambda route: route.fulfill(status=401, body=""))
    page.goto("http://site.test/kb/cases/c0001.html")
    page.fill("#kb-q", "朝")
    page.wait_for_selector(".kb-results__notice")
    assert "ログインすると" in page.inner_text(".kb-results")


def test_what_must_not_wait_stands_above_every_answer(page: Page, folder: Path) -> None:
    served(page, folder, lambda route: route.fulfill(content_type="application/json", body=API))
    for address in ("http://site.test/kb/cases/c0001.html", (folder / "cases/c0001.html").as_uri()):
        page.goto(address)
        page.fill("#kb-q", "腕にアザがある")
        page.wait_for_selector(".kb-results:not([hidden])")
        first = page.inner_text(".kb-results > :first-child")
        assert "上司 内線1" in first
        page.click(".kb-results__urgent a")
        assert page.url.endswith("urgent.html#u-injury")
    page.goto((folder / "cases/c0001.html").as_uri())
    page.fill("#kb-q", "眠れない夜")
    page.wait_for_selector(".kb-results a")
    assert page.query_selector(".kb-results__urgent") is None


def test_a_word_tells_its_meaning_by_key_and_by_touch(chromium: Browser, page: Page, folder: Path) -> None:
    address = (folder / "cases/c0001.html").as_uri()
    page.goto(address)
    page.click("summary:has-text('会議で決めたこと')")
    page.focus("a.kb-term >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kb-tip >> text=家へ行って会うこと。")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "用語集で見る"
    page.keyboard.press("Escape")
    assert page.query_selector(".kb-tip") is None
    assert page.evaluate("document.activeElement.matches('.kb-term')")
    context = chromium.new_context(viewport={"width": 375, "height": 700}, has_touch=True)
    phone = context.new_page()
    phone.goto(address)
    phone.tap("summary:has-text('少数意見')")
    phone.tap("a.kb-term:has-text('電話')")
    phone.wait_for_selector(".kb-tip >> text=補足")
    box = phone.locator(".kb-tip").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 375
    phone.tap(".kb-tip a")
    phone.wait_for_url("**/glossary.html#g-*")
    context.close()


def test_readings_are_shown_when_asked_for_and_stay(page: Page, folder: Path) -> None:
    page.goto((folder / "cases/c0001.html").as_uri())
    page.click("summary:has-text('会議で決めたこと')")
    assert not page.is_visible("rt >> nth=0")
    page.click("text=ふりがな")
    assert page.is_visible("rt >> nth=0")
    page.reload()
    page.click("summary:has-text('会議で決めたこと')")
    assert page.is_visible("rt >> nth=0")
    assert page.get_attribute(".kb-ruby", "aria-pressed") == "true"


def test_terms_are_sifted_by_their_reading(page: Page, folder: Path) -> None:
    page.goto((folder / "glossary.html").as_uri())
    page.fill(".kb-filter input", "ホウ")
    assert page.locator(".kb-terms > div:visible").count() == 1
    assert page.inner_text(".kb-filter__count") == "1件"
    assert page.locator("h2:visible").all_inner_texts()[0] == "は行"


def test_nothing_is_asked_while_an_input_method_is_composing(page: Page, folder: Path) -> None:
    asked = served(page, folder, lambda route: route.fulfill(content_type="application/json", body=API))
    page.clock.install()
    page.goto("http://site.test/kb/cases/c0001.html")
    page.focus("#kb-q")
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "あさ", "selectionStart": 2, "selectionEnd": 2})
    page.evaluate("document.querySelector('.kb-search').requestSubmit()")
    page.clock.run_for(2000)
    assert asked == []
    keys.send("Input.insertText", {"text": "朝"})
    page.clock.run_for(2000)
    page.wait_for_selector(".kb-results a")
    assert len(asked) == 1


def test_paper_has_the_folded_sections_of_a_point_and_not_the_decisions_of_a_case(
    page: Page, folder: Path
) -> None:
    page.goto((folder / "points/p4-2.html").as_uri())
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.is_visible("text=覚えているうちに書くためです。")
    page.goto((folder / "cases/c0001.html").as_uri())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not page.is_visible("text=週二回にする。")
    assert not page.is_visible("text=進行役メモ")
    page.emulate_media(media="screen")
    page.reload()
    page.click("summary:has-text('会議で決めたこと')")
    page.emulate_media(media="print")
    assert page.is_visible("text=週二回にする。")


@pytest.mark.parametrize(
    "url", ["index.html", "cases/index.html", "cases/c0001.html", "points/p4-2.html", "glossary.html"]
)
@pytest.mark.parametrize("width", [1366, 375])
def test_axe_finds_nothing(page: Page, folder: Path, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.goto((folder / url).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate((ASSETS / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes[0].html]))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
