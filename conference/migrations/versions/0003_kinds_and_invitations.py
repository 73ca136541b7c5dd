"""What kind of meeting a series is, and who is invited to which row."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JOINT = {"週例": "joint_weekly", "月例": "joint_monthly", "随時": "joint_ad_hoc"}


def _series_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("kind", sa.String(32), server_default="", nullable=False),
        sa.Column("minutes_form", sa.String(12), server_default="roster", nullable=False),
        sa.Column("numbers_outside", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("family_seat", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("discuss_minutes", sa.Double(), server_default="8.0", nullable=False),
        sa.Column("together_minutes", sa.Double(), server_default="0.25", nullable=False),
    )


def _ground_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("scope", sa.String(200), server_default="", nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("consent_until", sa.Date(), nullable=True),
        sa.Column("law", sa.String(100), server_default="", nullable=False),
    )


TABLES = (
    "read_mark",
    "row_comment",
    "row_question",
    "paper_share",
    "invitation",
    "conference_check",
    "series_check",
    "series_member",
)


def upgrade() -> None:
    for column in _series_columns():
        op.add_column("series", column)
    for rhythm, kind in JOINT.items():
        op.execute(
            sa.text("UPDATE series SET kind = :kind WHERE rhythm = :rhythm").bindparams(
                kind=kind, rhythm=rhythm
            )
        )
    for column in _ground_columns():
        op.add_column("row_share", column)
    _series_tables()
    _invitation_tables()


def _series_tables() -> None:
    op.create_table(
        "series_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("agency", sa.String(64), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        _to("series", "series_member"),
        sa.PrimaryKeyConstraint("id", name="pk_series_member"),
    )
    op.create_index("ix_series_member_series_id", "series_member", ["series_id"])
    op.create_table(
        "series_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(4), nullable=False),
        sa.Column("text", sa.String(120), nullable=False),
        _to("series", "series_check"),
        sa.PrimaryKeyConstraint("id", name="pk_series_check"),
    )
    op.create_index("ix_series_check_series_id", "series_check", ["series_id"])
    op.create_table(
        "conference_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(4), nullable=False),
        sa.Column("text", sa.String(120), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        _to("conference", "conference_check"),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name="fk_conference_check_done_by_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_conference_check"),
    )
    op.create_index("ix_conference_check_conference_id", "conference_check", ["conference_id"])


def _invitation_tables() -> None:
    op.create_table(
        "invitation",
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        _to("attendance", "invitation"),
        sa.PrimaryKeyConstraint("attendance_id", name="pk_invitation"),
    )
    op.create_table(
        "paper_share",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(64), nullable=False),
        *_ground_columns(),
        _to("row", "paper_share"),
        _to("attendance", "paper_share"),
        sa.PrimaryKeyConstraint("row_id", "attendance_id", name="pk_paper_share"),
    )
    op.create_table(
        "row_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("row", "row_question"),
        _to("attendance", "row_question"),
        sa.PrimaryKeyConstraint("id", name="pk_row_question"),
    )
    op.create_index("ix_row_question_row_id", "row_question", ["row_id"])
    op.create_table(
        "row_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(1000), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("row", "row_comment"),
        _to("person", "row_comment"),
        sa.PrimaryKeyConstraint("id", name="pk_row_comment"),
    )
    op.create_index("ix_row_comment_row_id", "row_comment", ["row_id"])
    op.create_table(
        "read_mark",
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("conference", "read_mark"),
        _to("person", "read_mark"),
        sa.PrimaryKeyConstraint("conference_id", "person_id", name="pk_read_mark"),
    )


def _to(table: str, here: str) -> sa.ForeignKeyConstraint:
    """What hangs on a record goes with it."""
    column = f"{table}_id"
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{here}_{column}", ondelete="CASCADE")


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    for column in reversed(_ground_columns()):
        op.drop_column("row_share", column.name)
    for column in reversed(_series_columns()):
        op.drop_column("series", column.name)
