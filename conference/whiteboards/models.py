"""ホワイトボード: what the room writes up while it talks about one row."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from conference.db import Base


class Whiteboard(Base):
    """One per row; each field is saved as it is typed, its history is in FieldEdit."""

    __tablename__ = "whiteboard"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    board_issues: Mapped[str] = mapped_column(default="", server_default="")  # 課題（見立て）
    board_policy: Mapped[str] = mapped_column(default="", server_default="")  # 方針（手立て）
