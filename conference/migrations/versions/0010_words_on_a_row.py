"""A line of advice, and which record to have at hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talk", sa.Column("advice", sa.String(length=200), server_default="", nullable=False))
    op.add_column("brief", sa.Column("at_hand", sa.String(length=100), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("brief", "at_hand")
    op.drop_column("talk", "advice")
