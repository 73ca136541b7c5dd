"""One family in two rows: which households look like one, and why.  Pure; nothing is merged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from conference.anonymize.normalize import fold, kana_key
from conference.era import format_short
from conference.households.models import Household, Member

TERM = timedelta(weeks=40)
EARLIEST, LATEST = timedelta(weeks=-10), timedelta(weeks=3)
"""A child is born between ten weeks before and three weeks after the day the weeks promise."""
_ENDS = "世帯家"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """What the records know about one member; `due` is when a pregnancy comes to its term."""

    name: str
    key: str
    birth_date: date | None = None
    affiliation: str = ""
    due: date | None = None


@dataclass(frozen=True)
class Family:
    """One household as it is compared."""

    id: int
    name: str
    key: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Double:
    """Two households that may be one family; `first` has the lower id."""

    first: int
    second: int
    why: str


def family_of(household: Household) -> Family:
    surname = _folded(household.name.partition("（")[0].partition("(")[0]).rstrip(_ENDS)
    people = tuple(_person(member, surname) for member in household.members)
    return Family(household.id, household.name, surname, people)


def _person(member: Member, surname: str) -> Person:
    due = None
    if member.pregnancy_weeks is not None and member.pregnancy_as_of and member.birth_date is None:
        due = member.pregnancy_as_of + TERM - timedelta(weeks=member.pregnancy_weeks)
    key = _folded(member.name)
    given = key.removeprefix(surname) or key
    return Person(member.name, given, member.birth_date, _folded(member.affiliation), due)


def _folded(text: str) -> str:
    """One width, one kana, today's kanji, no blanks: 髙瀬 and 高瀬 are one name."""
    return kana_key("".join(fold(text).text.split()))


def doubles(families: Sequence[Family], apart: Collection[tuple[int, int]] = ()) -> list[Double]:
    """Every pair that may be one family, without those said to be `apart`; in order of ids."""
    by_id = {each.id: each for each in families}
    found = []
    for low, high in sorted(_candidates(families)):
        if (low, high) not in apart and (why := why_same(by_id[low], by_id[high])):
            found.append(Double(low, high, why))
    return found


def _candidates(families: Sequence[Family]) -> set[tuple[int, int]]:
    """Pairs that share at least one thing, so that not everybody is compared with everybody."""
    shelves: dict[Key, set[int]] = defaultdict(set)
    for family in families:
        for key in _keys(family):
            shelves[key].add(family.id)
    return {(min(pair), max(pair)) for ids in shelves.values() for pair in combinations(sorted(ids), 2)}


def _keys(family: Family) -> Iterator[Key]:
    for person in family.people:
        if person.birth_date:
            yield ("born", person.key, person.birth_date.isoformat())
            yield ("surname, born", family.key, person.birth_date.isoformat())
            yield ("surname, pregnancy or baby", family.key)
        if person.due:
            yield ("surname, pregnancy or baby", family.key)
        if person.affiliation:
            yield ("surname, school", family.key, person.affiliation)
        yield ("surname, name", family.key, person.key)


def why_same(one: Family, other: Family) -> str:
    """The surest reason in a sentence; empty when nothing speaks for it."""
    return next((why for why in _reasons(one, other) if why), "")


def _reasons(one: Family, other: Family) -> Iterator[str]:
    yield _same_person(one, other)
    if not one.key or one.key != other.key:
        return
    yield _same_birth_date(one, other)
    yield _born_of(one, other) or _born_of(other, one)
    yield _same_name(one, other)
    yield _same_school(one, other)


def _pairs(one: Family, other: Family) -> Iterable[tuple[Person, Person]]:
    return ((a, b) for a in one.people for b in other.people)


def _same_person(one: Family, other: Family) -> str:
    for a, b in _pairs(one, other):
        if a.birth_date and a.birth_date == b.birth_date and a.key and a.key == b.key:
            return f"「{a.name}」さんと「{b.name}」さんは、名前と生年月日（{format_short(a.birth_date)}）が同じです。"
    return ""


def _same_birth_date(one: Family, other: Family) -> str:
    for a, b in _pairs(one, other):
        if a.birth_date and a.birth_date == b.birth_date:
            day = format_short(a.birth_date)
            return f"名字が同じで、「{a.name}」さんと「{b.name}」さんの生年月日（{day}）が同じです。"
    return ""


def _born_of(expecting: Family, other: Family) -> str:
    """The pregnancy of one household, and a child of the other born when the weeks say."""
    for woman, child in _pairs(expecting, other):
        if woman.due and child.birth_date and EARLIEST <= child.birth_date - woman.due <= LATEST:
            day = format_short(child.birth_date)
            return f"名字が同じで、「{woman.name}」さんの妊娠週数と「{child.name}」さんの生まれた日（{day}）が合います。"
    return ""


def _same_name(one: Family, other: Family) -> str:
    """A person named alike whose birth dates, where both are known, do not speak against it."""
    for a, b in _pairs(one, other):
        if a.key and a.key == b.key and not (a.birth_date and b.birth_date):
            return f"名字が同じで、どちらにも「{a.name}」さんがいます。"
    return ""


def _same_school(one: Family, other: Family) -> str:
    for a, b in _pairs(one, other):
        if a.affiliation and a.affiliation == b.affiliation:
            return f"名字が同じで、「{a.name}」さんと「{b.name}」さんの所属が同じです。"
    return ""
