"""What a household of the file says, in the shape of our tables. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conference.importing.households import ImportedHousehold
from conference.importing.members import Member
from conference.importing.rows import RosterRow

ROW_FIELDS = {
    "concern": "主訴",
    "situation": "現在の状況",
    "last_policy": "前回の方針",
    "review_on": "見直し予定日",
    "plan_review_on": "評価日",
}


@dataclass(frozen=True)
class WantedMember:
    """One person; what the file says of the row belongs to its first child, 区分 to everybody in it."""

    person: Member
    affiliation: str = ""
    category: str = ""
    registration_number: str = ""
    registered_on: date | None = None

    @property
    def relation(self) -> str:
        return self.person.relation or ""

    @property
    def birth_date(self) -> date | None:
        return self.person.birth_date

    @property
    def pregnancy_weeks(self) -> int | None:
        return self.person.pregnancy_weeks


@dataclass(frozen=True)
class Wanted:
    """One household as the file has it; empty where it says nothing."""

    case_number: str | None
    name: str
    lead_function: str
    lead_worker: str
    members: tuple[WantedMember, ...]
    concern: str
    situation: str
    last_policy: str
    review_on: date | None
    plan_review_on: date | None


def wanted_of(imported: ImportedHousehold) -> Wanted:
    rows = imported.rows
    return Wanted(
        case_number=imported.case_number,
        name=imported.name,
        lead_function=_first(rows, "lead_function"),
        lead_worker=_workers(rows),
        members=_members(imported),
        concern=_joined(rows, "concern"),
        situation=_joined(rows, "situation"),
        last_policy=_joined(rows, "last_policy"),
        review_on=_earliest(rows, "review_on"),
        plan_review_on=_earliest(rows, "plan_review_on"),
    )


def _members(imported: ImportedHousehold) -> tuple[WantedMember, ...]:
    made: list[WantedMember] = []
    for person in imported.members:
        row = next(row for row in imported.rows if person in row.members)
        leads = row.members[0] is person
        made.append(
            WantedMember(
                person,
                affiliation=(row.affiliation or "") if leads else "",
                category=row.category or "",
                registration_number=(row.registration_number or "") if leads else "",
                registered_on=row.registered_on if leads else None,
            )
        )
    return tuple(made)


def _workers(rows: tuple[RosterRow, ...]) -> str:
    written = _first(rows, "workers") or _first(rows, "lead")
    return "" if written == _first(rows, "lead_function") else written


def _first(rows: tuple[RosterRow, ...], attribute: str) -> str:
    return next((str(value) for row in rows if (value := getattr(row, attribute))), "")


def _joined(rows: tuple[RosterRow, ...], attribute: str) -> str:
    """Siblings' rows may repeat the same text or add to it."""
    said = [value for row in rows if (value := getattr(row, attribute))]
    return "\n".join(dict.fromkeys(said))


def _earliest(rows: tuple[RosterRow, ...], attribute: str) -> date | None:
    return min((value for row in rows if (value := getattr(row, attribute))), default=None)
