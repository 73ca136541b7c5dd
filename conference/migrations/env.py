"""What alembic runs: always on the connection it is given, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from conference.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by rebuilding it
    compare_server_default=True,
    transactional_ddl=True,
)
context.run_migrations()
