"""One line per request: method, endpoint, status, time, who. Never the address typed, never a text."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_line)


def write_to_standard_error() -> None:
    """For the server: our own lines with their time; other packages only when something is wrong."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("conference").setLevel(logging.INFO)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # its lines hold the query


def _start() -> None:
    g.started = time.perf_counter()


def _line(response: Response) -> Response:
    log.info(
        "%s %s %s %.0fms person=%s",
        request.method,
        request.endpoint or "-",
        response.status_code,
        (time.perf_counter() - g.get("started", time.perf_counter())) * 1000,
        g.get("person_id", "-"),
    )
    return response
