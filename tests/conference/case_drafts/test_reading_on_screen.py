"""The trained reading on the author's screen: waited for, asked about, decided on, and never while records are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from conference import name_reading
from conference.anonymize.tagger import Layer
from conference.households.models import Household
from conference.search_port import QuietSearcher
from search.errors import ModelUnavailable
from tests import cast
from tests.browser import Browser
from tests.conference.case_drafts.layers import Told
from tests.conference.case_drafts.test_case_drafts import _papers, _written
from tests.factories import a_household, a_member

As = Callable[[cast.Actor], Browser]


@pytest.fixture(autouse=True)
def quiet(app: Flask) -> Iterator[None]:
    app.extensions["search"] = QuietSearcher()
    app.extensions["spreader"].build_site = lambda: None
    yield
    app.extensions["spreader"].finish()


@pytest.fixture
def household(session: Session) -> Household:
    made = a_household(session, name="森", members=[a_member(name="森 結衣")])
    session.commit()
    return made


def _serve(app: Flask, layer: Layer) -> None:
    reader = name_reading.of(app)
    reader.serve(lambda: layer)
    reader.start()
    reader.wait(30)


def test_the_page_waits_while_it_is_being_opened(app: Flask, as_: As, household: Household) -> None:
    go = Event()

    def slow() -> Layer:
        go.wait(30)
        return Told()

    name_reading.of(app).serve(slow)
    author = as_(cast.SUZUKI)
    draft = _written(author, household)
    assert "名前の読み取りを用意しています" in author.get("case_drafts.checking.review", draft_id=draft).words
    assert author.get("case_drafts.checking.reading").json == {"ready": False}
    go.set()
    name_reading.of(app).wait(30)
    assert author.get("case_drafts.checking.reading").json == {"ready": True}
    assert "公開する文" in author.get("case_drafts.checking.review", draft_id=draft).words


def test_a_model_that_cannot_be_opened_is_said(app: Flask, as_: As, household: Household) -> None:
    def broken() -> Layer:
        raise ModelUnavailable("no model")

    name_reading.of(app).serve(broken)
    author = as_(cast.SUZUKI)
    draft = _written(author, household)
    name_reading.of(app).start()
    name_reading.of(app).wait(30)
    page = author.get("case_drafts.checking.review", draft_id=draft)
    assert "学習した読み取りを使えません" in page.words
    assert _papers(author, draft).notices == ["承認を頼みました。"]


def test_reading_never_holds_the_records(app: Flask, engine: Engine, as_: As, household: Household) -> None:
    """At every reading nobody stands in the queue of writers; a page seen before is not read again."""
    queue = engine.get_execution_options()["write_queue"]
    waiting: list[int] = []
    layer = Told(at_reading=lambda: waiting.append(len(queue)))
    _serve(app, layer)
    author, approver = as_(cast.SUZUKI), as_(cast.SATO)
    draft = _written(author, household)
    author.post("case_drafts.checking.word", {"surface": "妹", "instead": "きょうだい"}, draft_id=draft)
    assert _papers(author, draft).notices == ["承認を頼みました。"]
    name_reading.of(app).forget()
    assert approver.post("case_drafts.checking.approve", draft_id=draft).notices[0].startswith("公開しました")
    assert waiting
    assert set(waiting) == {0}


def test_after_approval_no_text_stays_in_memory(app: Flask, as_: As, household: Household) -> None:
    layer = Told()
    _serve(app, layer)
    draft = _written(as_(cast.SUZUKI), household)
    _papers(as_(cast.SUZUKI), draft)
    as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft)
    kept = name_reading.of(app).layer
    assert kept is not None
    assert kept.count == 0


@pytest.mark.parametrize("do", ["keep", "replace"])
def test_a_doubted_finding_is_decided_and_passes(app: Flask, as_: As, household: Household, do: str) -> None:
    _serve(app, Told(doubts=("山田先生",)))
    author = as_(cast.SUZUKI)
    draft = _written(author, household, now="山田先生と話した。")
    page = author.get("case_drafts.checking.review", draft_id=draft)
    assert [each.get_text() for each in page.soup.select("li.doubted b")] == ["山田"]
    assert "まだ承認を頼めません" in _papers(author, draft).notices[0]
    form = {"surface": "山田", "do": do, "instead": "ある"}
    author.post("case_drafts.checking.word", form, draft_id=draft)
    assert _papers(author, draft).notices == ["承認を頼みました。"]
    done = as_(cast.SATO).post("case_drafts.checking.approve", draft_id=draft)
    assert done.notices[0].startswith("公開しました")


def test_what_only_the_reading_asks_about_is_answered_first(
    app: Flask, as_: As, household: Household
) -> None:
    _serve(app, Told(possible=("すすき野",)))
    author = as_(cast.SUZUKI)
    draft = _written(author, household, now="すすき野で会う。")
    assert "まだ承認を頼めません" in _papers(author, draft).notices[0]
    author.post("case_drafts.checking.word", {"surface": "すすき野", "do": "keep"}, draft_id=draft)
    assert _papers(author, draft).notices == ["承認を頼みました。"]
