"""Signing in and out, the two clocks, and what ends a sign-in."""

from __future__ import annotations

from tests import cast
from tests.browser import Browser


def _sign_in(browser: Browser, login: str, password: str = cast.PASSWORD, **more: str):
    return browser.post("people.sign_in_now", {"login": login, "password": password, **more}, follow=False)


def test_the_right_password_opens_the_asked_page(browser: Browser) -> None:
    page = _sign_in(browser, "sato", next="/password")
    assert (page.status, page.answer.location) == (302, "/password")
    assert browser.get("people.password").h1 == "パスワードを変える"


def test_one_sentence_for_unknown_and_wrong(browser: Browser) -> None:
    wrong, unknown = _sign_in(browser, "sato", "wrong"), _sign_in(browser, "nobody", "wrong")
    assert "名前かパスワードが違います" in wrong.words
    assert wrong.words == unknown.words.replace("nobody", "sato")
