"""The 似た事例 part of an open row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import db
from conference.rosters.models import Row
from conference.search_port import QuietSearcher
from conference.similar.models import SimilarOpinion
from conference.similar.service import Similar
from search import Results
from tests import cast, factories
from tests.browser import Browser
from tests.conference.similar.test_service import CASES, POINTS

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def row(session: Session, app: Flask) -> Row:
    app.extensions["similar"] = Similar(QuietSearcher(CASES, POINTS))
    made: Row = factories.a_row(session)
    session.commit()
    return made


def test_three_cases_said_to_be_invented_and_two_points(as_: As, row: Row) -> None:
    page = as_(cast.SUZUKI).get("similar.panel", row_id=row.id)
    assert [tag.get_text() for tag in page.soup.select("h3")] == ["事例1", "事例2", "事例3"]
    assert "架空・考える材料" in page.words
    assert len(page.soup.select(".points li")) == 2


def test_setting_one_aside_and_taking_it_back(as_: As, row: Row, app: Flask) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.post("similar.reject", row_id=row.id, page_id="c0002")
    assert [tag.get_text() for tag in page.soup.select("h3")] == ["事例1", "事例3", "事例4"]
    assert "候補から外しました。" in page.words
    page = browser.post(str(page.soup.select("[data-take-back]")[0]["data-take-back"]))
    assert [tag.get_text() for tag in page.soup.select("h3")] == ["事例1", "事例2", "事例3"]
    with db.reading(app.extensions["engine"]) as looking:
        assert looking.query(SimilarOpinion).all() == []


def test_no_case_is_said_and_points_are_shown(as_: As, row: Row, app: Flask) -> None:
    app.extensions["similar"] = Similar(QuietSearcher(Results(), POINTS))
    words = as_(cast.SUZUKI).get("similar.panel", row_id=row.id).words
    assert "似た事例はありません。 実践ポイントを2件示します。" in words.replace("。実", "。 実")


def test_a_broken_search_is_one_sentence(as_: As, row: Row, app: Flask) -> None:
    class Broken(QuietSearcher):
        def similar_to(self, *asked: object, **named: object) -> Results:
            raise OSError

    app.extensions["similar"] = Similar(Broken())
    page = as_(cast.SUZUKI).get("similar.panel", row_id=row.id)
    assert (page.status, "似た事例を今は出せません。協議はそのまま続けられます。" in page.words) == (
        200,
        True,
    )


@pytest.mark.parametrize("page_id", ["C0001", "..", "a b", "あ", "x" * 65])
def test_a_page_that_is_none(as_: As, row: Row, page_id: str) -> None:
    assert as_(cast.SUZUKI).post("similar.reject", row_id=row.id, page_id=page_id).status == 404


def test_outsiders_see_no_cases_beside_the_row(as_: As, row: Row, session: Session) -> None:
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    assert as_(cast.TANAKA).get("similar.panel", row_id=row.id).status == 403
