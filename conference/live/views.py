"""The event stream of a browser, and 「鈴木さんが入力中」."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

from flask import Blueprint, Flask, Response, current_app, request, stream_with_context

from conference import clock, db
from conference.access import allow_sees_rosters, current_person, row_for
from conference.config import Settings
from conference.live import broadcast
from conference.people import cookie, sign_ins

pages = Blueprint("live", __name__)
LONGEST_BEATS = 40
"""A stream ends after ten quiet minutes and the page opens the next: nothing hangs for ever."""
ASKED_EVERY_SECONDS = 1.0
"""How long a stream may go on after its person signed out, left, or changed roles, however much is told."""


@pages.get("/events")
@allow_sees_rosters
def events() -> Response:
    token = cookie.token()
    stream = broadcast.broadcaster().open(sign_ins.hash_of(token))
    db.session().close()  # a stream lives for minutes: it keeps no connection
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    lines = stream_with_context(_lines(app, stream, token))
    return Response(lines, mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})


def _lines(app: Flask, stream: broadcast.Stream, token: str) -> Iterator[str]:
    beats, asked = 0, monotonic()
    try:
        yield "retry: 3000\n\n"
        for told in broadcast.events(stream, app.config.get("HEARTBEAT", broadcast.HEARTBEAT_SECONDS)):
            beats += told is None
            if beats > LONGEST_BEATS:
                return
            if (
                told is None or monotonic() - asked >= ASKED_EVERY_SECONDS
            ):  # a lively meeting has no quiet moment
                asked = monotonic()
                if not _is_signed_in(app, token):
                    return
            yield ": still here\n\n" if told is None else f"data: {told}\n\n"
    finally:
        broadcast.broadcaster().close(stream)


def _is_signed_in(app: Flask, token: str) -> bool:
    settings: Settings = app.extensions["settings"]
    idle, longest = timedelta(minutes=settings.idle_minutes), timedelta(hours=settings.session_hours)
    with db.reading(app.extensions["engine"]) as session:
        found = sign_ins.find(session, token, clock.now(), idle, longest)
        return found is not None and found.person.kind.sees_rosters


@pages.post("/rows/<int:row_id>/presence")
@allow_sees_rosters
def presence(row_id: int) -> tuple[str, int]:
    """This person's cursor is in a field of the row, or has left it."""
    person = current_person()
    row = row_for(person, row_id)
    given = request.get_json(silent=True)
    is_here = isinstance(given, dict) and given.get("here") is True
    broadcast.tell(row.conference_id, "presence", by=person, row=row.id, here=is_here)
    return "", 204
