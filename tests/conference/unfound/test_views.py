"""The list of words not found: counted by searching, read by few, put away with undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from conference import db
from conference.search_port import QuietSearcher
from conference.unfound.models import UnfoundSearch
from search import Results
from tests import cast
from tests.browser import Browser
from tests.cast import Actor
from tests.conference.library.test_views import LostIndex, a_hit

As = Callable[[Actor], Browser]
WORD = "てくてく便"


@pytest.fixture(autouse=True)
def nothing_is_found(app: Flask) -> None:
    app.extensions["search"] = QuietSearcher()


def asked_by(as_: As, *actors: Actor, words: str = WORD) -> None:
    for actor in actors:
        assert as_(actor).post("library.search", {"q": words}).status == 200


def kept(app: Flask) -> int:
    with db.reading(app.extensions["engine"]) as looking:
        return looking.query(UnfoundSearch).count()


def test_three_people_make_a_line_that_offers_a_synonym(as_: As) -> None:
    asked_by(as_, cast.SUZUKI, cast.INUI, cast.KURAMOCHI)
    page = as_(cast.NISHIMURA).get("unfound.listed")
    assert [tag.get_text() for tag in page.soup.select("tbody th")] == [WORD]
    assert "3人" in page.words
    links = [str(link["href"]) for link in page.soup.select("tbody a")]
    assert links
    assert not any("てく" in link or "%" in link for link in links), "the word stands in no address"
    assert as_(cast.NISHIMURA).get(links[0]).soup.select_one("#f-names")


def test_two_people_make_no_line_on_any_screen(as_: As) -> None:
    asked_by(as_, cast.SUZUKI, cast.INUI)
    for endpoint in ("unfound.listed", "wordbook.book", "wordbook.new", "library.search_page"):
        assert WORD not in as_(cast.SATO).get(endpoint).text


@pytest.mark.parametrize(
    "actor", [cast.SUZUKI, cast.INUI, cast.TANAKA, cast.KANRI], ids=lambda one: one.login
)
def test_only_those_who_keep_the_words_read_it(as_: As, actor: Actor) -> None:
    assert as_(actor).get("unfound.listed").status == 403
    assert "見つからなかった言葉" not in as_(actor).get("library.search_page").words


def test_put_away_and_back(as_: As) -> None:
    asked_by(as_, cast.SUZUKI, cast.INUI, cast.KURAMOCHI)
    sato = as_(cast.SATO)
    page = sato.get("unfound.listed")
    action = str(page.soup.select_one("tbody form")["action"])  # type: ignore[index]
    away = sato.post(action)
    assert away.soup.select("tbody th") == []
    assert f"「{WORD}」を片づけました。" in away.notices[0]
    back = sato.post(str(away.soup.select_one(".notice form")["action"]))  # type: ignore[index]
    assert [tag.get_text() for tag in back.soup.select("tbody th")] == [WORD]


def test_what_is_found_is_not_counted(app: Flask, as_: As) -> None:
    app.extensions["search"] = QuietSearcher(cases=Results((a_hit(),), total=1, answers=1))
    asked_by(as_, cast.SUZUKI)
    app.extensions["search"] = QuietSearcher(cases=Results(answers=4))  # there are answers; filters left none
    asked_by(as_, cast.SUZUKI)
    app.extensions["search"] = LostIndex()
    asked_by(as_, cast.SUZUKI)
    assert kept(app) == 0


def test_typing_in_the_sites_box_is_not_counted(app: Flask, as_: As) -> None:
    as_(cast.SUZUKI).get(f"/api/search?q={WORD}")
    as_(cast.SUZUKI).post("library.suggest", {"q": WORD})
    assert kept(app) == 0
