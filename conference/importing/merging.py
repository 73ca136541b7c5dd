"""A cell merged downwards holds for each of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from conference.importing.errors import FileTooLarge
from conference.importing.sheets import Cell, Limits, Merge, SheetRow


def filled_down(rows: list[SheetRow], merges: Iterable[Merge], limits: Limits) -> tuple[SheetRow, ...]:
    """The rows with merged values filled in; rows that say nothing themselves stay left out."""
    rows = list(rows)
    places = {row.number: place for place, row in enumerate(rows)}
    last = rows[-1].number if rows else 0
    fills = 0  # bounded, because merged blocks may overlap and lie far to the right
    for merge in set(merges):
        top = places.get(merge.first_row)
        value = rows[top].own_value(merge.first_column) if top is not None else None
        if value is None:
            continue
        for number in range(merge.first_row + 1, min(merge.last_row, last) + 1):
            fills += 1 + merge.first_column // 100
            if fills > limits.fills:
                raise FileTooLarge
            if (place := places.get(number)) is not None:
                rows[place] = _with_value(rows[place], merge.first_column, value)
    return tuple(rows)


def _with_value(row: SheetRow, column: int, value: Cell) -> SheetRow:
    if row.own_value(column) is not None:
        return row
    cells = list(row.values) + [None] * (column + 1 - len(row.values))
    cells[column] = value
    return replace(row, values=tuple(cells))
