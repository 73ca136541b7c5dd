"""The database's versions: alembic, with its configuration here and not in a file at the root."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from conference.errors import ConferenceError


class VersionTooNew(ConferenceError):
    """The records were written by a later version of the product."""

    def __init__(self) -> None:
        super().__init__(
            "記録が新しい版のものです。新しい版の知恵袋とケース会議で開いてください。今の記録はそのままです。"
        )


class VersionUnknown(ConferenceError):
    """Tables are there, but nothing says of which version."""

    def __init__(self) -> None:
        super().__init__(
            "記録の入れ物の版が分かりません。ファイル（DATABASE_URL の場所）をほかの場所へ移してから、もう一度始めてください。"
        )


def upgrade(engine: Engine) -> None:
    """Bring the database behind this engine to the newest version, in one transaction."""
    with _changing(engine) as connection:
        _run(connection, lambda configuration: command.upgrade(configuration, "head"))


def downgrade(engine: Engine, version: str = "base") -> None:
    """Back to an earlier version: for tests, and for a hand that knows what it does."""
    with _changing(engine) as connection:
        _run(connection, lambda configuration: command.downgrade(configuration, version))


def configuration(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def _run(connection: Connection, change: Callable[[Config], None]) -> None:
    made = configuration(connection)
    present = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(made).walk_revisions()}
    if present is not None and present not in known:
        raise VersionTooNew()
    if present is None and inspect(connection).has_table("person"):
        raise VersionUnknown()
    change(made)


@contextmanager
def _changing(engine: Engine) -> Iterator[Connection]:
    """A writing transaction in which tables may be rebuilt: foreign keys are checked once, at its end."""
    with engine.execution_options(writes=True).connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise RuntimeError("this version would leave rows that point nowhere")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
