"""What is written about a meeting itself, and the telephone of a usual seat."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conference_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name="fk_conference_note_conference_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_conference_note_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conference_note"),
        sa.UniqueConstraint("conference_id", "field", "number", name="uq_conference_note_conference_id"),
    )
    op.create_index("ix_conference_note_conference_id", "conference_note", ["conference_id"])
    op.add_column(
        "series_member", sa.Column("phone", sa.String(length=24), server_default="", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("series_member", "phone")
    op.drop_table("conference_note")
