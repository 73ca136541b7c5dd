"""The office's clock; tests put a fixed one in its place."""

from __future__ import annotations

from datetime import date, datetime

_fixed: datetime | None = None


def now() -> datetime:
    """Local wall time without a zone, to the second: what a record and a screen mean by a time."""
    return _fixed or datetime.now().replace(microsecond=0)


def today() -> date:
    return now().date()


def stand_still(at: datetime | None) -> None:
    """Tests: stop the clock at a moment; None lets it go on."""
    global _fixed
    _fixed = at
