"""Filters with counts on the search page, over a real index of a few pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from conference.library import narrowing
from conference.search_port import QuietSearcher
from search import Results
from search.facets import EVERYTHING, Choice, Facet, Filters
from search.searcher import Searcher
from tests import cast
from tests.browser import Browser, Page
from tests.cast import Actor
from tests.conference.library.test_views import a_hit

As = Callable[[Actor], Browser]
Q = "小学生"


@pytest.fixture
def trainer(app: Flask, as_: As, small_searcher: Searcher) -> Browser:
    app.extensions["search"] = small_searcher
    return as_(cast.NISHIMURA)


def ids(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.soup.select(".hit-title a")]


def buttons(page: Page) -> dict[str, int]:
    """What the buttons of the filters choose, and the number each names."""
    return {
        str(button["value"]): int(button.select_one(".digits").get_text())  # type: ignore[union-attr]
        for button in page.soup.select("button[name=choose]")
    }


def test_each_button_leaves_as_many_as_it_says(trainer: Browser) -> None:
    whole = trainer.post("library.search", {"q": Q})
    assert buttons(whole)
    for chosen, count in buttons(whole).items():
        left = trainer.post("library.search", {"q": Q, "choose": chosen})
        assert len(ids(left)) == count, chosen
        assert ids(left) == [one for one in ids(whole) if one in ids(left)], "the order is the answers' own"


def test_a_choice_stays_with_the_next_question_and_is_taken_off(trainer: Browser) -> None:
    page = trainer.post("library.search", {"q": Q, "choose": "stage:小学生"})
    assert [(tag["name"], tag["value"]) for tag in page.soup.select("#search input[name=stage]")] == [
        ("stage", "小学生")
    ]
    assert "小学生を外す" in page.words
    plain = trainer.post("library.search", {"q": Q, "stage": "小学生", "off": "stage"})
    assert "外す" not in plain.words
    assert len(ids(plain)) > len(ids(page))


def test_what_leaves_nothing_says_so_and_offers_to_take_it_off(trainer: Browser) -> None:
    page = trainer.post("library.search", {"q": "玄関で足が止まる", "kind": "point", "stage": "小学生"})
    assert "しぼると、当てはまるページはありません" in page.words
    offers = [button["value"] for button in page.soup.select("button[name=off]")]
    assert offers == ["kind", "all"]
    assert ids(
        trainer.post(
            "library.search", {"q": "玄関で足が止まる", "kind": "point", "stage": "小学生", "off": "all"}
        )
    )


def test_the_api_tells_the_counts_beside_the_contract(trainer: Browser) -> None:
    told = trainer.get(f"/api/search?q={Q}&stage=小学生").json
    assert {"results", "total", "ms", "facets"} <= told.keys()
    assert {hit["stage"] for hit in told["results"]} == {"小学生"}


READ = [
    ({}, EVERYTHING, "nothing chosen"),
    ({"kind": "case"}, Filters(kind="case"), "kept from the last answers"),
    ({"kind": "case", "choose": "kind:point"}, Filters(kind="point"), "another value of the same filter"),
    ({"choose": "theme:孤立:転入"}, Filters(theme="孤立:転入"), "a colon in a theme"),
    ({"choose": "q:x"}, EVERYTHING, "no such filter"),
    ({"stage": "小学生", "kind": "case", "off": "stage"}, Filters(kind="case"), "one taken off"),
    ({"stage": "小学生", "kind": "case", "off": "all"}, EVERYTHING, "all taken off"),
    ({"off": "q"}, EVERYTHING, "nothing of that name"),
]


@pytest.mark.parametrize(("given", "read", "why"), READ)
def test_the_page_that_was_sent(given: dict[str, str], read: Filters, why: str) -> None:
    assert narrowing.read(given) == read, why


def test_a_value_that_all_answers_have_is_no_choice() -> None:
    results = Results((a_hit(),), total=3, facets=(Facet("kind", (Choice("case", 3),), 3),))
    assert narrowing.groups(results, EVERYTHING) == []
    assert len(narrowing.groups(replace(results, total=4), EVERYTHING)) == 1


def test_a_page_past_its_review_is_marked(app: Flask, as_: As) -> None:
    hit = a_hit()
    old = replace(hit, page=replace(hit.page, review_by=date(2020, 1, 1)))
    app.extensions["search"] = QuietSearcher(Results((old,), total=1))
    assert "見直し予定を過ぎています" in as_(cast.SUZUKI).post("library.search", {"q": "朝"}).words
