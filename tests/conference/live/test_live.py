"""Live updates: told to every stream, bounded, ended at sign-out, never with words from a case."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from conference.live import broadcast, views
from conference.live.broadcast import Broadcaster, TooManyStreams, events
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]


def test_everybody_hears() -> None:
    heard = Broadcaster()
    streams = [heard.open("a"), heard.open("b")]
    heard.tell({"what": "row", "row": 3})
    assert [json.loads(next(events(stream)) or "") for stream in streams] == [{"what": "row", "row": 3}] * 2


def test_one_browser_has_one_stream() -> None:
    heard = Broadcaster()
    first, second = heard.open("a"), heard.open("a")
    assert list(events(first)) == []
    assert len(heard) == 1
    heard.close(first)
    assert len(heard) == 1
    heard.close(second)
    assert len(heard) == 0


def test_streams_are_bounded() -> None:
    heard = Broadcaster(most=2)
    heard.open("a")
    heard.open("b")
    with pytest.raises(TooManyStreams, match="開き直すと見えます"):
        heard.open("c")
    heard.open("a")  # the same browser again is no more than before


def test_a_stream_that_does_not_keep_up_is_ended() -> None:
    heard = Broadcaster()
    stream = heard.open("a")
    for number in range(broadcast.MOST_WAITING + 5):
        heard.tell({"row": number})
    assert len(heard) == 0
    assert len(list(events(stream))) == broadcast.MOST_WAITING - 1


def test_silence_is_a_heartbeat() -> None:
    assert next(events(Broadcaster().open("a"), heartbeat=0.0)) is None


def _stream(app: Flask, browser: Browser) -> Iterator[bytes]:
    app.config["HEARTBEAT"] = 0.0
    answer = browser.client.get("/events", buffered=False)
    assert answer.mimetype == "text/event-stream"
    return iter(answer.response)  # type: ignore[arg-type]


def test_a_save_is_told_without_its_words(app: Flask, as_: As, session: Session) -> None:
    row = factories.a_row(session)
    session.commit()
    stream = broadcast_of(app).open("suzuki's browser")
    as_(cast.SATO).post(
        "decisions.save",
        json={"field": "situation", "value": "内緒の話", "base": 0, "page": "p1"},
        row_id=row.id,
    )
    told = next(events(stream)) or ""
    assert json.loads(told)["field"] == "situation"
    assert "内緒" not in told


def test_signing_out_ends_the_stream(app: Flask, as_: As) -> None:
    browser = as_(cast.SUZUKI)
    lines = _stream(app, browser)
    assert next(lines).startswith(b"retry")
    assert next(lines).startswith(b":")
    browser.post("people.sign_out")
    assert list(lines) == []
    assert len(broadcast_of(app)) == 0


def test_signing_out_ends_a_stream_that_is_never_quiet(
    app: Flask, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ASKED_EVERY_SECONDS", 0.0)
    browser = as_(cast.SUZUKI)
    lines = iter(browser.client.get("/events", buffered=False).response)
    assert next(lines).startswith(b"retry")  # type: ignore[arg-type]
    for number in range(3):
        broadcast_of(app).tell({"row": number})
    assert b'"row": 0' in next(lines)  # type: ignore[operator]
    browser.post("people.sign_out")
    assert list(lines) == []


def test_a_stream_ends_by_itself(app: Flask, as_: As) -> None:
    beats = sum(line.startswith(b":") for line in _stream(app, as_(cast.SUZUKI)))
    assert beats == 40


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_only_the_office_listens(as_: As, actor: cast.Actor) -> None:
    assert as_(actor).get("live.events").status == 403


@pytest.mark.parametrize("sent", [{"here": True}, {"here": "x"}, [], "x", None])
def test_presence_is_told(app: Flask, as_: As, session: Session, sent: object) -> None:
    row = factories.a_row(session)
    session.commit()
    stream = broadcast_of(app).open("x")
    assert as_(cast.SUZUKI).post("live.presence", json=sent, row_id=row.id).status == 204
    told = json.loads(next(events(stream)) or "")
    assert (told["by"], told["row"], told["here"]) == ("鈴木", row.id, sent == {"here": True})


def broadcast_of(app: Flask) -> Broadcaster:
    with app.app_context():
        return broadcast.broadcaster()
