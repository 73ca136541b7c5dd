"""Roster rows gathered into households: siblings come in several rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conference.importing.members import Member
from conference.importing.rows import RosterRow


@dataclass(frozen=True)
class ImportedHousehold:
    """The rows of one household, in the order of the sheet."""

    rows: tuple[RosterRow, ...]

    @property
    def case_number(self) -> str | None:
        return next((row.case_number for row in self.rows if row.case_number), None)

    @property
    def name(self) -> str:
        """The household as written; else the family name of the first person."""
        written = next((row.household for row in self.rows if row.household), None)
        if written:
            return written
        first = self.members[0].name if self.members else (self.rows[0].name or "")
        return first.split()[0] if first.split() else first

    @property
    def members(self) -> tuple[Member, ...]:
        """Each person once, though siblings' rows may name the whole family again."""
        seen: dict[tuple[str, object], Member] = {}
        for row in self.rows:
            for member in row.members:
                seen.setdefault((member.name, member.birth_date), member)
        undated = {name for name, born in seen if born is not None}
        return tuple(m for m in seen.values() if m.birth_date is not None or m.name not in undated)


def group_households(rows: Iterable[RosterRow]) -> tuple[ImportedHousehold, ...]:
    """By case number; without one, a merged or blank household cell continues the row above.

    Two families may share a family name: equal names alone join rows only where the cell holds
    a full name (佐藤 花子), because a wrong join would show one family's decisions to another.
    """
    groups: list[list[RosterRow]] = []
    by_number: dict[str, list[RosterRow]] = {}
    for row in rows:
        group = by_number.get(row.case_number) if row.case_number else _continued(groups, row)
        if group is None:
            group = []
            groups.append(group)
        group.append(row)
        if row.case_number:
            by_number[row.case_number] = group
    return tuple(ImportedHousehold(tuple(group)) for group in groups)


def _continued(groups: Sequence[list[RosterRow]], row: RosterRow) -> list[RosterRow] | None:
    if not groups:
        return None
    above = groups[-1][-1]
    full_name = row.household is not None and len(row.household.split()) > 1
    if row.continues or (full_name and row.household == above.household and not above.case_number):
        return groups[-1]
    return None
