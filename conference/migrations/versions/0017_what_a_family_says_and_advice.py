"""本人・家族の点数 beside 安全の度合い, and 助言 on a household at any time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("brief", sa.Column("family_score", sa.Integer(), nullable=True))
    op.add_column(
        "brief", sa.Column("family_score_by", sa.String(length=4), server_default="", nullable=False)
    )
    _advice()
    _readings()


def _advice() -> None:
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_advice_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_advice_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_advice"),
    )
    op.create_index("ix_advice_household_id", "advice", ["household_id"])


def _readings() -> None:
    op.create_table(
        "advice_reading",
        sa.Column("advice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advice_id"], ["advice.id"], name="fk_advice_reading_advice_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_advice_reading_person_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("advice_id", "person_id", name="pk_advice_reading"),
    )


def downgrade() -> None:
    op.drop_table("advice_reading")
    op.drop_table("advice")
    op.drop_column("brief", "family_score_by")
    op.drop_column("brief", "family_score")
