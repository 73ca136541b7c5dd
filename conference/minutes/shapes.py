"""The three shapes of a record on paper: the roster, a sheet for each household, the decisions alone."""

from __future__ import annotations

from dataclasses import dataclass

from conference.minutes.service import COLUMNS, WIDTHS_MM, Minutes, MinutesRow

PORTRAIT_MM = 183
LABEL_MM = 34


@dataclass(frozen=True)
class Shape:
    """`columns` of the full record that it shows, and how wide each is on paper (millimetres)."""

    id: str
    label: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    landscape: bool = False
    one_a_page: bool = False

    def cells(self, row: MinutesRow) -> list[tuple[str, ...]]:
        return [row.cells[COLUMNS.index(name)] for name in self.columns]

    def lines(self, row: MinutesRow) -> list[tuple[str, tuple[str, ...]]]:
        """A label and what stands beside it, for a sheet of its own; no line is kept free there for a name."""
        written = [tuple(line for line in lines if line.strip()) for lines in self.cells(row)]
        return list(zip(self.columns, written, strict=True))


ROSTER = Shape("roster", "名簿型（A4横）", COLUMNS, WIDTHS_MM, landscape=True)
SHEETS = Shape("sheets", "一件一葉（A4縦）", COLUMNS[1:], (LABEL_MM, PORTRAIT_MM - LABEL_MM), one_a_page=True)
DECISIONS = Shape(
    "decisions",
    "決定のみ（A4縦）",
    ("番号", "世帯・児童・年齢/学年", "協議結果", "役割・期限", "家族へ", "評価日/見直し"),
    (9, 42, 50, 42, 18, 22),
)
SHAPES = {shape.id: shape for shape in (ROSTER, SHEETS, DECISIONS)}


def shape_of(minutes: Minutes, asked: str = "") -> Shape:
    """The one asked for, else the one of the series; a meeting without a roster is upright, without a table."""
    if not minutes.has_roster:
        return DECISIONS
    return SHAPES.get(asked) or SHAPES.get(minutes.conference.series.minutes_form, ROSTER)
