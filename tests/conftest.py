"""What tests ask for by name: a fresh encrypted office, its cast, and browsers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as invented
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from conference import create_app, db
from conference.config import Settings
from conference.migrations import upgrade
from conference.people import passwords
from tests import cast
from tests.browser import Browser
from tests.chromium import chromium
from tests.fakes import FixedClock, fixed_clock
from tests.figures import pytest_terminal_summary, show

__all__ = ["chromium", "pytest_terminal_summary", "show"]  # kept beside what they start or print

# A busy machine is slow, not wrong: no invented example is timed.
invented.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
invented.load_profile("untimed")


def settings_in(folder: Path) -> Settings:
    """Settings that keep everything in one folder."""
    return Settings(
        database_url=f"sqlite:///{folder}/conference.db",
        key_file=folder / "secret.key",
        office_kb_dir=folder / "kb",
        index_dir=folder / "index",
        site_dir=folder / "site",
        backup_dir=folder / "backups",
    )


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """argon2 with little memory: its strength is not what these tests are about."""
    slow, passwords._hasher = passwords._hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    passwords._hasher = slow


@pytest.fixture(scope="session")
def finished_office(quick_hashes: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the cast in it, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("office")
    settings = settings_in(folder)
    engine = db.open_engine(
        db.database_path(settings), db.read_or_make_key(settings.key_file, db.database_path(settings))
    )
    upgrade(engine)
    with db.writing(engine) as session:
        for actor in cast.CAST:
            cast.enter(session, actor)
        session.commit()
    engine.dispose()
    return folder


@pytest.fixture
def settings(finished_office: Path, tmp_path: Path) -> Settings:
    shutil.copytree(finished_office, tmp_path / "var")
    return settings_in(tmp_path / "var")


@pytest.fixture
def wall_clock() -> Iterator[FixedClock]:
    """2026-11-21 14:30, and later only when the test says so."""
    with fixed_clock() as made:
        yield made


@pytest.fixture
def app(settings: Settings, wall_clock: FixedClock) -> Iterator[Flask]:
    yield from _opened(settings)


@pytest.fixture
def library_app(settings: Settings, wall_clock: FixedClock) -> Iterator[Flask]:
    """The office that wants 知恵袋 and training only."""
    yield from _opened(replace(settings, features="library"))


def _opened(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = False  # pages answer as they do at work: an exception becomes the last page
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions["engine"]
    return found


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A writing session; whoever uses pages beside it commits first."""
    with db.writing(engine) as opened:
        yield opened


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Nobody's browser."""
    return Browser(app)


@pytest.fixture
def as_(app: Flask) -> Callable[[cast.Actor], Browser]:
    """`as_(cast.SATO)`: a browser in which this person is signed in."""
    return lambda actor: Browser(app).sign_in(actor.login)
