"""Headers, cookies and the checks every request passes before its view."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from conference.config import Settings
from conference.cookies import SealedCookies
from conference.db import SAFE_METHODS
from conference.errors import CameFromElsewhere, NotYours, TextUnreadable

LARGEST_REQUEST = 16 * 1024 * 1024
APP_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SITE_POLICY = (  # pages of /kb/ are files: no mark for an inline script, but a search worker
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SITE_FILES = ("font/", "text/css", "text/javascript", "application/javascript", "image/")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer turns the Origin of our own forms into "null", and they are refused
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
csrf = CSRFProtect()


class Number(IntegerConverter):
    """`<int:…>` in an address, up to what the database counts: a larger one names nothing."""

    def __init__(self, address_map: Map, **limits: Any) -> None:
        super().__init__(address_map, **{"max": 2**63 - 1, **limits})


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the page cookie; an open roster keeps saving
        WTF_CSRF_SSL_STRICT=False,  # it reads the Referer, which we do not send; _same_origin does this work
        SESSION_COOKIE_NAME="__Host-page" if settings.https else "page",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
    )
    app.session_interface = SealedCookies()
    app.url_map.converters["int"] = Number
    if settings.https:  # behind the HTTPS recipe's proxy, which tells who asked and how
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    app.before_request(_same_origin)
    csrf.init_app(app)
    app.before_request(_readable_text)
    app.after_request(_harden)
    app.context_processor(lambda: {"nonce": nonce, "csrf_field": csrf_field})


def nonce() -> str:
    """This response's mark for an inline script; the same all through one page."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    made: str = g.nonce
    return made


def csrf_field() -> Markup:
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def _same_origin() -> None:
    if request.method in SAFE_METHODS:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        raise CameFromElsewhere()
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise CameFromElsewhere()


def _readable_text() -> None:
    if "\0" in request.path:
        raise NotYours()
    if not all(map(_is_readable, (*request.args.values(), *_form_texts(), *_json_texts()))):
        raise TextUnreadable()


def _is_readable(text: str) -> bool:
    """No NUL and no half of a surrogate pair: the database and the files could not keep them."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _form_texts() -> Iterator[str]:
    if request.mimetype in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        for key, texts in request.form.lists():
            yield from (key, *texts)
        yield from (file.filename or "" for file in request.files.values())


def _json_texts() -> Iterator[str]:
    if not request.is_json:
        return
    try:
        yield from _texts_in(request.get_json(silent=True))
    except RecursionError:  # thousands of brackets in each other: no page of ours sends that
        raise TextUnreadable() from None


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)


def _harden(response: Response) -> Response:
    settings: Settings = current_app.extensions["settings"]
    blueprint = current_app.blueprints.get(request.blueprint or "")
    is_site = getattr(blueprint, "response_policy", "") == "site"
    response.headers["Content-Security-Policy"] = SITE_POLICY if is_site else APP_POLICY.format(nonce=nonce())
    response.headers.update(HEADERS)
    if settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if (keeping := _keeping(response, is_site)) is not None:
        response.headers["Cache-Control"] = keeping
    return response


def _keeping(response: Response, is_site: bool) -> str | None:
    """What a browser may keep: named pages never; our files only to ask whether they changed."""
    if response.status_code >= 400:
        return "no-store"
    if request.endpoint == "assets.file":
        return None  # versions are pinned: a day, as the view says
    if is_site:  # pages of the site may name an office's families; its fonts, styles and scripts name nobody
        names_nobody = (response.mimetype or "").startswith(SITE_FILES) and not request.path.startswith(
            "/kb/search/"
        )
        return "private, max-age=86400" if names_nobody else "no-store"
    return "no-cache" if request.endpoint == "static" else "no-store"
