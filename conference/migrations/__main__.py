"""`python -m conference.migrations NUMBER WORDS`: write the next version from what the models say now."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

from alembic import command

from conference import db
from conference.migrations import configuration, upgrade


def main(number: str, words: str) -> None:
    """A draft under versions/: read it and correct it by hand before it is committed."""
    with tempfile.TemporaryDirectory() as folder:
        engine = db.open_engine(Path(folder) / "empty.db", secrets.token_bytes(32))
        upgrade(engine)
        with engine.begin() as connection:
            command.revision(configuration(connection), message=words, autogenerate=True, rev_id=number)
        engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
