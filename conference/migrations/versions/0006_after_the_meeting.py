"""After the meeting: minutes confirmed and read, hand-overs, births, and paper that comes back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_confirmations()
    _make_handovers()
    _make_births()
    _make_papers()


def _make_confirmations() -> None:
    op.create_table(
        "recheck",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("difference", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["row.id"], name=op.f("fk_recheck_row_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recheck_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_recheck")),
    )
    op.create_table(
        "minutes_reading",
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name=op.f("fk_minutes_reading_conference_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_minutes_reading_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conference_id", "person_id", name=op.f("pk_minutes_reading")),
    )


def _make_handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("from_worker", sa.String(length=64), nullable=False),
        sa.Column("to_worker", sa.String(length=64), nullable=False),
        sa.Column("works", sa.String(length=400), nullable=False),
        sa.Column("avoid", sa.String(length=400), nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_handover_agreed_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_handover_household_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["person.id"], name=op.f("fk_handover_written_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    op.create_index(op.f("ix_handover_household_id"), "handover", ["household_id"])
    op.create_table(
        "handover_move",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("before_person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_handover_move_assignment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["before_person_id"],
            ["person.id"],
            name=op.f("fk_handover_move_before_person_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_move_handover_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handover_id", "assignment_id", name=op.f("pk_handover_move")),
    )


def _make_births() -> None:
    op.create_table(
        "birth",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mother_id", sa.Integer(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("weeks_before", sa.Integer(), nullable=False),
        sa.Column("as_of_before", sa.Date(), nullable=False),
        sa.Column("category_before", sa.String(length=16), nullable=False),
        sa.Column("number_before", sa.String(length=32), nullable=False),
        sa.Column("registered_before", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mother_id"], ["member.id"], name=op.f("fk_birth_mother_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_birth_person_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_birth")),
    )
    op.create_index(op.f("ix_birth_mother_id"), "birth", ["mother_id"])
    op.create_table(
        "birth_child",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("birth_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["birth_id"], ["birth.id"], name=op.f("fk_birth_child_birth_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_birth_child_member_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_birth_child")),
    )
    op.create_index(op.f("ix_birth_child_birth_id"), "birth_child", ["birth_id"])


def _make_papers() -> None:
    op.create_table(
        "paper_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("returned_to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conference_id"], ["conference.id"], name=op.f("fk_paper_copy_conference_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["person.id"], name=op.f("fk_paper_copy_issued_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["returned_to_id"], ["person.id"], name=op.f("fk_paper_copy_returned_to_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copy")),
        sa.UniqueConstraint("conference_id", "number", name=op.f("uq_paper_copy_conference_id")),
    )
    op.create_index(op.f("ix_paper_copy_conference_id"), "paper_copy", ["conference_id"])


def downgrade() -> None:
    for table in (
        "paper_copy",
        "birth_child",
        "birth",
        "handover_move",
        "handover",
        "minutes_reading",
        "recheck",
    ):
        op.drop_table(table)
