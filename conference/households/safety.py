"""安全の度合い and 本人・家族の点数 of a household over its meetings: small lines for its page, and the same as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.replies.safety import numbers_of
from conference.rosters.models import Row

WIDTH, HEIGHT, EDGE = 240, 60, 6
"""Of the drawing, in its own units; twice as tall where agencies have lines of their own."""
MOST = 10
"""Meetings side by side; older numbers stand in their rows below."""
SHAPES = ("up", "diamond", "down", "cross")
DASHES = ("2 3", "9 3 2 3", "9 3", "12 3 2 3 2 3", "1 5")
"""Of agencies; shape and dash together are told apart in print, by anybody, for the first twenty."""


@dataclass(frozen=True)
class Mark:
    """One meeting that has a number; `by` is who said the family's, `agencies` what each of them sent back."""

    row: Row
    safety: int | None = None
    family: int | None = None
    by: str = ""
    agencies: Mapping[str, int] = field(default_factory=dict)

    @property
    def said(self) -> list[tuple[str, int, str]]:
        """Label, number, and whose word it is where that is not the label's."""
        own = (("安全の度合い", self.safety, ""), ("本人・家族の点数", self.family, self.by))
        found = [(label, value, by) for label, value, by in own if value is not None]
        return [*found, *((f"{agency}から", value, "") for agency, value in self.agencies.items())]


@dataclass(frozen=True)
class Line:
    """Where one of the numbers stands in the drawing; meetings without it are passed over."""

    label: str
    shape: str
    dash: str
    values: Sequence[int | None]
    height: int = HEIGHT

    @property
    def dots(self) -> list[tuple[float, float]]:
        """Left to right by meeting, so that all lines share their days; 100 is on top."""
        step = (WIDTH - 2 * EDGE) / max(1, len(self.values) - 1)
        tall = self.height - 2 * EDGE
        return [
            (round(EDGE + index * step, 1), round(EDGE + tall * (100 - value) / 100, 1))
            for index, value in enumerate(self.values)
            if value is not None
        ]

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

    width = WIDTH

    @property
    def agencies(self) -> list[str]:
        """In the order they first sent one."""
        return list(dict.fromkeys(agency for each in self.marks for agency in each.agencies))

    @property
    def height(self) -> int:
        return 2 * HEIGHT if self.agencies else HEIGHT

    @property
    def safety(self) -> Line:
        label = "安全の度合い（センター）" if self.agencies else "安全の度合い"
        return Line(label, "circle", "", [each.safety for each in self.marks], self.height)

    @property
    def family(self) -> Line:
        return Line("本人・家族の点数", "square", "5 4", [each.family for each in self.marks], self.height)

    @property
    def lines(self) -> list[Line]:
        """Those that have a number, as the table names them."""
        return [line for line in (self.safety, *self._of_agencies(), self.family) if line.dots]

    def _of_agencies(self) -> Iterator[Line]:
        for at, agency in enumerate(self.agencies):
            shape = SHAPES[at % len(SHAPES)]
            dash = DASHES[(at + at // len(SHAPES)) % len(DASHES)]
            values = [each.agencies.get(agency) for each in self.marks]
            yield Line(f"安全の度合い（{agency}）", shape, dash, values, self.height)

    @property
    def is_drawn(self) -> bool:
        return any(line.is_drawn for line in self.lines)

    @property
    def title(self) -> str:
        has_safety = bool(self.safety.dots or self.agencies)
        if has_safety and self.family.dots:
            return "安全の度合いと、本人・家族の点数"
        return "安全の度合い" if has_safety else "本人・家族の点数"


def marks_of(session: Session, rows: Sequence[Row]) -> dict[int, Mark]:
    """By row id: those that have a number."""
    question = select(Brief.row_id, Brief.safety, Brief.family_score, Brief.family_score_by).where(
        Brief.row_id.in_([row.id for row in rows]),
        or_(Brief.safety.is_not(None), Brief.family_score.is_not(None)),
    )
    of, sent = {row.id: row for row in rows}, numbers_of(session, rows)
    own = {
        row_id: Mark(of[row_id], safety, family, by if family is not None else "", sent.get(row_id, {}))
        for row_id, safety, family, by in session.execute(question)
    }
    return {row_id: Mark(of[row_id], agencies=numbers) for row_id, numbers in sent.items()} | own


def trend_of(marks: dict[int, Mark], rows: Sequence[Row]) -> Trend:
    """The newest MOST of them; `rows`: the household's, newest first."""
    newest = [marks[row.id] for row in rows if row.id in marks][:MOST]
    return Trend(newest[::-1])
