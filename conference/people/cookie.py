"""The sign-in cookie, and who this request comes from."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from conference import clock, db
from conference.config import Settings
from conference.people import sign_ins
from conference.people.models import Person


def name(settings: Settings) -> str:
    return "__Host-sign-in" if settings.https else "sign-in"


def give(response: Response, token: str, settings: Settings) -> None:
    response.set_cookie(name(settings), token, httponly=True, secure=settings.https, samesite="Lax", path="/")


def take_away(response: Response, settings: Settings) -> None:
    response.delete_cookie(name(settings), httponly=True, secure=settings.https, samesite="Lax", path="/")


def token() -> str:
    return request.cookies.get(name(current_app.extensions["settings"]), "")


def idle() -> timedelta:
    settings: Settings = current_app.extensions["settings"]
    return timedelta(minutes=settings.idle_minutes)


def longest() -> timedelta:
    settings: Settings = current_app.extensions["settings"]
    return timedelta(hours=settings.session_hours)


def recognise() -> None:
    """Put the signed-in person of this request on `g.person`, read afresh: a role taken away is gone now."""
    if not token() or request.endpoint in {"static", "assets.file"}:
        return
    person_id = _seen()
    if person_id is not None:
        g.person_id = person_id
        g.person = db.session().get(Person, person_id)


def _seen() -> int | None:
    now = clock.now()
    with db.reading(db.engine()) as session:
        found = sign_ins.find(session, token(), now, idle(), longest())
    if found is None:
        return None
    # What a page sends by itself is no sign that somebody sits there.
    if "X-Background" not in request.headers and now - found.last_seen_at > sign_ins.RENEW_AFTER:
        with db.writing(db.engine()) as session:
            sign_ins.renew(session, found.id, now)
            session.commit()
    return found.person_id


def init_app(app: Flask) -> None:
    app.before_request(recognise)
    app.context_processor(lambda: {"person": g.get("person")})
