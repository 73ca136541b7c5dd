"""Which household of the office a household of the file is, and what the file would change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from conference.era import format_date
from conference.households.models import Household
from conference.households.models import Member as KnownMember
from conference.importing.findings import Warned
from conference.importing.households import ImportedHousehold
from conference.importing.members import Member
from conference.roster_import.reading import ROW_FIELDS, Wanted, WantedMember, wanted_of
from conference.rosters.models import Row

NEW, CHANGED, SAME = "新しい", "変わる", "同じ"


@dataclass(frozen=True)
class Difference:
    """One thing that the file says otherwise; `before` is empty where nothing was written yet."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one household of the file; a person confirms or chooses otherwise."""

    number: int
    imported: ImportedHousehold
    match: Household | None
    why: str
    candidates: tuple[Household, ...]
    differences: tuple[Difference, ...]
    warnings: tuple[Warned, ...]

    @property
    def kind(self) -> str:
        if self.match is None:
            return NEW
        return CHANGED if self.differences else SAME

    @property
    def wanted(self) -> Wanted:
        return wanted_of(self.imported)


@dataclass(frozen=True)
class Known:
    """The office's households and, of each, the newest row before or on this roster."""

    households: Sequence[Household]
    rows: dict[int, Row]
    stands_for: dict[int, Household] = field(default_factory=dict)
    """Households that were put together with another one, by id: the other one."""


def propose(number: int, imported: ImportedHousehold, known: Known, warnings: Iterable[Warned]) -> Proposal:
    match, why = find_match(imported, known.households)
    match = known.stands_for.get(match.id, match) if match else None
    still_there = [each for each in known.households if each.id not in known.stands_for]
    lines = {row.row for row in imported.rows}
    return Proposal(
        number=number,
        imported=imported,
        match=match,
        why=why,
        candidates=_same_family_name(imported, still_there, match),
        differences=differences(wanted_of(imported), match, known.rows.get(match.id)) if match else (),
        warnings=tuple(warned for warned in warnings if warned.row in lines),
    )


def find_match(imported: ImportedHousehold, households: Sequence[Household]) -> tuple[Household | None, str]:
    """By case number, else by a person's name and birth date; equal family names alone are no match."""
    if imported.case_number:
        wanted = folded(imported.case_number)
        for household in households:
            if household.case_number and folded(household.case_number) == wanted:
                return household, "ケース番号が同じ"
    people = {(folded(m.name), m.birth_date) for m in imported.members if m.birth_date}
    for household in households:
        if people & {(folded(m.name), m.birth_date) for m in household.members}:
            return household, "名前と生年月日が同じ"
    return None, ""


def _same_family_name(
    imported: ImportedHousehold, households: Sequence[Household], match: Household | None
) -> tuple[Household, ...]:
    name = folded(imported.name)
    return tuple(h for h in households if h is not match and folded(h.name) == name)


def differences(wanted: Wanted, household: Household, row: Row | None) -> tuple[Difference, ...]:
    """What would change; what the file does not say stays."""
    found = [
        *_changed("世帯", household.name, wanted.name),
        *_changed("主たる担当機能", household.lead_function, wanted.lead_function),
        *_changed("担当", household.lead_worker, wanted.lead_worker),
    ]
    for member in wanted.members:
        found += _member_differences(member, known_member(household, member.person))
    for attribute, label in ROW_FIELDS.items():
        found += _changed(label, getattr(row, attribute, None), getattr(wanted, attribute))
    return tuple(found)


def _member_differences(wanted: WantedMember, known: KnownMember | None) -> list[Difference]:
    name = wanted.person.name
    if known is None:
        return [Difference("世帯員", "", name)]
    pairs = (
        ("続柄", known.relation, wanted.relation),
        ("生年月日", known.birth_date, wanted.birth_date),
        ("所属", known.affiliation, wanted.affiliation),
        ("区分", known.category, wanted.category),
        ("妊娠週数", known.pregnancy_weeks, wanted.pregnancy_weeks),
    )
    return [d for label, before, after in pairs for d in _changed(f"{name} {label}", before, after)]


def known_member(household: Household, person: Member) -> KnownMember | None:
    return next((m for m in household.members if folded(m.name) == folded(person.name)), None)


def _changed(label: str, before: object, after: object) -> list[Difference]:
    if after in (None, "") or after == before:
        return []
    return [Difference(label, _shown(before), _shown(after))]


def _shown(value: object) -> str:
    if isinstance(value, date):
        return format_date(value, weekday=False)
    return "" if value is None else str(value)


def folded(text: str) -> str:
    """Width and blanks aside; 旧字体 stay what they are."""
    return "".join(unicodedata.normalize("NFKC", text).split())
