"""What just happened, told on the next page, with its undo beside it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from flask import Flask, flash, get_flashed_messages


@dataclass(frozen=True)
class Notice:
    """One line at the top of the next page; `undo` is the address a button posts to."""

    sentence: str
    kind: str = "done"  # done | warn | stop
    undo: str = ""
    undo_label: str = "元に戻す"


def notice(sentence: str, *, kind: str = "done", undo: str = "", undo_label: str = "元に戻す") -> None:
    flash(json.dumps(asdict(Notice(sentence, kind, undo, undo_label)), ensure_ascii=False))


def waiting() -> list[Notice]:
    """The notices not yet shown; reading takes them away."""
    return [Notice(**json.loads(str(text))) for text in get_flashed_messages()]


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"notices": waiting})
