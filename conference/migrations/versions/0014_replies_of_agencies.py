"""When an agency's sheet went out and came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitation", sa.Column("sheet_sent_on", sa.Date(), nullable=True))
    op.add_column("invitation", sa.Column("reply_came_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("invitation", "reply_came_on")
    op.drop_column("invitation", "sheet_sent_on")
