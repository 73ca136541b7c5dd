"""Terms and meetings of visits, answers to their questions, and what was heard of households."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("visit") as visit:
        visit.add_column(sa.Column("term", sa.String(length=8), server_default="", nullable=False))
        visit.add_column(sa.Column("conference_id", sa.Integer(), nullable=True))
        visit.create_foreign_key(
            "fk_visit_conference_id", "conference", ["conference_id"], ["id"], ondelete="SET NULL"
        )
        visit.create_index("ix_visit_conference_id", ["conference_id"])
    _answers()
    _heard()


def _answers() -> None:
    op.create_table(
        "visit_answer",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        *_written(),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name="fk_visit_answer_visit_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_visit_answer_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("visit_id", "field", name="pk_visit_answer"),
    )


def _heard() -> None:
    op.create_table(
        "visit_heard",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        *_written(),
        sa.Column("line", sa.String(), server_default="", nullable=False),
        sa.Column("line_before", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name="fk_visit_heard_visit_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_visit_heard_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_visit_heard_person_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("visit_id", "household_id", name="pk_visit_heard"),
    )
    op.create_index("ix_visit_heard_household_id", "visit_heard", ["household_id"])


def _written() -> tuple[sa.Column[object], ...]:
    """A text, which version of it stands, and who wrote it when and from which page."""
    return (
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("visit_heard")
    op.drop_table("visit_answer")
    with op.batch_alter_table("visit") as visit:
        visit.drop_index("ix_visit_conference_id")
        visit.drop_constraint("fk_visit_conference_id", type_="foreignkey")
        visit.drop_column("conference_id")
        visit.drop_column("term")
