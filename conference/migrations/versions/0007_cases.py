"""Cases on their way from a household to a page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(length=16), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("returned_words", sa.String(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["approver_id"], ["person.id"], name="fk_case_draft_approver_id"),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_case_draft_author_id"),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_case_draft_household_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_draft"),
        sa.UniqueConstraint("page_id", name="uq_case_draft_page_id"),
    )
    op.create_index("ix_case_draft_household_id", "case_draft", ["household_id"])
    op.create_table(
        "published_page",
        sa.Column("page_id", sa.String(length=16), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["person.id"], name="fk_published_page_changed_by_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_published_page_household_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("page_id", name="pk_published_page"),
    )
    op.create_index("ix_published_page_household_id", "published_page", ["household_id"])
    op.create_table(
        "case_writer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _of_draft("case_writer"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_writer_person_id"),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name="pk_case_writer"),
    )
    op.create_table(
        "case_answer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        _of_draft("case_answer"),
        sa.PrimaryKeyConstraint("draft_id", "question", name="pk_case_answer"),
    )
    op.create_table(
        "case_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        _of_draft("case_edit"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_edit_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_edit"),
        sa.UniqueConstraint("draft_id", "field", "number", name="uq_case_edit_draft_id"),
    )
    op.create_index("ix_case_edit_draft_id", "case_edit", ["draft_id"])
    op.create_table(
        "case_signature",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _of_draft("case_signature"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_case_signature_person_id"),
        sa.PrimaryKeyConstraint("draft_id", "item", name="pk_case_signature"),
    )
    op.create_table(
        "case_word",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("instead", sa.String(), nullable=True),
        _of_draft("case_word"),
        sa.PrimaryKeyConstraint("draft_id", "surface", name="pk_case_word"),
    )
    op.create_table(
        "page_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_page_version_by_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["page_id"], ["published_page.page_id"], name="fk_page_version_page_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_page_version"),
        sa.UniqueConstraint("page_id", "number", name="uq_page_version_page_id"),
    )
    op.create_index("ix_page_version_page_id", "page_version", ["page_id"])


def _of_draft(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["draft_id"], ["case_draft.id"], name=f"fk_{table}_draft_id", ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in (
        "page_version",
        "case_word",
        "case_signature",
        "case_edit",
        "case_answer",
        "case_writer",
        "published_page",
        "case_draft",
    ):
        op.drop_table(table)
