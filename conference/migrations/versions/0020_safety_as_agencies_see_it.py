"""安全の度合い of an agency's reply as a number of its own; it stood in the words."""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OF_A_REPLY = re.compile(
    r"(?P<name>[^（）\n]{1,64})(?:（(?P<agency>[^（）\n]{1,64})）)?から　.*（安全の度合い(?P<safety>100|[0-9]{1,2})）",
    re.DOTALL,
)


def upgrade() -> None:
    op.add_column("row_comment", sa.Column("agency", sa.String(length=64), server_default="", nullable=False))
    op.add_column("row_comment", sa.Column("safety", sa.Integer(), nullable=True))
    connection = op.get_bind()
    lines = connection.execute(
        sa.text("SELECT id, text FROM row_comment WHERE text LIKE '%から　%（安全の度合い%）'")
    )
    for number, text in lines.all():
        if found := _OF_A_REPLY.fullmatch(text):
            values = {
                "id": number,
                "text": text.rpartition("（安全の度合い")[0],
                "agency": found["agency"] or found["name"],
                "safety": int(found["safety"]),
            }
            connection.execute(
                sa.text(
                    "UPDATE row_comment SET text = :text, agency = :agency, safety = :safety WHERE id = :id"
                ),
                values,
            )


def downgrade() -> None:
    """The number goes back into the words."""
    op.execute(
        "UPDATE row_comment SET text = text || '（安全の度合い' || safety || '）' WHERE safety IS NOT NULL"
    )
    op.drop_column("row_comment", "safety")
    op.drop_column("row_comment", "agency")
