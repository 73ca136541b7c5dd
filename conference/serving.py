"""`conference serve`: make ready what is missing, then listen; the last line says where and with which accounts."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from conference import create_app, db, demo, process_lock, request_log
from conference.backups import daily
from conference.config import Settings
from conference.errors import SettingWrong
from conference.library import background
from conference.migrations import upgrade
from conference.publishing import spreading

THREADS = 64  # one process: the live updates and the search index are held once
LONGEST_REQUEST_LINE = 40_000  # a question of 4,000 characters in /api/search?q=, nine bytes each
message.MAX_REQUEST_LINE = LONGEST_REQUEST_LINE  # gunicorn's own ceiling (8,190) goes over its setting


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn without its configuration files: one process, many threads."""

    def __init__(self, settings: Settings, ready: Callable[[Flask], None]) -> None:
        self._settings = settings
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{_host_in_address(self._settings)}:{self._settings.port}",
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "limit_request_line": LONGEST_REQUEST_LINE,
            "timeout": 120,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "accesslog": None,  # the app logs method, endpoint and status; gunicorn's line would hold the query
            "control_socket_disable": True,
            "post_worker_init": lambda worker: self._ready(worker.wsgi),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        # Called after the fork: no database connection may cross it.
        return create_app(self._settings)


def serve(settings: Settings) -> int:
    """Prepare and listen until stopped."""
    if not settings.kb_dir.is_dir():  # else the index would quietly forget every page
        raise SettingWrong("KB_DIR", str(settings.kb_dir), "知恵袋のフォルダーの場所を書いてください。")
    process_lock.hold(db.database_path(settings))  # let go when the process ends
    require_address(settings)
    request_log.write_to_standard_error()
    prepare_records(settings)
    background.build_missing(settings, say)
    Server(settings, lambda application: _ready(application, settings)).run()
    return 0


def require_address(settings: Settings) -> None:
    """Asked before the long preparation; raises SettingWrong when HOST or PORT cannot be listened on."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((settings.host, settings.port))
    except socket.gaierror as problem:
        raise SettingWrong("HOST", settings.host, "この機械の番地を書いてください。") from problem
    except OSError as problem:
        advice = "ほかのプログラムが使っているか、この機械では使えません。別の番号にしてください。"
        raise SettingWrong("PORT", str(settings.port), advice) from problem


def _host_in_address(settings: Settings) -> str:
    return f"[{settings.host}]" if ":" in settings.host else settings.host


def prepare_records(settings: Settings) -> None:
    """Bring the database to the present shape and, for practice, fill it once."""
    path = db.database_path(settings)
    engine = db.open_engine(path, db.read_or_make_key(settings.key_file, path))
    try:
        upgrade(engine)
        if settings.demo:
            with db.writing(engine) as session:
                demo.make_office(session)
                if settings.demo_records:
                    demo.make_records(session)
                session.commit()
    finally:
        engine.dispose()


def _ready(application: Flask, settings: Settings) -> None:
    spreading.settle_at_start(application)
    background.refresh(application, settings, say)
    daily.start(settings)
    say(greeting(settings))


def greeting(settings: Settings) -> str:
    """The last line of the start: where to open, and for practice the accounts."""
    url = f"http://{_host_in_address(settings)}:{settings.port}/"
    if not settings.demo:
        return f"開く場所: {url}"
    accounts = "、".join(f"{account.login}（{account.role.label}）" for account in demo.ACCOUNTS)
    return f"開く場所: {url}\n練習用の利用者: {accounts}\nパスワードはどれも {demo.PASSWORD}"


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
