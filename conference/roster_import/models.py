"""名簿の取り込み: a file on its way into a conference, and what the import changed, so that it can be taken back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from conference.db import Base
from conference.rosters.models import Conference


class ImportDraft(Base):
    """One uploaded roster between the file and the rows; kept encrypted like everything, gone when imported."""

    __tablename__ = "import_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    sheet: Mapped[str] = mapped_column(String(64), default="")
    mapping: Mapped[str] = mapped_column(default="{}")  # column index → field or null, as JSON
    created_at: Mapped[datetime]

    conference: Mapped[Conference] = relationship()

    @property
    def chosen_columns(self) -> dict[int, str | None]:
        """What the person said each column is; columns not named are read by the program."""
        return {int(index): field for index, field in json.loads(self.mapping).items()}


class ImportUndo(Base):
    """What an import wrote, with what stood there before: taken back until somebody writes in its rows."""

    __tablename__ = "import_undo"

    id: Mapped[int] = mapped_column(primary_key=True)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conference.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    before: Mapped[str]  # made households and rows, and former values of changed ones, as JSON
    created_at: Mapped[datetime]

    @property
    def change(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.before)
        return found
