"""The database's versions."""

from __future__ import annotations

from sqlalchemy import Engine

from conference.tables import Base


def upgrade(engine: Engine) -> None:
    """Bring the database behind this engine to the newest version."""
    Base.metadata.create_all(engine)
