"""訂正の提案: from a reader to the owner, and the answer back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests import cast
from tests.browser import Browser, Page
from tests.cast import Actor
from tests.conference.anonymize.pages import PAGE_ID, a_page
from tests.conference.page_life import office

As = Callable[[Actor], Browser]
SAID, INSTEAD = "朝の電話をやめ", "朝の電話は週1回にし"


@pytest.fixture(autouse=True)
def published(app: Flask, session: Session) -> None:
    office.quiet(app)
    office.publish(app, session)


def propose(browser: Browser, page: str = PAGE_ID, instead: str = INSTEAD) -> Page:
    return browser.post("page_reports.proposing.propose", {"page": page, "said": SAID, "instead": instead})


def answer(browser: Browser, **given: str) -> Page:
    return browser.post("page_reports.proposing.answer", given, correction_id=1)


def test_the_owner_is_asked_and_the_reader_is_answered(as_: As) -> None:
    assert "提案を届けました" in propose(as_(cast.NISHIMURA)).notices[0]
    owner = as_(cast.SUZUKI)
    assert f"「{a_page().title}」 に返事をする" in owner.get("home.index").words
    assert "に返事をする" not in as_(cast.SATO).get("home.index").words
    answer(owner, answer="会議で決めたとおりの文です。")
    reader = as_(cast.NISHIMURA)
    assert "の返事：返事をした" in reader.get("home.index").words
    assert "会議で決めたとおりの文です。" in reader.get("page_reports.proposing.shown", correction_id=1).words
    reader.post("page_reports.proposing.read", correction_id=1)
    assert "の返事" not in reader.get("home.index").words


def test_taken_goes_to_the_author_and_the_page_stays_meanwhile(as_: As) -> None:
    propose(as_(cast.INUI))
    answer(as_(cast.SUZUKI), do="take")
    draft = as_(cast.SUZUKI).get("case_drafts.drafts").words
    assert f"「{SAID}」→「{INSTEAD}」" in draft
    assert "差し戻し" in draft
    assert as_(cast.INUI).get("page_life.page", page_id=PAGE_ID).status == 200
    assert "公開中" in as_(cast.INUI).get("page_life.listed").words
    propose(as_(cast.INUI))
    second = as_(cast.SUZUKI).post("page_reports.proposing.answer", {"do": "take"}, correction_id=2)
    assert second.status == 409, "it lies on its author's table already"


def test_what_nobody_owns_waits_for_who_decides(as_: As) -> None:
    propose(as_(cast.SUZUKI), page="cases/c0001.html")
    assert "に返事をする" in as_(cast.SATO).get("home.index").words
    assert answer(as_(cast.SATO), do="take").status == 409
    assert answer(as_(cast.SATO), answer="").status == 422
    assert answer(as_(cast.SATO), answer="次の版に伝えます。").status == 200
    assert answer(as_(cast.SATO), answer="もう一度").status == 409


@pytest.mark.parametrize("actor", [cast.INUI, cast.TANAKA, cast.KANRI], ids=lambda one: one.login)
def test_others_see_nothing_of_it(as_: As, actor: Actor) -> None:
    propose(as_(cast.NISHIMURA))
    assert as_(actor).get("page_reports.proposing.shown", correction_id=1).status == 404
    assert answer(as_(actor), answer="返事").status == 404
    assert as_(actor).post("page_reports.proposing.read", correction_id=1).status == 404


def test_an_empty_proposal_keeps_what_was_written(as_: As) -> None:
    page = propose(as_(cast.INUI), instead=" ")
    assert page.status == 422
    assert SAID in page.words


def test_a_hidden_page_takes_no_proposal(as_: As) -> None:
    as_(cast.INUI).post("page_reports.report", {"page": PAGE_ID})
    assert propose(as_(cast.INUI)).status == 404
    assert as_(cast.INUI).get("page_reports.proposing.new", page=PAGE_ID).status == 404
