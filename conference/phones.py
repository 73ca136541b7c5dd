"""On a phone the knowledge base only: named rows stay on the office's own screens unless a setting says otherwise."""

from __future__ import annotations

from flask import Flask, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from conference.errors import ConferenceError

OPEN_ON_A_PHONE = frozenset({"library", "page_reports", "people"})
"""Feature folders; what belongs to none (static files, /healthz) is open too."""


class NotOnAPhone(ConferenceError):
    """A page with names was asked for by a phone."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "電話では知恵袋だけを開けます。名前の入った画面は、職場のパソコンかタブレットで開いてください。"
        )


def is_phone(agent: str, says_mobile: str = "") -> bool:
    """Whether a browser calls itself a phone; a tablet is none.

    `agent`: User-Agent. `says_mobile`: Sec-CH-UA-Mobile, `?1` or `?0`; it goes first where it is sent.
    """
    if says_mobile in ("?1", "?0"):
        return says_mobile == "?1"
    return "iPhone" in agent or "iPod" in agent or ("Mobile" in agent and "iPad" not in agent)


def closes(endpoint: str) -> bool:
    """This request comes from a phone and this page is not for phones."""
    folder, dot, _ = endpoint.partition(".")
    if not dot or folder in OPEN_ON_A_PHONE or current_app.extensions["settings"].phones_see_names:
        return False
    return is_phone(request.headers.get("User-Agent", ""), request.headers.get("Sec-CH-UA-Mobile", ""))


def init_app(app: Flask) -> None:
    app.before_request(_turn_away)


def _turn_away() -> Response | None:
    if request.endpoint is None or not closes(request.endpoint):
        return None
    if request.endpoint == "home.index":
        return redirect(url_for("library.site.page"))
    raise NotOnAPhone()
