"""What groups can do and need, joined; whose turn a meeting of a series is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _lines()
    _pairs()
    _turns()


def _lines() -> None:
    op.create_table(
        "group_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("group_name", sa.String(length=64), server_default="", nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=64), server_default="", nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["person.id"], name="fk_group_line_made_by_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_line"),
    )
    op.create_index("ix_group_line_side", "group_line", ["side"])


def _pairs() -> None:
    op.create_table(
        "group_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=64), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("apart_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["need_id"], ["group_line.id"], name="fk_group_pair_need_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["group_line.id"], name="fk_group_pair_offer_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_pair"),
    )
    op.create_index("ix_group_pair_need_id", "group_pair", ["need_id"])
    op.create_index("ix_group_pair_offer_id", "group_pair", ["offer_id"])


def _turns() -> None:
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name="fk_turn_series_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_turn_person_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        sa.UniqueConstraint("series_id", "on", name="uq_turn_series_id"),
    )
    op.create_index("ix_turn_series_id", "turn", ["series_id"])


def downgrade() -> None:
    op.drop_table("turn")
    op.drop_table("group_pair")
    op.drop_table("group_line")
