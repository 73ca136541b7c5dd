"""The encrypted database under many threads: no crash, no lost write, nothing readable on the disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from conference import db
from conference.errors import BusyNow, KeyMissing
from conference.people.models import Person, Role
from tests import cast
from tests.fakes import A_SATURDAY

THREADS, WRITES = 40, 10


def test_forty_threads_lose_no_write(engine: Engine) -> None:
    def write(thread: int) -> None:
        for number in range(WRITES):
            with db.writing(engine) as session:
                name = f"{thread}-{number}"
                session.add(
                    Person(login=name, name=name, role=Role.CHILD, password_hash="", created_at=A_SATURDAY)
                )
                session.commit()
            with db.reading(engine) as session:
                assert session.query(Person).filter_by(login=name).count() == 1

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(THREADS)))
    with db.reading(engine) as session:
        assert session.query(Person).filter(Person.login.contains("-")).count() == THREADS * WRITES


def test_forty_threads_count_up_one_number(engine: Engine) -> None:
    """Reading and writing in one transaction: nobody writes over what another has just written."""

    def count_up(_: int) -> None:
        with db.writing(engine) as session:
            sato = session.query(Person).filter_by(login="sato").one()
            sato.agency = str(int(sato.agency) + 1)
            session.commit()

    with db.writing(engine) as session:
        session.query(Person).filter_by(login="sato").one().agency = "0"
        session.commit()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(count_up, range(THREADS * 3)))
    with db.reading(engine) as session:
        assert session.query(Person).filter_by(login="sato").one().agency == str(THREADS * 3)


def test_nothing_on_the_disk_can_be_read(engine: Engine, tmp_path: Path) -> None:
    with db.reading(engine) as session:
        assert session.query(Person).filter_by(name=cast.SATO.name).count() == 1
    parts = sorted((tmp_path / "var").glob("conference.db*"))
    assert parts
    for part in parts:
        kept = part.read_bytes()
        assert cast.SATO.name.encode() not in kept
        assert not kept.startswith(b"SQLite format 3")
        assert part.stat().st_mode & 0o077 == 0, f"{part.name} is for its owner only"


@pytest.mark.parametrize(("key", "reason"), [(bytes(32), "another key"), (b"x" * 32, "yet another")])
def test_another_key_does_not_open(engine: Engine, tmp_path: Path, key: bytes, reason: str) -> None:
    with pytest.raises(KeyMissing):
        db.open_engine(tmp_path / "var" / "conference.db", key)


def test_a_disk_out_of_reach_is_not_blamed_on_the_key(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()  # a folder where the file should be
    with pytest.raises(BusyNow):
        db.open_engine(tmp_path / "records", bytes(32))


def test_a_key_is_never_made_for_records_that_are_there(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        db.read_or_make_key(tmp_path / "lost.key", tmp_path / "var" / "conference.db")
    assert not (tmp_path / "lost.key").exists()


def test_a_new_key_is_for_its_owner_only(tmp_path: Path) -> None:
    key = db.read_or_make_key(tmp_path / "new.key", tmp_path / "none.db")
    assert len(key) == 32
    assert (tmp_path / "new.key").stat().st_mode & 0o777 == 0o600


def test_a_key_put_back_readable_for_all_is_closed_again(tmp_path: Path) -> None:
    kept = tmp_path / "secret.key"
    kept.write_bytes(bytes(32))
    kept.chmod(0o644)

    db.read_or_make_key(kept, tmp_path / "conference.db")

    assert kept.stat().st_mode & 0o777 == 0o600


def test_commits_are_written_down_before_they_are_told(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar_one() == 2  # FULL
        assert connection.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert (
            tuple(map(int, connection.execute(text("SELECT sqlite_version()")).scalar_one().split(".")))
            >= db.FIRST_SAFE_WAL
        )
