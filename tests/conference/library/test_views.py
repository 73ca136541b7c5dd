"""知恵袋 inside the app: the site, the search page, and the search other pages ask."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from conference import search_port
from conference.config import Settings
from search import Hit, Reason, Results
from search.errors import IndexMissing
from search.pages.load import load_pages
from search.results import ReasonKind, Segment
from search.urgent import Urgent
from tests import cast
from tests.browser import Browser
from tests.cast import Actor

As = Callable[[Actor], Browser]
KB = Path(__file__).resolve().parents[3] / "kb"


def a_hit(kind: ReasonKind = "words", title: str = "朝になると、くつが重いと言った子") -> Hit:
    page = next(page for page in load_pages((KB,)).pages if page.id == "c0001")
    return Hit(
        id="c0001", kind="case", title=title, score=1.0, url="/kb/cases/c0001.html", page=page,
        segments=(Segment("朝の"), Segment("一時間", matched=True)),
        reasons=(Reason(kind, "「一時間」があります"),), stage="小学生", origin="fictional",
    )  # fmt: skip


class LostIndex(search_port.QuietSearcher):
    """An index that nobody has built yet."""

    def search(self, *_: object, **__: object) -> Results:
        raise IndexMissing(Path("var/index"))

    def suggest(self, *_: object, **__: object) -> tuple[str, ...]:
        raise IndexMissing(Path("var/index"))


@pytest.fixture
def finds(app: Flask) -> Callable[[Results], None]:
    def put(results: Results) -> None:
        app.extensions["search"] = search_port.QuietSearcher(cases=results)

    return put


def test_a_question_is_answered_with_its_reason(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results((a_hit(),), total=1))

    page = as_(cast.NISHIMURA).post("library.search", {"q": "朝起きられない"})

    assert "1件あります" in page.words
    assert [mark.get_text() for mark in page.soup.select("mark")] == ["一時間"]
    assert "架空・考える材料" in page.words


def test_the_very_words_come_before_the_meaning(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results((a_hit("pair", "意味"), a_hit("words", "言葉")), total=2))

    page = as_(cast.SUZUKI).post("library.search", {"q": "朝"})

    assert [tag.get_text() for tag in page.soup.select(".hit-title a")] == ["言葉", "意味"]
    assert "意味が近いもの" in page.words


def test_nothing_found_says_so_and_shows_a_way_on(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results(notice="見つかりませんでした。"))

    assert "当てはまるページはありません" in as_(cast.SUZUKI).post("library.search", {"q": "野球"}).words


def test_what_must_not_wait_stands_above_everything(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results((a_hit(),), total=1, urgent=(Urgent("あざ・外傷に気づいた", "/kb/urgent.html#u-aza"),)))

    page = as_(cast.KURAMOCHI).post("library.search", {"q": "あざがある"})

    links = [str(link["href"]) for link in page.soup.select("main section a")]
    assert links[:1] == ["/kb/urgent.html#u-aza"]


def test_near_words_are_offered_where_nothing_is_found(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results(suggestions=("手交", "利用勧奨")))

    assert "もしかして：手交、利用勧奨" in as_(cast.KURAMOCHI).post("library.search", {"q": "手工"}).words


def test_the_question_never_stands_in_an_address(as_: As) -> None:
    page = as_(cast.SUZUKI).get("library.search_page")

    assert {"post"} == {str(form.get("method")).lower() for form in page.soup.select("form[role=search]")}


def test_the_api_has_the_shape_of_the_command(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results((a_hit(),), total=1))

    found = as_(cast.TANAKA).get("/api/search?q=朝&kind=case&limit=3").json

    assert {"results", "total", "ms"} == found.keys()
    assert {"id", "kind", "title", "score", "snippet", "reasons", "url"} <= found["results"][0].keys()


@pytest.mark.parametrize("odd", ["kind=person&limit=-1", "limit=9999999", "theme=%E9%AD%94", "q=&limit=x"])
def test_odd_wishes_fall_back_to_the_plain_search(
    as_: As, finds: Callable[[Results], None], odd: str
) -> None:
    finds(Results())

    assert as_(cast.SUZUKI).get(f"/api/search?q=a&{odd}").status == 200


def test_a_missing_index_is_said_in_words(app: Flask, as_: As) -> None:
    app.extensions["search"] = LostIndex()

    assert "検索の準備をしています" in as_(cast.SUZUKI).post("library.search", {"q": "朝"}).words


def test_the_sites_box_is_told_to_search_by_itself(app: Flask, as_: As) -> None:
    app.extensions["search"] = LostIndex()

    assert as_(cast.SUZUKI).client.get("/api/search?q=朝").status_code == 503


def test_the_site_is_for_signed_in_people(browser: Browser, as_: As, settings: Settings) -> None:
    settings.site_dir.mkdir(parents=True, exist_ok=True)
    (settings.site_dir / "index.html").write_text(
        '<!doctype html><html lang="ja"><title>知恵袋</title><h1>知恵袋</h1></html>', encoding="utf-8"
    )

    assert as_(cast.TANAKA).get("/kb/").h1 == "知恵袋"
    assert browser.get("/kb/").h1 == "ログイン"


@pytest.mark.parametrize("path", ["../secret.key", "%2e%2e/secret.key", "nothing.html", "/etc/passwd"])
def test_nothing_beside_the_site_is_given_out(as_: As, path: str) -> None:
    assert as_(cast.SUZUKI).get(f"/kb/{path}").status == 404


def test_what_is_typed_is_suggested_on(as_: As, finds: Callable[[Results], None]) -> None:
    finds(Results(suggestions=("要対協", "要保護児童")))

    assert as_(cast.TANAKA).post("library.suggest", {"q": "よう"}).json == {
        "suggestions": ["要対協", "要保護児童"]
    }


@pytest.mark.parametrize(
    ("typed", "why"), [("", "nothing typed"), (" ", "a blank"), ("朝" * 41, "a sentence already")]
)
def test_nothing_is_suggested_on(as_: As, finds: Callable[[Results], None], typed: str, why: str) -> None:
    finds(Results(suggestions=("要対協",)))

    assert as_(cast.SUZUKI).post("library.suggest", {"q": typed}).json == {"suggestions": []}, why


def test_without_an_index_the_box_is_quiet(app: Flask, as_: As) -> None:
    app.extensions["search"] = LostIndex()

    assert as_(cast.SUZUKI).post("library.suggest", {"q": "朝"}).json == {"suggestions": []}


def test_suggesting_needs_no_address_with_the_question(as_: As) -> None:
    assert as_(cast.SUZUKI).client.get("/search/suggest?q=朝").status_code == 405


def test_both_boxes_know_where_to_ask(as_: As) -> None:
    browser = as_(cast.SUZUKI)

    for page in (browser.get("library.search_page"), browser.get("home.index")):
        assert [tag["data-suggest"] for tag in page.soup.select("[data-suggest]")] == ["/search/suggest"]
