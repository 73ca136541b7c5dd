"""「保存しました」 is kept: the server is killed in the middle of autosaves, and what it had acknowledged is there."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from conference import db
from conference.audit import service as trail
from conference.config import Settings
from conference.people import sign_ins
from conference.people.models import Person
from conference.rosters.models import ConferenceState, Row
from tests import cast
from tests.factories import a_conference, a_row

KILLS = int(os.environ.get("KILLS", "5"))
EDITORS = 3
SAVES_BEFORE_A_KILL = 12
TRIES = 600  # each waits a tenth of a second at most
START = "from conference.serving import Server; from conference.config import Settings; Server(Settings.from_environment(), lambda _: None).run()"


@dataclass
class Editor:
    """One open page: types a number into its row again and again, and remembers what was acknowledged."""

    row: int
    token: str
    acknowledged: int = 0
    sent: int = 0
    refused: list[str] = field(default_factory=list)

    def write(self, port: int, enough: threading.Semaphore) -> None:
        """Until the server is gone."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with suppress(OSError, http.client.HTTPException), closing(line):
            csrf, cookies = self._open_page(line)
            while True:
                self._save(line, {"X-CSRFToken": csrf, "Cookie": cookies, "Content-Type": "application/json"})
                enough.release()

    def _open_page(self, line: http.client.HTTPConnection) -> tuple[str, str]:
        line.request("GET", "/password", headers={"Cookie": f"sign-in={self.token}"})
        answer = line.getresponse()
        found = re.search(r'name="csrf-token" content="([^"]+)"', answer.read().decode())
        assert found is not None
        page = str(answer.getheader("Set-Cookie")).partition(";")[0]
        return found[1], f"sign-in={self.token}; {page}"

    def _save(self, line: http.client.HTTPConnection, headers: dict[str, str]) -> None:
        self.sent += 1
        asked = {"field": "situation", "value": f"状況 {self.sent}", "base": 0, "page": f"page{self.row}"}
        line.request("POST", f"/rows/{self.row}/save", json.dumps(asked), headers)
        answer = line.getresponse()
        told = answer.read().decode()
        if answer.status == http.HTTPStatus.OK:
            self.acknowledged = self.sent
        else:
            self.refused.append(told)


def test_a_killed_server_loses_nothing_it_acknowledged(settings: Settings) -> None:
    editors = _editors(settings)
    for _ in range(KILLS):
        _write_until_killed(settings, editors)
        standing = _standing(settings)
        for editor in editors:
            assert editor.refused == []
            assert editor.acknowledged <= standing[editor.row] <= editor.sent
    assert all(editor.acknowledged > 0 for editor in editors)
    with _opened(settings) as session:
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert trail.verify(session).is_whole


def _write_until_killed(settings: Settings, editors: list[Editor]) -> None:
    enough = threading.Semaphore(0)
    with _serving(settings) as (port, process):
        threads = [threading.Thread(target=editor.write, args=(port, enough)) for editor in editors]
        for thread in threads:
            thread.start()
        heard = all(enough.acquire(timeout=60) for _ in range(SAVES_BEFORE_A_KILL))
        os.killpg(process.pid, signal.SIGKILL)
        for thread in threads:
            thread.join(timeout=60)
    assert heard, "the server stopped answering before it was killed"


def _editors(settings: Settings) -> list[Editor]:
    with _opened(settings) as session:
        person = session.query(Person).filter_by(login=cast.SUZUKI.login).one()
        meeting = a_conference(session, state=ConferenceState.IN_SESSION)
        rows = [a_row(session, meeting, situation="状況 0") for _ in range(EDITORS)]
        tokens = [sign_ins.start(session, person, datetime.now()) for _ in rows]
        made = [Editor(row.id, token) for row, token in zip(rows, tokens, strict=True)]
        session.commit()
    return made


def _standing(settings: Settings) -> dict[int, int]:
    """The number that stands in each row."""
    with _opened(settings) as session:
        return {row.id: int(row.situation.split()[1]) for row in session.query(Row)}


@contextmanager
def _opened(settings: Settings) -> Iterator[Session]:
    engine = db.open_engine(db.database_path(settings), db.read_key(settings.key_file))
    with db.writing(engine) as session:
        yield session
    engine.dispose()


@contextmanager
def _serving(settings: Settings) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The real server in a group of its own, without building site and index first."""
    port = _free_port()
    log = settings.key_file.with_name("server.log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", START], env=_environment(settings, port), stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait_until_alive(port, process, log)
        yield port, process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)


def _environment(settings: Settings, port: int) -> dict[str, str]:
    said = {"DATABASE_URL": settings.database_url, "KEY_FILE": str(settings.key_file), "PORT": str(port)}
    folders = {
        name.upper(): str(getattr(settings, name))
        for name in ("office_kb_dir", "index_dir", "site_dir", "backup_dir")
    }
    return {**os.environ, **said, **folders, "SEARCH_MODEL": "hashing", "HOST": "127.0.0.1"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _wait_until_alive(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(TRIES):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with suppress(OSError), closing(line):
            line.request("GET", "/healthz")
            line.getresponse().read()
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.1)
            break
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}")
