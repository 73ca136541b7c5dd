"""Whatever happens, the page is Japanese, says what is safe, and what to do next."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from conference import db
from conference.access import public
from conference.errors import NotAllowed, NotYours
from tests.browser import Browser


@pytest.fixture
def breaking(app: Flask) -> Flask:
    """The application with pages that break in every way."""

    @public
    def broken() -> str:
        raise ZeroDivisionError("春野さくら")

    @public
    def locked() -> str:
        raise OperationalError("x", None, Exception("database is locked"))

    @public
    def half_done() -> str:
        db.session().execute(text("UPDATE person SET agency = '変わった'"))
        raise NotAllowed()

    app.add_url_rule("/broken", "broken", broken)
    app.add_url_rule("/locked", "locked", locked)
    app.add_url_rule("/half", "half", half_done, methods=["POST"])
    return app


def test_the_last_page_needs_nothing(breaking: Flask, caplog: pytest.LogCaptureFixture) -> None:
    answer = Browser(breaking).client.get("/broken")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert '<html lang="ja">' in page
    assert "保存した記録はそのままです" in page
    assert "春野" not in page + caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_locked_database(breaking: Flask) -> None:
    answer = Browser(breaking).sign_in("sato").client.get("/locked", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["problem"][:8]) == (503, "今は記録を開けな")


def test_a_refusal_leaves_no_half_change(breaking: Flask) -> None:
    browser = Browser(breaking).sign_in("sato")
    assert browser.post("/half").status == 403
    with db.reading(breaking.extensions["engine"]) as session:
        assert (
            session.execute(text("SELECT count(*) FROM person WHERE agency = '変わった'")).scalar_one() == 0
        )


@pytest.mark.parametrize(
    ("address", "h1", "sentence"),
    [
        ("/nowhere", "ページが見つかりません", NotYours().sentence),
        ("/people", "この操作はできません", NotAllowed().sentence),
        ("/sign-out", "この操作はここではできません", "前の画面に戻って選び直してください"),
    ],
)
def test_every_page_says_what_next(app: Flask, address: str, h1: str, sentence: str) -> None:
    page = Browser(app).sign_in("suzuki").get(address)
    assert page.h1 == h1
    assert sentence in page.words
    assert page.soup.select("main a[href]")


def test_the_same_as_json_for_scripts(app: Flask) -> None:
    page = Browser(app).sign_in("suzuki").get("/people", headers={"X-Background": "1"})
    assert page.json == {"problem": NotAllowed().sentence}


def test_health(app: Flask) -> None:
    nobody = Browser(app)
    assert nobody.get("/healthz").json == {"alive": True}
    assert nobody.client.get("/readyz").get_json().keys() == {"ready"}
    app.extensions["readiness"][:] = [lambda: True]
    assert nobody.get("/readyz").status == 200
    app.extensions["readiness"].append(lambda: 1 / 0 > 0)
    assert nobody.client.get("/readyz").status_code == 503
