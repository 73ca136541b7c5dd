"""Minutes of a meeting that are not its rows': training in its second half, and a break."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("series", sa.Column("training_minutes", sa.Integer(), server_default="0", nullable=False))
    op.add_column(
        "conference", sa.Column("training_minutes", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("conference", sa.Column("break_minutes", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("conference", "break_minutes")
    op.drop_column("conference", "training_minutes")
    op.drop_column("series", "training_minutes")
