"""What is used while the meeting runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PHRASES = (
    ("継続", "今の支援を続け、変化があれば次の会議を待たずに連絡する。"),
    ("継続", "月1回の訪問を続け、子ども本人の声を聞く。"),
    ("継続", "園・学校と週1回電話で様子を確かめる。"),
    ("変更", "訪問を週1回に増やし、3か月後に見直す。"),
    ("変更", "サポートプランを保護者と一緒に作り直す。"),
    ("変更", "家事や育児を手伝う訪問支援を保護者に提案する。"),
    ("変更", "主担当を替える。新しい担当と一緒に訪問して引き継ぐ。"),
    ("変更", "個別ケース検討会議を開き、役割を分け直す。"),
    ("終結", "目標に届いたため終わる。困ったときの連絡先を保護者に渡す。"),
    ("終結", "転出先の市町村に電話と文書で引き継ぎ、受け取りを確かめる。"),
    ("次回へ", "保護者の考えを聞いてから決める。"),
    ("", "心配が強まったときは、その日のうちに所内で集まって決める。"),
)


def upgrade() -> None:
    op.create_table(
        "talk",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("presenter", sa.String(length=64), server_default="", nullable=False),
        sa.Column("family_wish", sa.String(), server_default="", nullable=False),
        sa.Column("spent_seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("asked_by", sa.String(length=64), server_default="", nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["row_id"], ["row.id"], name="fk_talk_row_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row_id", name="pk_talk"),
    )
    op.create_table(
        "whiteboard",
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("board_issues", sa.String(), server_default="", nullable=False),
        sa.Column("board_policy", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["row.id"], name="fk_whiteboard_row_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row_id", name="pk_whiteboard"),
    )
    phrase = op.create_table(
        "phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=True),
        sa.Column("removed", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_phrase_added_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_phrase"),
    )
    op.bulk_insert(phrase, [{"kind": kind, "text": text} for kind, text in PHRASES])


def downgrade() -> None:
    for name in ("phrase", "whiteboard", "talk"):
        op.drop_table(name)
