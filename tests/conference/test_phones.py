"""A phone opens the knowledge base and nothing with names; a tablet is an office screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from conference.phones import is_phone
from tests import cast
from tests.browser import Browser

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36"}


@pytest.mark.parametrize(
    ("agent", "says_mobile", "phone", "reason"),
    [
        (PHONE["User-Agent"], "", True, "Android says Mobile on phones only"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel Tablet) Chrome/140.0 Safari/537.36", "", False, "a tablet"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Mobile/15E148 Safari/604.1", "", True, "an iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 12_0) Mobile/15A Safari/604.1", "", False, "an iPad says Mobile too"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Edg/140.0", "", False, "the office's Edge"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0", "?1", True, "the hint goes before the name"),
        (PHONE["User-Agent"], "?0", False, "asked for the computer's page"),
        ("", "", False, "a browser that says nothing is not locked out"),
    ],
)
def test_what_is_a_phone(agent: str, says_mobile: str, phone: bool, reason: str) -> None:
    assert is_phone(agent, says_mobile) is phone, reason


def test_names_stay_off_a_phone(as_: Callable[[cast.Actor], Browser]) -> None:
    browser = as_(cast.SATO)
    refused = browser.client.get("/conferences", headers=PHONE)
    assert refused.status_code == 403
    assert "電話では知恵袋だけ" in refused.get_data(as_text=True)
    assert browser.client.get("/households", headers=PHONE).status_code == 403
    assert browser.client.get("/conferences").status_code == 200


def test_home_on_a_phone_is_the_knowledge_base(as_: Callable[[cast.Actor], Browser]) -> None:
    answer = as_(cast.SATO).client.get("/", headers=PHONE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/kb/")


def test_a_phone_is_offered_only_what_it_may_open(as_: Callable[[cast.Actor], Browser]) -> None:
    page = as_(cast.SATO).client.get("/search", headers=PHONE)
    assert page.status_code == 200
    assert 'href="/conferences"' not in page.get_data(as_text=True)


def test_an_office_may_decide_otherwise(app: Flask, as_: Callable[[cast.Actor], Browser]) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], phones_see_names=True)
    assert as_(cast.SATO).client.get("/conferences", headers=PHONE).status_code == 200


def test_who_is_not_signed_in_is_asked_first(app: Flask) -> None:
    assert "/sign-in" in Browser(app).client.get("/conferences", headers=PHONE).headers["Location"]
