"""Figures of the conference: a roster page of 100 rows, one autosave alone and with 20 editors at once, and how
soon 20 people who follow the meeting hear of a saved field.

    python -m tests.bench.bench_conference [--rows N] [--editors N] [--rounds N]

Everything runs in one process against a fresh encrypted database, committed with fsync as at work; the ratios
of one run say more than its milliseconds. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flask import Flask

from conference import create_app, db
from conference.live import broadcast
from conference.migrations import upgrade
from conference.rosters.models import ConferenceState
from conference.search_port import QuietSearcher
from conference.similar import service as similar
from tests import cast
from tests.browser import Browser
from tests.conftest import settings_in
from tests.factories import a_conference, a_decision, a_row, an_assignment

LONGEST_SECONDS = 20.0
"""A part stops there on a slow machine and tells what it has: the whole takes no more than about a minute."""
QUIET = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--editors", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app, conference_id, row_ids = office(Path(folder), options.rows)
        report(app, conference_id, row_ids, options.editors, options.rounds)
        app.extensions["engine"].dispose()


def office(folder: Path, rows: int) -> tuple[Flask, int, list[int]]:
    """An office in session: `rows` households, every second one decided."""
    settings = settings_in(folder)
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    upgrade(engine)
    with db.writing(engine) as session:
        for actor in cast.CAST:
            cast.enter(session, actor)
        conference = a_conference(session, state=ConferenceState.IN_SESSION, held_on=date.today())
        made = [a_row(session, conference, position=number) for number in range(1, rows + 1)]
        for row in made[::2]:
            an_assignment(session, a_decision(session, row))
        session.commit()
        found = conference.id, [row.id for row in made]
    engine.dispose()
    app = create_app(settings)
    app.extensions["search"] = QuietSearcher()
    similar.init_app(app)
    return app, *found


def report(app: Flask, conference_id: int, row_ids: list[int], editors: int, rounds: int) -> None:
    browser = Browser(app).sign_in(cast.SATO.login)
    address = browser.address("rosters.roster", conference_id=conference_id)
    page = timed(lambda: browser.client.get(address), 10)
    body = len(browser.client.get(address).data)
    alone = autosaves(app, row_ids[:1], 1, rounds)
    crowd = autosaves(app, row_ids, editors, rounds)
    heard = deliveries(app, row_ids, editors, rounds)
    base = statistics.median(alone)
    print(f"roster page, {len(row_ids)} rows   p50 {ms(page, 50)}  p95 {ms(page, 95)}  {body / 1024:.0f} KB")
    print(f"one autosave, alone      p50 {ms(alone, 50)}  p95 {ms(alone, 95)}")
    print(f"one autosave, {editors} at once  p50 {ms(crowd, 50)}  p95 {ms(crowd, 95)}")
    print(f"heard live by {editors}       p50 {ms(heard, 50)}  p95 {ms(heard, 95)}")
    print(
        f"ratios: page/autosave {statistics.median(page) / base:.1f}, "
        f"{editors} editors/alone {statistics.median(crowd) / base:.1f}, "
        f"heard live/autosave {statistics.median(heard) / base:.1f}"
    )


def autosaves(app: Flask, row_ids: list[int], editors: int, rounds: int) -> list[float]:
    """Seconds of each save; every editor writes in a row of his own, each save a new text."""
    taken: list[float] = []
    lock, until = threading.Lock(), time.perf_counter() + LONGEST_SECONDS

    def work(number: int) -> None:
        browser = Browser(app).sign_in((cast.SUZUKI if number % 2 else cast.INUI).login)
        token = browser.csrf_token()
        address, base = browser.address("decisions.save", row_id=row_ids[number % len(row_ids)]), 0
        for turn in range(rounds):
            if time.perf_counter() > until:
                return
            seconds, base = save(browser, address, token, f"{number} {turn} {time.perf_counter()}", base)
            with lock:
                taken.append(seconds)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(editors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def save(browser: Browser, address: str, token: str, text: str, base: int) -> tuple[float, int]:
    """Seconds of one autosave, and the version it made."""
    sent = {"field": "situation", "value": text, "base": base, "page": "bench"}
    began = time.perf_counter()
    answer = browser.client.post(address, json=sent, headers={"X-CSRFToken": token})
    seconds = time.perf_counter() - began
    return seconds, (answer.get_json() or {}).get("number", base)


def deliveries(app: Flask, row_ids: list[int], people: int, rounds: int) -> list[float]:
    """Seconds from sending a field until each of the people who follow has heard of it."""
    with app.app_context():
        broadcaster = broadcast.broadcaster()
    streams = [broadcaster.open(f"bench {number}") for number in range(people)]
    heard: list[list[float]] = [[] for _ in streams]
    threads = [threading.Thread(target=_listen, args=pair) for pair in zip(streams, heard, strict=True)]
    for thread in threads:
        thread.start()
    began = _sent_in_turn(app, row_ids, rounds)
    for stream in streams:
        stream.end()
        broadcaster.close(stream)
    for thread in threads:
        thread.join()
    return [at - start for times in heard for at, start in zip(times, began, strict=False)]


def _listen(stream: broadcast.Stream, heard: list[float]) -> None:
    heard.extend(time.perf_counter() for told in broadcast.events(stream, QUIET) if told)


def _sent_in_turn(app: Flask, row_ids: list[int], rounds: int) -> list[float]:
    """When each save was sent; one after the other, so that the n-th that is heard is the n-th that was sent."""
    browser = Browser(app).sign_in(cast.SUZUKI.login)
    token, until, began = browser.csrf_token(), time.perf_counter() + LONGEST_SECONDS, []
    for turn in range(rounds):
        if time.perf_counter() > until:
            break
        row_id = row_ids[-1 - turn % len(row_ids)]  # each in a row that nobody has written in before
        began.append(time.perf_counter())
        save(browser, browser.address("decisions.save", row_id=row_id), token, f"live {turn}", 0)
    return began


def timed(call: Callable[[], object], times: int) -> list[float]:
    call()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return taken


def ms(seconds: list[float], percent: int) -> str:
    ordered = sorted(seconds)
    return f"{ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000:.0f} ms"


if __name__ == "__main__":
    main()
