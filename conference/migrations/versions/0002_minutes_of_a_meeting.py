"""How many minutes a row takes, and how long ago a family may have been met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "conference", sa.Column("discuss_minutes", sa.Double(), server_default="8.0", nullable=False)
    )
    op.add_column(
        "conference", sa.Column("together_minutes", sa.Double(), server_default="0.25", nullable=False)
    )
    op.add_column(
        "conference", sa.Column("seen_within_days", sa.Integer(), server_default="31", nullable=False)
    )
    op.add_column("row", sa.Column("minutes", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("row", "minutes")
    op.drop_column("conference", "seen_within_days")
    op.drop_column("conference", "together_minutes")
    op.drop_column("conference", "discuss_minutes")
