"""Headers, cookies and the checks every request passes before its view."""

from __future__ import annotations

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup

from conference.config import Settings
from conference.cookies import SealedCookies
from conference.db import SAFE_METHODS
from conference.errors import CameFromElsewhere, TextUnreadable

LARGEST_REQUEST = 16 * 1024 * 1024
APP_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SITE_POLICY = (  # the theme of /kb/ carries inline scripts and styles, and a search worker
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer turns the Origin of our own forms into "null", and they are refused
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
csrf = CSRFProtect()


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
    for text in (*request.args.values(), *_form_texts()):
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise TextUnreadable()


def _form_texts() -> list[str]:
    if request.mimetype not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return []
    return [text for key, texts in request.form.lists() for text in (key, *texts)]


def _harden(response: Response) -> Response:
    settings: Settings = current_app.extensions["settings"]
    blueprint = current_app.blueprints.get(request.blueprint or "")
    is_site = getattr(blueprint, "response_policy", "") == "site"
    response.headers["Content-Security-Policy"] = SITE_POLICY if is_site else APP_POLICY.format(nonce=nonce())
    response.headers.update(HEADERS)
    if settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if is_site:
        response.headers["Cache-Control"] = "private, no-cache"  # asked again each time, sent only when changed
    elif request.endpoint not in {"static", "assets.file"}:
        response.headers["Cache-Control"] = "no-store"
    return response
