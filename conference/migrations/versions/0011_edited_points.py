"""Practice points that the office writes anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "point_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("point_id", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("returned_words", sa.String(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_point_edit_author_id"),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name="fk_point_edit_approver_id"),
        sa.PrimaryKeyConstraint("id", name="pk_point_edit"),
    )
    op.create_index("ix_point_edit_point_id", "point_edit", ["point_id"])


def downgrade() -> None:
    op.drop_table("point_edit")
