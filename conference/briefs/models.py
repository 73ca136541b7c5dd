"""概要: what is written about a household the day before, beside 変化 and 状況; all of it may stay empty."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from conference.db import Base
from conference.rosters.models import Row


class Brief(Base):
    """Five lines, which record to have at hand, a draft of each function, how safe the child is, how content the family; made when first written."""

    __tablename__ = "brief"

    row_id: Mapped[int] = mapped_column(ForeignKey("row.id", ondelete="CASCADE"), primary_key=True)
    life: Mapped[str] = mapped_column(String(100), default="")  # 生活
    child: Mapped[str] = mapped_column(String(100), default="")  # 子どもの様子
    guardian: Mapped[str] = mapped_column(String(100), default="")  # 保護者の様子
    strengths: Mapped[str] = mapped_column(String(100), default="")  # 強み
    to_discuss: Mapped[str] = mapped_column(String(100), default="")  # 相談したいこと
    at_hand: Mapped[str] = mapped_column(
        String(100), default="", server_default=""
    )  # 見る資料: a record that is there already
    maternal_draft: Mapped[str] = mapped_column(default="")  # 方針案 of 母子保健
    child_draft: Mapped[str] = mapped_column(default="")  # 方針案 of 児童福祉
    safety: Mapped[int | None]  # 安全の度合い, 0 to 100
    family_score: Mapped[int | None]  # 本人・家族の点数: how content they say they are, 0 to 100
    family_score_by: Mapped[str] = mapped_column(
        String(4), default="", server_default=""
    )  # whose: 本人 | 保護者 | ほか

    row: Mapped[Row] = relationship()
