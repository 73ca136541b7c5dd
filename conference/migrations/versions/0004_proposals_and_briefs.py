"""Proposals, what each function writes before the meeting, the family picture, and families in two rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
PROPOSAL_INDEXES = ("conference_id", "household_id", "proposed_by_id", "received_by_id")


def upgrade() -> None:
    op.add_column(
        "conference", sa.Column("focus_minutes", sa.Double(), server_default="15.0", nullable=False)
    )
    _make_proposals()
    _make_briefs()
    _make_relatives()
    _make_doubles()


def _make_proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("criteria", sa.String(length=64), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("received_by", sa.String(length=64), nullable=False),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("received_from", sa.String(length=64), nullable=False),
        sa.Column("ground", sa.String(length=64), nullable=False),
        sa.Column("reply_on", sa.Date(), nullable=True),
        sa.Column("replied_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answer_why", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name="fk_proposal_answered_by_id"),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name="fk_proposal_conference_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_proposal_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["person.id"], name="fk_proposal_proposed_by_id"),
        sa.ForeignKeyConstraint(["received_by_id"], ["person.id"], name="fk_proposal_received_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
    )
    for column in PROPOSAL_INDEXES:
        op.create_index(f"ix_proposal_{column}", "proposal", [column])


def _make_briefs() -> None:
    op.create_table(
        "brief",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("life", sa.String(length=100), nullable=False),
        sa.Column("child", sa.String(length=100), nullable=False),
        sa.Column("guardian", sa.String(length=100), nullable=False),
        sa.Column("strengths", sa.String(length=100), nullable=False),
        sa.Column("to_discuss", sa.String(length=100), nullable=False),
        sa.Column("maternal_draft", sa.String(), nullable=False),
        sa.Column("child_draft", sa.String(), nullable=False),
        sa.Column("safety", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["row.id"], name="fk_brief_row_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row_id", name="pk_brief"),
    )


def _make_relatives() -> None:
    op.create_table(
        "relative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("standing", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_relative_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name="fk_relative_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_relative"),
    )
    op.create_index("ix_relative_household_id", "relative", ["household_id"])


def _make_doubles() -> None:
    op.create_table(
        "household_pair",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["high_id"], ["household.id"], name="fk_household_pair_high_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["low_id"], ["household.id"], name="fk_household_pair_low_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_household_pair_person_id"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_household_pair"),
    )
    op.create_table(
        "household_merge",
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("moved", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["household.id"], name="fk_household_merge_gone_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["household.id"], name="fk_household_merge_kept_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_household_merge_person_id"),
        sa.PrimaryKeyConstraint("gone_id", name="pk_household_merge"),
    )
    op.create_index("ix_household_merge_kept_id", "household_merge", ["kept_id"])


def downgrade() -> None:
    for table in ("household_merge", "household_pair", "relative", "brief", "proposal"):
        op.drop_table(table)
    op.drop_column("conference", "focus_minutes")
