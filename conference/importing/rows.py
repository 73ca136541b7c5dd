"""One row of the sheet as a roster row, with the doubts that its cells raise."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from conference.era import read_date
from conference.importing.categories import known_category
from conference.importing.columns import Column, Table, separate_dates
from conference.importing.fields import FIELDS
from conference.importing.findings import (
    Warned,
    cell_has_error,
    formula_without_result,
    grade_misfit,
    household_missing,
    unborn,
    unknown_category,
)
from conference.importing.members import Member, parse_members, pregnancy_weeks_in
from conference.importing.schoolyear import misfit
from conference.importing.sheets import SheetRow, is_error, text_of

_FUNCTIONS = {
    "母子保健": "母子保健",
    "児童福祉": "児童福祉",
    "母子": "母子保健",
    "児福": "児童福祉",
    "母保": "母子保健",
}
_NOTHING = frozenset("-－ー―‐−–—─")


@dataclass(frozen=True)
class RosterRow:
    """A row of the sheet.  None where the cell says nothing; texts as written."""

    row: int  # the sheet's row number
    case_number: str | None
    household: str | None
    name: str | None
    members: tuple[Member, ...]
    birth_date: date | None
    affiliation: str | None
    lead: str | None
    lead_function: str | None
    category: str | None
    concern: str | None
    situation: str | None
    last_policy: str | None
    review_on: date | None
    plan_review_on: date | None
    workers: str | None
    kana: str | None
    registration_number: str | None
    registered_on: date | None
    continues: bool  # its household cell is merged with, or left blank under, the row above


class RowReader:
    """Reads the rows of one table and gathers what is doubtful in them."""

    def __init__(self, table: Table, reference: date) -> None:
        self._columns = table.by_field
        self._sheet = table.sheet
        self._reference = reference
        self.warnings: list[Warned] = []

    def read(self, row: SheetRow) -> RosterRow:
        self._check_results(row)
        births = self._births(row)
        said = dict.fromkeys(FIELDS) | {field: self._text(row, field) for field in self._columns}
        result = RosterRow(
            row=row.number,
            case_number=said["case_number"],
            household=said["household"],
            name=said["name"] or said["household"],
            members=self._members(said, births),
            birth_date=births[0] if births else None,
            affiliation=" ".join(filter(None, (said["affiliation"], said["grade"]))) or None,
            lead=said["lead"] or (None if "lead" in self._columns else said["workers"]),
            lead_function=said["lead_function"] or _function(said["lead"]),
            category=_category(said["category"]),
            concern=said["concern"],
            situation=said["situation"],
            last_policy=said["last_policy"],
            review_on=self._date(row, "review_on"),
            plan_review_on=self._date(row, "plan_review_on"),
            workers=said["workers"],
            kana=said["kana"],
            registration_number=said["registration_number"],
            registered_on=self._date(row, "registered_on"),
            continues=self._continues(row),
        )
        self._check(result)
        return result

    def _text(self, row: SheetRow, field: str) -> str | None:
        cell = row.value(self._columns[field].index)
        text = text_of(cell)
        return None if not text or is_error(cell) or _NOTHING.issuperset(text) else text

    def _date(self, row: SheetRow, field: str) -> date | None:
        column = self._columns.get(field)
        if column is None or is_error(cell := row.value(column.index)):
            return None
        reading = read_date(cell, self._reference, date1904=self._sheet.date1904)
        if reading.note:
            self._warn(row.number, column, reading.note)
        return reading.value

    def _births(self, row: SheetRow) -> list[date | None]:
        """No reference day: a birth date without its year is unreadable, not near."""
        column = self._columns.get("birth_date")
        if column is None or is_error(cell := row.value(column.index)):
            return []
        readings = [read_date(one, date1904=self._sheet.date1904) for one in separate_dates(cell)]
        for reading in readings:
            if reading.note:
                self._warn(row.number, column, reading.note)
        return [reading.value for reading in readings]

    def _members(self, said: dict[str, str | None], births: list[date | None]) -> tuple[Member, ...]:
        members = parse_members(
            said["name"] or (said["household"] or "" if "name" not in self._columns else "")
        )
        dated = [
            replace(member, birth_date=member.birth_date or (births[place] if place < len(births) else None))
            for place, member in enumerate(members)
        ]
        return (_completed(dated[0], said),) if len(dated) == 1 else tuple(dated)

    def _continues(self, row: SheetRow) -> bool:
        """A blank number alone says nothing: it may be a new family that has none yet."""
        if "household" not in self._columns:
            return False
        keys = [column for field in ("case_number", "household") if (column := self._columns.get(field))]
        return all(row.own_value(column.index) is None for column in keys)

    def _check_results(self, row: SheetRow) -> None:
        for column in self._columns.values():
            if (row.number, column.index) in self._sheet.uncalculated:
                self._warn(row.number, column, formula_without_result())
            elif is_error(cell := row.own_value(column.index)):
                self._warn(row.number, column, cell_has_error(text_of(cell)))

    def _check(self, row: RosterRow) -> None:
        if not row.household and not row.name and not row.continues:
            self._warn(
                row.row, self._columns.get("household") or self._columns.get("name"), household_missing()
            )
        if row.category and known_category(row.category) is None:
            self._warn(row.row, self._columns["category"], unknown_category(row.category))
        if row.birth_date:
            self._check_birth(row, row.birth_date)

    def _check_birth(self, row: RosterRow, born: date) -> None:
        if born > self._reference:
            self._warn(row.row, self._columns["birth_date"], unborn(born))
        elif row.affiliation and (grades := misfit(row.affiliation, born, self._reference)):
            column = self._columns.get("grade") or self._columns.get("affiliation")
            self._warn(row.row, column, grade_misfit(*grades))

    def _warn(self, number: int, column: Column | None, message: str) -> None:
        self.warnings.append(Warned(number, column.heading if column else None, message))


def _completed(member: Member, said: dict[str, str | None]) -> Member:
    """The only person of a row, with what the columns beside the name say."""
    weeks = pregnancy_weeks_in(said["pregnancy_weeks"] or "")
    beside = said["grade"] or said["affiliation"] or ""
    if weeks is None and "妊娠" in beside:
        weeks = pregnancy_weeks_in(beside)
    return replace(
        member,
        relation=member.relation or said["relation"],
        kana=member.kana or said["kana"],
        pregnancy_weeks=weeks if member.pregnancy_weeks is None else member.pregnancy_weeks,
    )


def _function(lead: str | None) -> str | None:
    """The function where 主担当 holds one instead of a person."""
    return _FUNCTIONS.get("".join(unicodedata.normalize("NFKC", lead).split())) if lead else None


def _category(text: str | None) -> str | None:
    """One of the four in its usual spelling; any other word as written."""
    return known_category(text) or text if text else None
