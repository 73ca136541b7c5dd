"""What readers say of what they found, and what nobody found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "similar_opinion",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference_id"],
            ["conference.id"],
            name="fk_similar_opinion_conference_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_similar_opinion_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_similar_opinion_person_id"),
        sa.PrimaryKeyConstraint("household_id", "page_id", "person_id", name="pk_similar_opinion"),
    )
    op.execute(
        "INSERT INTO similar_opinion (household_id, page_id, person_id, verdict, at) "
        "SELECT household_id, page_id, person_id, '違う', at FROM similar_rejection"
    )
    op.drop_table("similar_rejection")
    op.create_table(
        "unfound_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unfound_search"),
        sa.UniqueConstraint("words", "mark", name="uq_unfound_search_words"),
    )
    op.create_index("ix_unfound_search_words", "unfound_search", ["words"])
    op.create_table(
        "wordbook_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_wordbook_change_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wordbook_change"),
    )


def downgrade() -> None:
    op.drop_table("wordbook_change")
    op.drop_table("unfound_search")
    op.create_table(
        "similar_rejection",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name="fk_similar_rejection_household_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_similar_rejection_person_id"),
        sa.PrimaryKeyConstraint("household_id", "page_id", name="pk_similar_rejection"),
    )
    op.execute(
        "INSERT OR IGNORE INTO similar_rejection (household_id, page_id, person_id, at) "
        "SELECT household_id, page_id, person_id, at FROM similar_opinion WHERE verdict = '違う'"
    )
    op.drop_table("similar_opinion")
