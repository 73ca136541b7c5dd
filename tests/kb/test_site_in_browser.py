"""The built site in a real browser: nothing asked of anybody outside, and one search box that always answers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from tests.kb import site_factory as make

pytestmark = pytest.mark.browser
build = make.builder()
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ASSETS = make.ROOT / "var" / "assets" / "node_modules"
API = '{"results":[{"id":"c0001","kind":"case","title":"道具の答え","snippet":"","reasons":["同じ点：朝"],"url":"/kb/cases/c0001.html"}],"total":1,"ms":1}'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM or not ASSETS.is_dir():
        if os.environ.get("CHROMIUM_REQUIRED"):
            pytest.fail("no Chromium or no browser files here: CI prepares both")
        pytest.skip("Chromium か画面の部品がないため、サイトの画面の試験を省きました。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy for a shared folder; a served site has the same pages."""
    base = tmp_path_factory.mktemp("copied")
    settings = make.settings(
        base, c0001=make.case(), c0002=make.case("c0002", title="眠れない夜"), p4_2=make.point()
    )
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
        lambda route: route.fulfill(path=folder / route.request.url.split("/kb/")[1]),
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
    assert not page.is_visible("text=朝の訪問を週二回にする。")
    assert not page.is_visible("text=進行役メモ")
    page.emulate_media(media="screen")
    page.reload()
    page.click("summary:has-text('会議で決めたこと')")
    page.emulate_media(media="print")
    assert page.is_visible("text=朝の訪問を週二回にする。")


@pytest.mark.parametrize("url", ["index.html", "cases/index.html", "cases/c0001.html", "points/p4-2.html"])
@pytest.mark.parametrize("width", [1366, 375])
def test_axe_finds_nothing(page: Page, folder: Path, url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    page.goto((folder / url).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.evaluate((ASSETS / "axe-core" / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes[0].html]))")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
