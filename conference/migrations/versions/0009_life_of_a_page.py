"""Hidden pages, reports, corrections and owners of pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hidden_page",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_hidden_page_by_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("key", name="pk_hidden_page"),
    )
    op.create_table(
        "leak_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leak_pattern"),
    )
    op.create_table(
        "page_owner",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_page_owner_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_page_owner"),
    )
    op.create_table(
        "page_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("reporter_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["reporter_id"], ["person.id"], name="fk_page_report_reporter_id"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name="fk_page_report_settled_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_page_report"),
    )
    op.create_index("ix_page_report_key", "page_report", ["key"])
    op.create_table(
        "page_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("instead", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name="fk_page_correction_answered_by_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_page_correction_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_page_correction"),
    )
    op.create_index("ix_page_correction_key", "page_correction", ["key"])
    op.create_index("ix_page_correction_person_id", "page_correction", ["person_id"])


def downgrade() -> None:
    for table in ("page_correction", "page_report", "page_owner", "leak_pattern", "hidden_page"):
        op.drop_table(table)
