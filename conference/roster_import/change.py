"""What an import made and what it changed, kept so that it can be taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from conference.households.models import Household, Member
from conference.rosters.models import Row

TYPED = frozenset({"concern", "situation"})  # people write these in the row: their history is kept
TABLES: dict[str, Any] = {"household": Household, "member": Member, "row": Row}


@dataclass
class Change:
    """Counted while the file is written; `handed` are the households whose 担当 is another person now."""

    as_of: date
    made: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in TABLES})
    former: list[tuple[str, int, str, str | int | None]] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same

    def put(self, record: Any, attribute: str, value: object) -> bool:
        """Set a value that the file says; keeps what stood there. True when something changed."""
        before = getattr(record, attribute)
        if value in (None, "") or value == before:
            return False
        self.former.append((record.__tablename__, record.id, attribute, _kept(before)))
        setattr(record, attribute, value)
        return True

    def add(self, session: Session, record: Any) -> None:
        session.add(record)
        session.flush()
        self.made[record.__tablename__].append(record.id)

    @property
    def text(self) -> str:
        return json.dumps({"made": self.made, "former": self.former}, ensure_ascii=False)


def _kept(value: object) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) or value is None else str(value)
