"""What a blank form asks for, read from `fields:` of its page, and how tall a line may be on one A4 page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LABEL = 0.31  # of the width
ROOM = 250  # mm of an A4 page under the form's title
LINE = (5.6, 9.6)  # mm: enough to write in by hand; taller only looks empty


@dataclass(frozen=True)
class Field:
    """One thing to fill in: `lines` to write on, boxes to tick, or a grid with `columns`."""

    label: str
    lines: int = 1
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()

    @property
    def ticks(self) -> str:
        return "　".join(f"□ {choice}" for choice in self.choices)

    @property
    def height(self) -> int:
        """In lines, with the grid's own heading."""
        if self.columns:
            return len(self.rows) + 2
        return max(1, -(-len(self.ticks) // 34)) if self.choices else self.lines


@dataclass(frozen=True)
class Form:
    title: str
    who: str
    minutes: int | None
    fields: tuple[Field, ...]

    @property
    def line(self) -> float:
        """Height of one line in mm, so that the whole form stays on one page."""
        low, high = LINE
        return max(low, min(high, ROOM / max(1, sum(field.height for field in self.fields))))

    @property
    def note(self) -> str:
        parts = [f"書く人：{self.who}" if self.who else "", f"目安：{self.minutes}分" if self.minutes else ""]
        return "　".join(part for part in parts if part)


def form_from(meta: Mapping[str, Any]) -> Form | None:
    """The form that a page describes; None where it describes none."""
    items = meta.get("fields")
    if meta.get("kind") != "form" or not isinstance(items, list):
        return None
    minutes = meta.get("minutes")
    return Form(
        str(meta.get("title") or ""),
        str(meta.get("who") or ""),
        minutes if isinstance(minutes, int) else None,
        tuple(_field(item) for item in items if isinstance(item, Mapping)),
    )


def shares(field: Field) -> tuple[float, ...]:
    """How much of a grid's width each column takes; one with words in its rows takes what a label takes."""
    if any(field.rows):
        rest = _weighed(field.columns[1:])
        return (LABEL, *(share * (1 - LABEL) for share in rest))
    return _weighed(field.columns)


def _weighed(columns: tuple[str, ...]) -> tuple[float, ...]:
    """Numbers, people and days need less room than what is told."""
    weights = [
        1.0
        if len(column) <= 2
        else 1.5
        if column.startswith("だれ") or column.endswith(("日", "まで"))
        else 3.0
        for column in columns
    ]
    return tuple(weight / sum(weights) for weight in weights)


def _field(item: Mapping[str, Any]) -> Field:
    rows = item.get("rows") or 0
    named = tuple(map(str, rows)) if isinstance(rows, list) else ("",) * int(rows)
    return Field(
        str(item.get("label") or ""),
        int(item.get("lines") or 1),
        tuple(map(str, item.get("choices") or ())),
        tuple(map(str, item.get("columns") or ())),
        named,
    )
