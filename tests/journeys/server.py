"""A real server on a free port with its own folder of records: what `make run` starts, for a journey."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600  # tries of one second each: a busy machine builds the first index slowly


@dataclass(frozen=True)
class LiveServer:
    url: str
    folder: Path
    log: Path

    def address(self, path: str) -> str:
        return self.url + path


@contextlib.contextmanager
def running(folder: Path, *, records: bool = False) -> Iterator[LiveServer]:
    """Start `conference serve --demo` with everything under `folder`; with its invented meetings on demand."""
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "conference", "serve", "--demo", "--port", str(port)],
            cwd=ROOT,
            env={**_environment(folder), "DEMO_RECORDS": str(int(records))},
            stdout=output,
            stderr=output,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", process, log)
        yield LiveServer(f"http://127.0.0.1:{port}", folder, log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def take_over(first: Path, folder: Path) -> Path:
    """Index and site as another office's first start built them from the same pages; gives `folder`."""
    for built in ("index", "site"):
        shutil.copytree(first / built, folder / built)
    shutil.copy(first / "index.key", folder)
    return folder


def _environment(folder: Path) -> dict[str, str]:
    ours = {
        "DATABASE_URL": f"sqlite:///{folder}/conference.db",
        "KEY_FILE": str(folder / "secret.key"),
        "OFFICE_KB_DIR": str(folder / "kb"),
        "INDEX_DIR": str(folder / "index"),
        "SITE_DIR": str(folder / "site"),
        "BACKUP_DIR": str(folder / "backups"),
        "SEARCH_MODEL": os.environ.get("JOURNEY_MODEL", "hashing"),
    }
    return {**os.environ, **ours}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE):
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"{url}/readyz", timeout=5),  # noqa: S310 - our own server
        ):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        if process.poll() is not None:
            break
    raise AssertionError(f"the server did not become ready:\n{log.read_text(errors='replace')}")
