"""The people of the family picture as a form: one line each, two small choices, no coordinates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from conference.briefs.family import Somebody, people_of
from conference.briefs.relations import BY_WORD, RELATIONS, STANDINGS, Place
from conference.decisions.fields import SHORT, clean
from conference.households.models import Household, Relative

NO_RELATION = "続柄を選んでください。入れない人の名前は、空にしてください。"
TOO_LONG = f"{SHORT}字までです。短くしてください。"
EMPTY_LINES = 2
INDEX_WORDS = frozenset(each.word for each in RELATIONS if each.place is Place.INDEX)


@dataclass
class Line:
    """One person; `key` is m12 for a member, r7 for somebody else, n1 for a new line."""

    key: str
    name: str = ""
    relation: str = ""
    standing: str = "同居"
    problem: str = ""

    @property
    def is_member(self) -> bool:
        return self.key.startswith("m")

    @property
    def is_empty(self) -> bool:
        return not self.name and not self.relation


@dataclass
class FamilyForm:
    """Everybody of the picture."""

    lines: list[Line] = field(default_factory=list)

    @classmethod
    def of(cls, household: Household, on: date) -> FamilyForm:
        """As it stands, with empty lines at the end."""
        names = {f"r{each.id}": each.name for each in household.relatives}
        known = [
            Line(each.key, names.get(each.key, each.name), _word(each), each.standing)
            for each in people_of(household, on)
        ]
        return cls([*known, *(Line(f"n{number}") for number in range(1, EMPTY_LINES + 1))])

    @classmethod
    def read(cls, given: Mapping[str, str], household: Household, on: date) -> FamilyForm:
        form = cls.of(household, on)
        for line in form.lines:
            _read_line(line, given)
        return form

    @property
    def problem_count(self) -> int:
        return sum(bool(line.problem) for line in self.lines)

    @property
    def state(self) -> str:
        """A mark of what the form shows: another one means that somebody has written since."""
        told = "\n".join(f"{each.key} {each.name} {each.relation} {each.standing}" for each in self.lines)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def _word(each: Somebody) -> str:
    """The child at the centre is 本人, however 続柄 calls it."""
    if each.relation.place is Place.INDEX and each.relation.word not in INDEX_WORDS:
        return "本人"
    return each.relation.word


def _read_line(line: Line, given: Mapping[str, str]) -> None:
    if not line.is_member:
        line.name = clean(given.get(f"{line.key}-name", "")).strip()
    line.relation = given.get(f"{line.key}-relation", line.relation if line.is_member else "")
    line.standing = given.get(f"{line.key}-standing", line.standing)
    line.relation = line.relation if line.relation in BY_WORD else ""
    line.standing = line.standing if line.standing in STANDINGS else "同居"
    if len(line.name) > SHORT:
        line.problem = TOO_LONG
    elif line.name and not line.relation and not line.is_member:
        line.problem = NO_RELATION


def write(session: Session, household: Household, form: FamilyForm, on: date) -> bool:
    """Keep a form without problems; True when something changed.  What 続柄 says already is not kept twice."""
    before = {each.key: each for each in FamilyForm.of(household, on).lines}
    changed = [line for line in form.lines if line != before[line.key]]
    there = {_key(each): each for each in household.relatives}
    for line in changed:
        found = there.get(line.key)
        if line.is_empty and not line.is_member:
            if found is not None:
                household.relatives.remove(found)
            continue
        if found is None:
            found = Relative(member_id=int(line.key[1:]) if line.is_member else None)
            household.relatives.append(found)
        found.name = "" if line.is_member else line.name
        found.relation, found.standing = line.relation, line.standing
    session.flush()
    return bool(changed)


def _key(relative: Relative) -> str:
    return f"m{relative.member_id}" if relative.member_id else f"r{relative.id}"
