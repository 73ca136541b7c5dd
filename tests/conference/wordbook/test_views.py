"""同じ意味の言葉 on the screen: tried, saved, in the search at once, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.config import Settings
from conference.search_port import QuietSearcher
from conference.similar.service import Asked, Similar
from conference.unfound import service as unfound
from conference.wordbook import office_file
from search.searcher import Searcher
from tests import cast
from tests.browser import Browser, Page
from tests.cast import Actor
from tests.conference.similar.test_service import CASES, POINTS

As = Callable[[Actor], Browser]
NAMES = "みまもり隊\nヤングケアラー"


@pytest.fixture
def trainer(as_: As, searching: Searcher) -> Browser:
    return as_(cast.NISHIMURA)


def titles(page: Page, column: int) -> list[list[str]]:
    """The titles of each question's line, in 今 (1) or 保存したあと (2)."""
    lines = page.soup.select(".compared tbody tr")
    return [[link.get_text() for link in line.select("td")[column - 1].select("a")] for line in lines]


def found(browser: Browser, text: str) -> list[str]:
    page = browser.post("library.search", {"q": text})
    return [link.get_text() for link in page.soup.select(".hit-title a")]


def test_tried_before_it_is_kept(trainer: Browser, settings: Settings) -> None:
    page = trainer.post("wordbook.preview", {"names": NAMES, "questions": "みまもり隊\n三歳児健診"})
    assert titles(page, 1)[0] == []
    assert "祖母の台所" in titles(page, 2)[0]
    assert titles(page, 1)[1] == titles(page, 2)[1] != []
    assert "2のうち1で、見つかるページが変わります。まだ保存していません。" in page.words
    assert not (settings.office_kb_dir / office_file.NAME).exists()
    assert found(trainer, "みまもり隊") == []


def test_without_questions_the_names_are_tried_and_what_was_not_found(
    trainer: Browser, app: Flask, session: Session
) -> None:
    for person in (1, 2, 3):
        unfound.note(session, app.extensions["key"], person, "てくてく便")
    session.commit()
    page = trainer.post("wordbook.preview", {"names": NAMES})
    assert [tag.contents[0] for tag in page.soup.select(".compared th[scope=row]")] == [
        "みまもり隊",
        "ヤングケアラー",
        "てくてく便",
    ]


def test_saved_is_in_the_search_at_once_and_taken_back(trainer: Browser) -> None:
    page = trainer.post("wordbook.save", {"names": NAMES})
    assert "「みまもり隊・ヤングケアラー」を保存しました。" in page.notices[0]
    assert "祖母の台所" in found(trainer, "みまもり隊")
    undone = trainer.post(str(page.soup.select_one(".notice form")["action"]))  # type: ignore[index]
    assert found(trainer, "みまもり隊") == []
    assert "西村 香" in undone.words, "who changed what stays to be read"


def test_a_group_is_changed_and_taken_out(trainer: Browser, settings: Settings) -> None:
    trainer.post("wordbook.save", {"names": NAMES})
    link = trainer.get("wordbook.book").soup.select_one(".wordbook a")
    form = trainer.get(str(link["href"])).soup  # type: ignore[index]
    key = str(form.select_one("input[name=key]")["value"])  # type: ignore[index]
    trainer.post("wordbook.save", {"key": key, "names": "みまもり隊\n口腔内"})
    assert office_file.groups(settings.office_kb_dir) == [["みまもり隊", "口腔内"]]
    key = str(trainer.get("wordbook.book").soup.select_one(".wordbook form")["action"])  # type: ignore[index]
    page = trainer.post(key)
    assert office_file.groups(settings.office_kb_dir) == []
    trainer.post(str(page.soup.select_one(".notice form")["action"]))  # type: ignore[index]
    assert office_file.groups(settings.office_kb_dir) == [["みまもり隊", "口腔内"]]


def test_two_people_at_one_group(trainer: Browser, as_: As) -> None:
    trainer.post("wordbook.save", {"names": NAMES})
    key = str(trainer.get("wordbook.book").soup.select_one(".wordbook a")["href"]).rpartition("/")[2]  # type: ignore[index]
    as_(cast.SATO).post("wordbook.save", {"key": key, "names": "みまもり隊\n口腔内"})
    late = trainer.post("wordbook.save", {"key": key, "names": "みまもり隊\n訪問"})
    assert late.status == 409
    assert "ほかの人が先に変えました" in late.words


def test_what_cannot_stay_is_said_at_the_field(trainer: Browser) -> None:
    for endpoint in ("wordbook.save", "wordbook.preview"):
        page = trainer.post(endpoint, {"names": "ショートステイ\n短期入所"})
        assert page.status == 422
        assert "別のもの" in page.soup.select_one("#f-names-problem").get_text()  # type: ignore[union-attr]
        assert "短期入所" in page.soup.select_one("#f-names").get_text(), "what was typed stays"  # type: ignore[union-attr]


def test_a_damaged_file_is_said_and_left(trainer: Browser, settings: Settings) -> None:
    settings.office_kb_dir.mkdir(parents=True, exist_ok=True)
    file = settings.office_kb_dir / office_file.NAME
    file.write_text("same: [", encoding="utf-8")
    page = trainer.get("wordbook.book")
    assert "読み取れないため" in page.words
    assert "要対協・要保護児童対策地域協議会" in page.words, "the product's own are still there"
    assert trainer.post("wordbook.save", {"names": NAMES}).status == 409
    assert file.read_text(encoding="utf-8") == "same: ["
    assert found(trainer, "ヤングケアラー")


def test_answers_kept_for_the_meeting_are_asked_anew(trainer: Browser, app: Flask) -> None:
    kept = Similar(QuietSearcher(CASES, POINTS))
    app.extensions["similar"] = kept
    before = kept.find(Asked("欠席が続く", None))
    trainer.post("wordbook.save", {"names": NAMES})
    assert kept.find(Asked("欠席が続く", None)) is not before


def test_the_products_own_words_are_read_only(trainer: Browser) -> None:
    page = trainer.get("wordbook.book")
    assert page.soup.select(".shipped li")
    assert page.soup.select(".shipped form, .shipped a") == []


def test_no_word_stands_in_an_address(trainer: Browser) -> None:
    page = trainer.post("wordbook.save", {"names": NAMES})
    addresses = [str(tag.get("href") or tag.get("action")) for tag in page.soup.select("a, form")]
    assert not any("%" in address for address in addresses)


@pytest.mark.parametrize("actor", [cast.SUZUKI, cast.TANAKA, cast.KANRI], ids=lambda one: one.login)
def test_others_neither_read_nor_write(as_: As, actor: Actor) -> None:
    browser = as_(actor)
    assert browser.get("wordbook.book").status == 403
    assert browser.post("wordbook.save", {"names": NAMES}).status == 403


def test_in_an_office_that_wants_the_library_only(library_app: Flask) -> None:
    browser = Browser(library_app).sign_in(cast.NISHIMURA.login)
    assert browser.post("wordbook.save", {"names": NAMES}).notices
