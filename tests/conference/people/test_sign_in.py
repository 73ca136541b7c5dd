"""Signing in and out, the two clocks, and what ends a sign-in."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.people import throttle
from conference.people.models import Role
from conference.people.service import by_login, change_role, deactivate, reset_password
from conference.people.throttle import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS
from tests import cast
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY, FixedClock

AWAY = {"Accept": "application/json"}


def _try(browser: Browser, login: str, password: str = cast.PASSWORD, **more: str) -> Page:
    return browser.post("people.sign_in_now", {"login": login, "password": password, **more}, follow=False)


def _is_in(browser: Browser, **headers: str) -> bool:
    return browser.get("people.fresh_token", headers={**AWAY, **headers}).status == 200


@pytest.mark.parametrize(
    ("wanted", "opened", "reason"),
    [
        ("/password", "/password", "the page that was asked for"),
        ("", "/", "no wish: the first page"),
        ("https://example.com/x", "/", "another host"),
        ("//example.com/x", "/", "another host without a scheme"),
        ("/\\example.com", "/", "browsers read a backslash as a slash"),
        ("javascript:alert(1)", "/", "no address"),
        ("/rows/3?q=母", "/rows/3", "a query may hold words of a case"),
    ],
)
def test_the_right_password_opens_only_our_pages(
    browser: Browser, wanted: str, opened: str, reason: str
) -> None:
    page = _try(browser, "sato", next=wanted)
    assert (page.status, page.answer.location) == (302, opened), reason


def test_one_sentence_for_unknown_wrong_and_left(browser: Browser, session: Session) -> None:
    left = by_login(session, "suzuki")
    assert left is not None
    deactivate(session, left)
    session.commit()
    told = {_try(browser, login, password).words.replace(login, "") for login, password in
            [("sato", "wrong"), ("nobody", "wrong"), ("suzuki", cast.PASSWORD)]}  # fmt: skip
    assert len(told) == 1
    assert "名前かパスワードが違います。確かめて、もう一度入れてください。" in told.pop()


def test_the_token_is_new_at_each_sign_in_and_hidden_from_scripts(browser: Browser) -> None:
    cookies = [_try(browser, "sato").answer.headers.getlist("Set-Cookie")[0] for _ in range(2)]
    assert cookies[0] != cookies[1]
    assert all("HttpOnly" in made and "SameSite=Lax" in made and "Path=/" in made for made in cookies)


def test_the_old_token_is_dead_after_signing_in_again(app: Flask) -> None:
    browser = Browser(app).sign_in("sato")
    kept = Browser(app)
    kept.client.set_cookie("sign-in", browser.client.get_cookie("sign-in").value)  # type: ignore[union-attr]
    _try(browser, "sato")
    assert (_is_in(browser), _is_in(kept)) == (True, False)


def test_signing_out_ends_it(app: Flask) -> None:
    browser = Browser(app).sign_in("sato")
    kept = Browser(app)
    kept.client.set_cookie("sign-in", browser.client.get_cookie("sign-in").value)  # type: ignore[union-attr]
    assert browser.post("people.sign_out").h1 == "ログイン"
    assert not _is_in(kept)


def test_idle_and_longest_time(app: Flask, wall_clock: FixedClock) -> None:
    browser = Browser(app).sign_in("sato")
    for _ in range(14):  # somebody works: each click renews the idle clock …
        wall_clock.move(minutes=55)
        if not _is_in(browser):
            break
    assert not _is_in(browser)  # … and the longest time ends it all the same
    other = Browser(app).sign_in("sato")
    wall_clock.move(minutes=61)
    assert not _is_in(other)


def test_what_a_page_sends_by_itself_renews_nothing(app: Flask, wall_clock: FixedClock) -> None:
    browser = Browser(app).sign_in("sato")
    for _ in range(2):
        wall_clock.move(minutes=29)
        assert _is_in(browser, **{"X-Background": "1"})
    wall_clock.move(minutes=3)
    assert not _is_in(browser, **{"X-Background": "1"})


@pytest.mark.parametrize("what", ["role", "left", "reset"])
def test_taken_away_at_once(app: Flask, session: Session, what: str) -> None:
    browser = Browser(app).sign_in("suzuki")
    assert _is_in(browser)
    who = by_login(session, "suzuki")
    assert who is not None
    {"role": lambda: change_role(session, who, Role.TRAINER), "left": lambda: deactivate(session, who),
     "reset": lambda: reset_password(session, who)}[what]()  # fmt: skip
    session.commit()
    assert not _is_in(browser)


def test_guessing_stops_and_bystanders_get_in(browser: Browser, wall_clock: FixedClock) -> None:
    told = [_try(browser, "sato", f"guess {number}").status for number in range(TRIES_PER_ACCOUNT + 2)]
    assert told == [400] * TRIES_PER_ACCOUNT + [429] * 2
    assert _try(browser, "sato").status == 429
    assert _try(Browser(browser.app), "suzuki").status == 302
    wall_clock.move(minutes=16)
    assert _try(browser, "sato").status == 302


def test_a_crowded_address_does_not_stop_an_account_nobody_guessed_at(session: Session) -> None:
    for number in range(TRIES_PER_ADDRESS):
        throttle.claim_try(session, f"spray{number}", "10.0.0.1", A_SATURDAY)
    throttle.claim_try(session, "suzuki", "10.0.0.1", A_SATURDAY)
    with pytest.raises(throttle.TooManyTries):
        throttle.claim_try(session, "suzuki", "10.0.0.1", A_SATURDAY)


def test_signing_in_while_signed_in_waits_for_nobody(app: Flask) -> None:
    assert _try(Browser(app).sign_in("suzuki"), "sato").status == 302


def test_nobody_is_sent_to_sign_in_and_scripts_are_told(browser: Browser) -> None:
    page = browser.get("people.password", follow=False)
    assert (page.status, page.answer.location) == (302, "/sign-in?next=/password")
    told = browser.get("people.fresh_token", headers=AWAY)
    assert (told.status, told.json["problem"]) == (
        401,
        "しばらく操作がなかったため閉じました。ログインすると続きから書けます。",
    )
