"""/healthz: the process answers. /readyz: it can work (database, and what others add). No details."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text

from conference import db
from conference.access import public

Check = Callable[[], bool]
pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def alive() -> Response:
    return jsonify(alive=True)


@pages.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    checks: list[Check] = current_app.extensions["readiness"]
    is_ready = all(_passes(check) for check in checks)
    return jsonify(ready=is_ready), 200 if is_ready else 503


def _passes(check: Check) -> bool:
    try:
        return check()
    except Exception:  # whatever is wrong, the answer is only: not ready
        return False


def _database() -> bool:
    with db.reading(db.engine()) as session:
        session.execute(text("SELECT count(*) FROM person"))
    return True


def init_app(app: Flask) -> None:
    app.extensions.setdefault("readiness", []).append(_database)
    app.register_blueprint(pages)
