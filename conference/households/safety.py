"""安全の度合い and 本人・家族の点数 of a household over its meetings: two small lines for its page, and the same as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.rosters.models import Row

WIDTH, HEIGHT, EDGE = 240, 60, 6
"""Of the drawing, in its own units."""
MOST = 10
"""Meetings side by side; older numbers stand in their rows below."""


@dataclass(frozen=True)
class Mark:
    """One meeting that has a number, or both; `by` is who said the family's."""

    row: Row
    safety: int | None = None
    family: int | None = None
    by: str = ""


@dataclass(frozen=True)
class Line:
    """Where one of the two numbers stands in the drawing; meetings without it are passed over."""

    dots: list[tuple[float, float]]

    @property
    def is_drawn(self) -> bool:
        """One number is no line."""
        return len(self.dots) > 1

    @property
    def points(self) -> str:
        """Of an SVG polyline."""
        return " ".join(f"{x},{y}" for x, y in self.dots)


@dataclass(frozen=True)
class Trend:
    """Meetings that have a number, the oldest first; 0 to 100."""

    marks: Sequence[Mark]

    width, height = WIDTH, HEIGHT

    @property
    def safety(self) -> Line:
        return self._line([each.safety for each in self.marks])

    @property
    def family(self) -> Line:
        return self._line([each.family for each in self.marks])

    @property
    def is_drawn(self) -> bool:
        return self.safety.is_drawn or self.family.is_drawn

    def _line(self, values: Sequence[int | None]) -> Line:
        """Left to right by meeting, so that both lines share their days; 100 is on top."""
        step = (WIDTH - 2 * EDGE) / max(1, len(values) - 1)
        tall = HEIGHT - 2 * EDGE
        return Line(
            [
                (round(EDGE + index * step, 1), round(EDGE + tall * (100 - value) / 100, 1))
                for index, value in enumerate(values)
                if value is not None
            ]
        )


def marks_of(session: Session, rows: Sequence[Row]) -> dict[int, Mark]:
    """By row id: those that have a number."""
    question = select(Brief.row_id, Brief.safety, Brief.family_score, Brief.family_score_by).where(
        Brief.row_id.in_([row.id for row in rows]),
        or_(Brief.safety.is_not(None), Brief.family_score.is_not(None)),
    )
    of = {row.id: row for row in rows}
    return {
        row_id: Mark(of[row_id], safety, family, by if family is not None else "")
        for row_id, safety, family, by in session.execute(question)
    }


def trend_of(marks: dict[int, Mark], rows: Sequence[Row]) -> Trend:
    """The newest MOST of them; `rows`: the household's, newest first."""
    newest = [marks[row.id] for row in rows if row.id in marks][:MOST]
    return Trend(newest[::-1])
