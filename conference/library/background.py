"""The site and the index are built by their own commands, in their own processes: the server stays small."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from conference import name_reading, search_port
from conference.config import Settings
from conference.errors import ConferenceError

Say = Callable[[str], None]
ROOT = Path(__file__).resolve().parents[2]


class NotReady(ConferenceError):
    """A first build did not come through; there is nothing to serve yet."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what}を作れなかったため、始められません。上に出た文を見て直し、もう一度始めてください。"
        )


@dataclass(frozen=True)
class Build:
    """One thing that is made from the pages."""

    what: str
    command: tuple[str, ...]
    is_usable: Callable[[], bool]

    def run(self) -> int:
        """0 done, 1 done but for pages it named, more: not done."""
        return subprocess.run(self.command, cwd=ROOT, check=False).returncode  # noqa: S603 - our own commands


def builds(settings: Settings) -> tuple[Build, ...]:
    kb, office = str(settings.kb_dir), str(settings.office_kb_dir)
    search = (sys.executable, "-m", "search", "build", "--kb", kb, "--kb", office)
    return (
        Build(
            "検索の索引",
            (*search, "--index", str(settings.index_dir)),
            lambda: search_port.has_index(settings),
        ),
        Build(
            "知恵袋のサイト",
            (sys.executable, "kb/_site/build.py"),
            (settings.site_dir / "index.html").exists,
        ),
    )


def build_missing(settings: Settings, say: Say) -> None:
    """Build what is not there or cannot be used; raises NotReady with the sentence for the console."""
    settings.office_kb_dir.mkdir(parents=True, exist_ok=True)
    for build in builds(settings):
        if build.is_usable():
            continue
        say(f"{build.what}を作っています（初回と、作り方が変わったときだけ）")
        if build.run() > 1 or not build.is_usable():
            raise NotReady(build.what)


def refresh(application: Flask, settings: Settings, say: Say) -> threading.Thread:
    """Open the search, then bring both up to date behind the running server.

    The first row opened in a meeting must not wait for a model to load; each command looks for
    changed pages by itself.
    """
    name_reading.serve(application)

    def work() -> None:
        search_port.warm(application)
        for build in builds(settings):
            if build.run() > 1:
                say(f"{build.what}を新しくできませんでした。前のものを使っています。")
        application.extensions["similar"].forget()

    thread = threading.Thread(target=work, name="library-refresh", daemon=True)
    thread.start()
    return thread
