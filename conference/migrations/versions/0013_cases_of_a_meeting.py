"""The cases that a meeting talks about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conference_case",
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["person.id"], name="fk_conference_case_chosen_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name="fk_conference_case_conference_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conference_id", "page_id", name="pk_conference_case"),
    )


def downgrade() -> None:
    op.drop_table("conference_case")
