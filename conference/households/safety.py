"""安全の度合い of a household over its meetings: a small line for its page, and the same as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.rosters.models import Row

WIDTH, HEIGHT, EDGE = 240, 60, 6
"""Of the drawing, in its own units."""


@dataclass(frozen=True)
class Trend:
    """Meetings that have a number, the oldest first; 0 to 100."""

    marks: Sequence[tuple[Row, int]]

    width, height = WIDTH, HEIGHT

    @property
    def is_drawn(self) -> bool:
        """One number is no line."""
        return len(self.marks) > 1

    @property
    def dots(self) -> list[tuple[float, float]]:
        """Where each number stands, left to right; 100 is on top."""
        step = (WIDTH - 2 * EDGE) / max(1, len(self.marks) - 1)
        tall = HEIGHT - 2 * EDGE
        return [
            (round(EDGE + index * step, 1), round(EDGE + tall * (100 - value) / 100, 1))
            for index, (_, value) in enumerate(self.marks)
        ]

    @property
    def line(self) -> str:
        """The points of an SVG polyline."""
        return " ".join(f"{x},{y}" for x, y in self.dots)


def trend_of(session: Session, rows: Sequence[Row]) -> Trend:
    """`rows`: the household's, newest first."""
    question = select(Brief.row_id, Brief.safety).where(
        Brief.row_id.in_([row.id for row in rows]), Brief.safety.is_not(None)
    )
    known = {row_id: safety for row_id, safety in session.execute(question) if safety is not None}
    return Trend([(row, known[row.id]) for row in reversed(rows) if row.id in known])
