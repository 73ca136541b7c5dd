"""Copies: whole while others write, proved before they are named, refused when damaged."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from conference import db
from conference.backups import copies, daily, restoring, service
from conference.backups.errors import CopyDamaged, CopyMissing, CopyNotMade, CopyUnreadable
from conference.config import Settings
from conference.people.models import Person, Role, SignIn
from conference.process_lock import ServerRunning, hold
from tests.fakes import A_SATURDAY, FixedClock


@pytest.fixture
def key(settings: Settings) -> bytes:
    return db.read_key(settings.key_file)


def _person(login: str) -> Person:
    return Person(login=login, name=login, role=Role.CHILD, password_hash="", created_at=A_SATURDAY)


def _logins(path: Path, key: bytes) -> set[str]:
    engine = db.open_engine(path, key)
    try:
        with db.reading(engine) as session:
            return {login for (login,) in session.query(Person.login)}
    finally:
        engine.dispose()


def test_copies_taken_while_four_write_are_each_of_one_moment(
    engine: Engine, settings: Settings, key: bytes, tmp_path: Path
) -> None:
    """Each writer adds pairs in one commit: a copy that holds half a pair is torn."""
    stop = threading.Event()

    def write(writer: int) -> None:
        number = 0
        while not stop.is_set():
            with db.writing(engine) as session:
                session.add_all([_person(f"{writer}-{number}-a"), _person(f"{writer}-{number}-b")])
                session.commit()
            number += 1

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    try:
        for number in range(5):
            copies.make(db.database_path(settings), key, tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    for number in range(5):
        copies.verify(tmp_path / f"copy{number}.db", key)
        logins = _logins(tmp_path / f"copy{number}.db", key)
        assert {login[:-1] + "b" for login in logins if login.endswith("-a")} == {
            x for x in logins if x.endswith("-b")
        }


def test_restoring_brings_back_the_same_and_signs_everybody_out(
    settings: Settings, key: bytes, tmp_path: Path, wall_clock: FixedClock
) -> None:
    database = db.database_path(settings)
    before = _logins(database, key)
    copies.make(database, key, tmp_path / "copy.db")
    engine = db.open_engine(database, key)
    with db.writing(engine) as session:
        session.add(_person("late"))
        session.commit()
    engine.dispose()
    aside = restoring.restore(settings, tmp_path / "copy.db")
    assert _logins(database, key) == before
    assert aside is not None
    assert "late" in _logins(aside, key)
    engine = db.open_engine(database, key)
    with db.reading(engine) as session:
        assert session.query(SignIn).count() == 0
    engine.dispose()


def _cut(content: bytearray) -> bytearray:
    return content[: len(content) // 2]


def _flip_one_bit(content: bytearray) -> bytearray:
    content[len(content) // 2] ^= 1
    return content


def _flip_the_head(content: bytearray) -> bytearray:
    content[100] ^= 1
    return content


def _empty(_: bytearray) -> bytearray:
    return bytearray()


def _plain_text(_: bytearray) -> bytearray:
    return bytearray("控えではないファイル".encode())


@pytest.mark.parametrize("damage", [_cut, _flip_one_bit, _flip_the_head, _empty, _plain_text])
def test_a_damaged_copy_is_refused_and_nothing_changes(
    settings: Settings, key: bytes, tmp_path: Path, damage
) -> None:
    database, copy = db.database_path(settings), tmp_path / "copy.db"
    copies.make(database, key, copy)
    copy.write_bytes(damage(bytearray(copy.read_bytes())))
    before = database.read_bytes()
    with pytest.raises((CopyDamaged, CopyUnreadable)):
        restoring.restore(settings, copy)
    assert database.read_bytes() == before
    assert list(database.parent.glob("*.before-restore-*")) == []


def test_a_copy_of_another_office_and_no_copy(settings: Settings, tmp_path: Path) -> None:
    other = db.open_engine(tmp_path / "other.db", bytes(32))
    with other.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (id INTEGER)")
    other.dispose()
    with pytest.raises(CopyUnreadable):
        restoring.restore(settings, tmp_path / "other.db")
    with pytest.raises(CopyMissing):
        restoring.restore(settings, tmp_path / "none.db")


def test_no_restoring_under_a_running_server(settings: Settings, key: bytes, tmp_path: Path) -> None:
    copies.make(db.database_path(settings), key, tmp_path / "copy.db")
    handle = hold(db.database_path(settings))
    try:
        with pytest.raises(ServerRunning):
            restoring.restore(settings, tmp_path / "copy.db")
    finally:
        os.close(handle)
    restoring.restore(settings, tmp_path / "copy.db")


def test_a_copy_that_cannot_be_made_leaves_nothing(settings: Settings, key: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CopyNotMade):
        copies.make(db.database_path(settings), key, tmp_path / "file" / "copy.db")
    with pytest.raises(CopyNotMade):
        copies.make(tmp_path / "none.db", key, tmp_path / "copy.db")
    assert list(tmp_path.glob("copy.db*")) == []


def test_nobody_else_may_read_a_copy(settings: Settings, key: bytes) -> None:
    made = service.make_copy(settings, key)
    assert made.path.stat().st_mode & 0o077 == 0
    assert made.path.parent.stat().st_mode & 0o077 == 0


def test_only_the_newest_are_kept(settings: Settings, key: bytes, wall_clock: FixedClock) -> None:
    few = replace(settings, backup_keep=2)
    for _ in range(4):
        wall_clock.move(days=1)
        service.make_copy(few, key)
    assert [copy.made_at for copy in service.kept(few.backup_dir)] == [
        A_SATURDAY + timedelta(days=4),
        A_SATURDAY + timedelta(days=3),
    ]


@pytest.mark.parametrize(
    ("now", "last", "is_due", "reason"),
    [
        ((21, 14), None, True, "none yet"),
        ((21, 2), (20, 3), False, "not three o'clock yet"),
        ((21, 3), (20, 3), True, "three o'clock"),
        ((21, 14), (21, 3), False, "today's is there"),
        ((21, 14), (21, 1), True, "made by hand before three: the night's copy comes all the same"),
        ((21, 1), (19, 3), True, "yesterday's was missed: at once"),
    ],
)
def test_when_a_copy_is_due(
    now: tuple[int, int], last: tuple[int, int] | None, is_due: bool, reason: str
) -> None:
    def at(day: tuple[int, int]) -> datetime:
        return datetime(2026, 11, *day)  # noqa: DTZ001

    assert service.is_due(at(now), at(last) if last else None) == is_due, reason


def test_the_night_makes_one_copy(settings: Settings, wall_clock: FixedClock) -> None:
    assert [daily.copy_if_due(settings), daily.copy_if_due(settings)] == [True, False]
    wall_clock.move(hours=20)
    assert [daily.copy_if_due(settings), daily.copy_if_due(settings)] == [True, False]


def test_the_thread_goes_on_after_a_problem(settings: Settings, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()  # one look, then the end
    broken = replace(settings, database_url=f"sqlite:///{tmp_path}/none.db")
    daily.start(broken, stop).join(timeout=30)
    daily.start(settings, stop).join(timeout=30)
    assert service.last_copy(settings) is not None


@pytest.mark.parametrize(
    ("days", "told"), [(0, ""), (1, ""), (3, "最後の控えは3日前です"), (None, "控えがまだ一つもありません")]
)
def test_an_old_copy_is_told_loudly(
    settings: Settings, key: bytes, wall_clock: FixedClock, days: int | None, told: str
) -> None:
    if days is not None:
        service.make_copy(settings, key)
        wall_clock.move(days=days)
    assert service.problem(settings, wall_clock.at).startswith(told)
    assert bool(service.problem(settings, wall_clock.at)) == bool(told)
