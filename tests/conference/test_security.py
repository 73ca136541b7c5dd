"""Every answer's headers exactly, the checks before every change, and what nobody may learn from a log."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference import create_app
from conference.config import Settings
from tests import cast
from tests.browser import Browser

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OURS = {
    *ALWAYS,
    "Content-Security-Policy",
    "Cache-Control",
    "Strict-Transport-Security",
    "Set-Cookie",
    "Server",
}


@pytest.mark.parametrize(
    ("address", "status", "kept", "policy"),
    [
        ("/", 200, "no-store", POLICY),
        ("/people", 200, "no-store", POLICY),
        ("/nowhere", 404, "no-store", POLICY),
        ("/sign-out", 405, "no-store", POLICY),
        ("/viewed", 200, "no-store", POLICY),
        ("/static/app.css", 200, "no-cache", POLICY),
        ("/static/none.css", 404, "no-store", POLICY),
        ("/healthz", 200, "no-store", POLICY),
        ("/csrf", 200, "no-store", POLICY),
        ("/kb/nowhere", 404, "no-store", SITE_POLICY),
    ],
)
def test_headers(app: Flask, address: str, status: int, kept: str, policy: str) -> None:
    page = Browser(app).sign_in("kanri").get(address)
    headers = page.answer.headers
    assert page.status == status
    assert re.sub(r"nonce-[\w-]{22}", "nonce-NONCE", headers["Content-Security-Policy"]) == policy
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    assert headers["Cache-Control"] == kept
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("index.html", "no-store"),  # an office's cases are among the pages
        ("search/search_index.json", "no-store"),  # and their words in the index
        ("forms/kizuki-check.docx", "no-store"),
        ("css/chie.css", "private, max-age=86400"),
        ("js/pages.js", "private, max-age=86400"),
        ("fonts/udp-400.woff2", "private, max-age=86400"),
        ("img/favicon.svg", "private, max-age=86400"),
    ],
)
def test_what_a_browser_may_keep_of_the_site(app: Flask, settings: Settings, path: str, kept: str) -> None:
    file = settings.site_dir / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b" ")
    answer = Browser(app).sign_in("sato").client.get(f"/kb/{path}", buffered=True)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, kept)
    assert answer.headers["Content-Security-Policy"] == SITE_POLICY


def test_no_two_pages_share_a_nonce(app: Flask) -> None:
    browser = Browser(app)
    assert (
        len({browser.get("people.sign_in").answer.headers["Content-Security-Policy"] for _ in range(5)}) == 5
    )


def test_behind_https(settings: Settings) -> None:
    app = create_app(replace(settings, https=True))
    sent = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"}
    answer = app.test_client().get("/sign-in", headers=sent)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    token = re.search(r'csrf_token" value="([^"]+)', answer.get_data(as_text=True))
    assert token is not None
    client = app.test_client()
    page = client.get("/sign-in", headers=sent, base_url="https://localhost")
    token = re.search(r'csrf_token" value="([^"]+)', page.get_data(as_text=True))
    assert token is not None
    form = {"login": "sato", "password": cast.PASSWORD, "csrf_token": token[1]}
    signed_in = client.post("/sign-in", data=form, headers=sent, base_url="https://localhost")
    cookies = signed_in.headers.getlist("Set-Cookie")
    app.extensions["engine"].dispose()
    assert signed_in.status_code == 302
    assert all("__Host-" in cookie and "Secure" in cookie and "HttpOnly" in cookie for cookie in cookies)


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({}, 302, "our own form"),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 302, "our own page in a browser"),
        ({"Sec-Fetch-Site": "none"}, 302, "typed by hand"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "another site"),
        ({"Sec-Fetch-Site": "same-site"}, 403, "a neighbour"),
        ({"Origin": "http://evil.example"}, 403, "another site in an old browser"),
        ({"Origin": "null"}, 403, "a sandbox"),
    ],
)
def test_changes_come_from_our_pages(app: Flask, headers: dict[str, str], status: int, reason: str) -> None:
    browser = Browser(app).sign_in("sato")
    sent = {"X-CSRFToken": browser.csrf_token(), **headers}
    assert browser.client.post("/sign-out", headers=sent).status_code == status, reason


@pytest.mark.parametrize("token", ["", "x", "IjEi.x.y", None], ids=["empty", "short", "forged", "none"])
def test_changes_need_the_token(app: Flask, token: str | None) -> None:
    browser = Browser(app).sign_in("sato")
    answer = browser.client.post("/sign-out", headers={"X-CSRFToken": token} if token is not None else {})
    assert answer.status_code == 400
    assert "まだ何も変わっていません" in answer.get_data(as_text=True)


def test_anothers_token_does_not_fit(app: Flask) -> None:
    suzuki = Browser(app).sign_in("suzuki").csrf_token()
    sato = Browser(app).sign_in("sato")
    sato.csrf_token()
    assert sato.client.post("/sign-out", headers={"X-CSRFToken": suzuki}).status_code == 400


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"data": {"login": "a\0b"}}, 400, "NUL in a field"),
        ({"json": {"value": ["x", {"y": "\ud83d"}]}}, 400, "half an emoji in JSON"),
        ({"json": {"\0": 1}}, 400, "NUL in a key"),
        ({"data": "{", "content_type": "application/json"}, 302, "broken JSON is the view's affair"),
        ({"data": {"login": "𠮷髙㍻ｶﾅ👨‍👩‍👧"}}, 302, "rare letters stay"),
        ({"data": b"x" * (17 * 1024 * 1024)}, 413, "a body nobody reads"),
        ({"data": {"x": "y" * (17 * 1024 * 1024)}}, 413, "17 MB in a field"),
    ],
)
def test_odd_text(app: Flask, sent: dict[str, object], status: int, reason: str) -> None:
    browser = Browser(app).sign_in("sato")
    answer = browser.client.post("/sign-out", headers={"X-CSRFToken": browser.csrf_token()}, **sent)  # type: ignore[arg-type]
    assert answer.status_code == status, reason


@pytest.mark.parametrize(
    "address", ["/kb/%00", "/static/%00", "/assets/%00", "/%00", "/people/1%00", "/static/../../etc/passwd"]
)
def test_odd_addresses(app: Flask, address: str) -> None:
    assert Browser(app).sign_in("kanri").client.get(address).status_code == 404


def test_the_log_tells_who_and_where_never_what(
    app: Flask, caplog: pytest.LogCaptureFixture, session: Session
) -> None:
    caplog.set_level(logging.DEBUG)
    sato = cast.enter(session, cast.SATO).id
    session.commit()
    browser = Browser(app).sign_in("sato")
    browser.get("/search?q=春野さくら")
    browser.get("/nowhere/春野さくら")
    browser.post("people.change_password", {"old": "春野さくら", "new": "春野さくら"})
    assert "people.change_password 400" in caplog.text
    assert f"person={sato}" in caplog.text
    assert "春野" not in caplog.text
    assert "%E6%98%A5" not in caplog.text


def test_the_page_cookie_cannot_be_read_or_made(app: Flask) -> None:
    browser = Browser(app).sign_in("kanri")
    browser.client.post("/people/1/reactivate", headers={"X-CSRFToken": browser.csrf_token()})
    cookie = browser.client.get_cookie("page")
    assert cookie is not None
    assert cookie.value.startswith("gAAAA")  # Fernet: encrypted and signed
    browser.client.set_cookie("page", "eyJjc3JmX3Rva2VuIjoieCJ9.x.y")
    assert browser.get("people.password").status == 200


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 5000 + "1" + "}" * 5000])
def test_brackets_without_end(app: Flask, body: str) -> None:
    browser = Browser(app).sign_in(cast.SATO.login)
    headers = {"X-CSRFToken": browser.csrf_token()}
    answer = browser.client.post("/rows/1/save", data=body, content_type="application/json", headers=headers)
    assert answer.status_code in {400, 404}
