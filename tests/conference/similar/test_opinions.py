"""参考になった・違う: kept, told to the next reader, taken back; the order is never theirs to change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import clock, db
from conference.rosters.models import Row
from conference.search_port import QuietSearcher
from conference.similar import opinions
from conference.similar.models import SimilarOpinion, Verdict
from conference.similar.service import Similar
from search import Results
from tests import cast, factories
from tests.browser import Browser, Page
from tests.conference.similar.test_service import CASES, POINTS
from tests.fakes import FixedClock

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def row(session: Session, app: Flask) -> Row:
    app.extensions["similar"] = Similar(QuietSearcher(CASES, POINTS))
    made: Row = factories.a_row(session, factories.a_conference(session, held_on=date(2026, 7, 23)))
    session.commit()
    return made


def titles(page: Page) -> list[str]:
    return [tag.get_text() for tag in page.soup.select("h3")]


def told(page: Page) -> list[str]:
    return [tag.get_text() for tag in page.soup.select(".case-said")]


def test_the_next_reader_is_told_when_and_by_whom(as_: As, row: Row) -> None:
    said = as_(cast.SUZUKI).post("similar.say_helpful", row_id=row.id, page_id="c0002")
    assert "「参考になった」を残しました。" in said.words
    assert told(as_(cast.INUI).get("similar.panel", row_id=row.id)) == ["7月の会議で参考になった（鈴木）"]


def test_the_order_stays_the_searchs_own(as_: As, row: Row, session: Session) -> None:
    """Whatever is said, of this household or of all others, nothing moves up or down."""
    others = [factories.a_row(session, row.conference) for _ in range(4)]
    session.commit()
    suzuki = as_(cast.SUZUKI)
    before = titles(suzuki.get("similar.panel", row_id=row.id))
    for other in others:
        suzuki.post("similar.say_helpful", row_id=other.id, page_id="c0008")
        suzuki.post("similar.reject", row_id=other.id, page_id="c0001")
    suzuki.post("similar.say_helpful", row_id=row.id, page_id="c0003")
    suzuki.post("similar.say_helpful", row_id=row.id, page_id="c0007")
    assert titles(as_(cast.INUI).get("similar.panel", row_id=row.id)) == before == ["事例1", "事例2", "事例3"]


def test_the_office_is_counted_without_naming_a_household(as_: As, row: Row, session: Session) -> None:
    others = [factories.a_row(session, row.conference) for _ in range(3)]
    session.commit()
    for other in others:
        as_(cast.SUZUKI).post("similar.say_helpful", row_id=other.id, page_id="c0001")
    page = as_(cast.INUI).get("similar.panel", row_id=row.id)
    assert told(page) == ["この職場で3回 参考になった"]
    assert not any(
        other.household.name in page.words for other in others if other.household.name != row.household.name
    )


def test_it_is_taken_back_by_whom_it_came_from(as_: As, row: Row) -> None:
    suzuki, inui = as_(cast.SUZUKI), as_(cast.INUI)
    suzuki.post("similar.say_helpful", row_id=row.id, page_id="c0001")
    inui.post("similar.say_helpful", row_id=row.id, page_id="c0001")
    page = suzuki.post("similar.take_helpful_back", row_id=row.id, page_id="c0001")
    assert told(page) == ["7月の会議で参考になった（乾）"]


def test_one_person_has_one_word(as_: As, row: Row, app: Flask) -> None:
    suzuki = as_(cast.SUZUKI)
    suzuki.post("similar.say_helpful", row_id=row.id, page_id="c0001")
    page = suzuki.post("similar.reject", row_id=row.id, page_id="c0001")
    with db.reading(app.extensions["engine"]) as looking:
        assert [one.verdict for one in looking.query(SimilarOpinion)] == [Verdict.DIFFERENT]
    assert "事例1" not in titles(page)
    again = as_(cast.INUI).post("similar.take_back", row_id=row.id, page_id="c0001")
    assert titles(again) == ["事例1", "事例2", "事例3"]


def test_who_set_a_case_aside_is_told(as_: As, row: Row) -> None:
    as_(cast.SUZUKI).post("similar.reject", row_id=row.id, page_id="c0001")
    page = as_(cast.INUI).get("similar.panel", row_id=row.id)
    assert told(page) == ["7月の会議で合わないとした（鈴木）"]
    assert [tag.get_text() for tag in page.soup.select(".aside summary")] == ["外した事例 1件"]


def test_a_case_that_helped_is_not_lost_behind_the_first_three(as_: As, row: Row) -> None:
    suzuki = as_(cast.SUZUKI)
    suzuki.post("similar.say_helpful", row_id=row.id, page_id="c0006")
    page = suzuki.get("similar.panel", row_id=row.id)
    assert "前に参考になった事例" in page.words
    assert "事例6" in page.words


def test_another_household_hears_nothing_of_a_setting_aside(as_: As, row: Row, session: Session) -> None:
    other = factories.a_row(session, row.conference)
    session.commit()
    as_(cast.SUZUKI).post("similar.reject", row_id=row.id, page_id="c0001")
    assert told(as_(cast.SUZUKI).get("similar.panel", row_id=other.id)) == []


@pytest.mark.parametrize("endpoint", ["similar.panel", "similar.say_helpful", "similar.take_helpful_back"])
def test_outsiders_neither_see_nor_say(as_: As, row: Row, session: Session, endpoint: str) -> None:
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    tanaka = as_(cast.TANAKA)
    named = {"row_id": row.id} if endpoint == "similar.panel" else {"row_id": row.id, "page_id": "c0001"}
    answer = tanaka.get(endpoint, **named) if endpoint == "similar.panel" else tanaka.post(endpoint, **named)
    assert answer.status == 403


WHEN = [
    (date(2026, 7, 23), date(2026, 11, 21), "7月の会議で参考になった（佐藤）", "this year"),
    (date(2025, 12, 4), date(2026, 11, 21), "令和7年12月の会議で参考になった（佐藤）", "another year"),
]


@pytest.mark.parametrize(("held", "today", "sentence", "why"), WHEN)
def test_when_it_helped(session: Session, held: date, today: date, sentence: str, why: str) -> None:
    row = factories.a_row(session, factories.a_conference(session, held_on=held))
    sato = cast.enter(session, cast.SATO)
    opinions.say(session, row, "c0001", sato, Verdict.HELPFUL)
    session.commit()
    assert opinions.about(session, row.household).lines("c0001", today) == [sentence], why


def test_a_word_outlives_its_conference(session: Session, wall_clock: FixedClock) -> None:
    row = factories.a_row(session)
    opinions.say(session, row, "c0001", cast.enter(session, cast.SATO), Verdict.HELPFUL)
    session.query(SimilarOpinion).update({"conference_id": None})
    session.expire_all()
    said = opinions.about(session, row.household)
    assert said.lines("c0001", clock.today()) == ["11月に参考になった（佐藤）"]


def test_no_case_found_shows_no_words(as_: As, row: Row, app: Flask) -> None:
    app.extensions["similar"] = Similar(QuietSearcher(Results(), POINTS))
    assert as_(cast.SUZUKI).get("similar.panel", row_id=row.id).soup.select("[data-helpful]") == []
