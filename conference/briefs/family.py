"""A household as a family that can be drawn: from its members' 続柄, or as the office has put it right.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conference.briefs.relations import BY_WORD, CHILDREN, Place, Relation, relation_of, sex_of
from conference.households.models import Household, Member, Relative
from conference.rosters.cells import age_of
from search.pages.family import Family, Union
from search.pages.family import Member as Drawn

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
KINDS = {"離婚": "離婚", "別居": "別居", "死亡": "死別"}
PAIRS = (
    (Place.MOTHER, Place.FATHER),
    (Place.MOTHER, Place.PARTNER_OF_MOTHER),
    (Place.PARTNER_OF_FATHER, Place.FATHER),
)


@dataclass(frozen=True)
class Somebody:
    """One person before drawing; `key` is m12 for a member, r7 for somebody else."""

    key: str
    name: str
    relation: Relation
    standing: str = "同居"
    age: str = ""
    born: date | None = None

    @property
    def lives_here(self) -> bool:
        return self.standing in ("同居", "妊娠")


def people_of(household: Household, on: date) -> list[Somebody]:
    """Everybody, the children oldest first; what nobody has put right is read from 続柄."""
    said = {each.member_id: each for each in household.relatives if each.member_id}
    found = [_member(member, said.get(member.id), on) for member in household.members]
    found += [_relative(each) for each in household.relatives if not each.member_id]
    found = _with_index(found)
    return sorted(found, key=lambda each: (each.relation.place is Place.UNBORN, each.born or date.max))


def _member(member: Member, said: Relative | None, on: date) -> Somebody:
    sex = sex_of(member.relation)
    read = relation_of(member.relation) or Relation("きょうだい", Place.SIBLING, sex)
    pregnant = member.pregnancy_weeks is not None and member.birth_date is None
    if not member.relation and pregnant:
        read = BY_WORD["母"]
    relation = BY_WORD.get(said.relation, read) if said else read
    if relation.place in CHILDREN and not relation.sex:
        relation = replace(relation, sex=sex)
    standing = said.standing if said else "妊娠" if pregnant else "同居"
    return Somebody(f"m{member.id}", member.name, relation, standing, age_of(member, on), member.birth_date)


def _relative(each: Relative) -> Somebody:
    relation = BY_WORD.get(each.relation, BY_WORD["そのほか"])
    return Somebody(f"r{each.id}", each.name or relation.word, relation, each.standing)


def _with_index(found: Sequence[Somebody]) -> list[Somebody]:
    """Somebody is at the centre: who is called 本人, else the oldest child, else the pregnant woman's child."""
    centre = [each for each in found if each.relation.place is Place.INDEX]
    children = [each for each in found if each.relation.place is Place.SIBLING]
    chosen = centre[0] if centre else min(children, key=lambda each: each.born or date.max, default=None)
    return [_placed(each, chosen) for each in found]


def _placed(each: Somebody, chosen: Somebody | None) -> Somebody:
    if each is chosen:
        return replace(each, relation=replace(each.relation, place=Place.INDEX))
    if each.relation.place is Place.INDEX:  # only one stands at the centre
        return replace(each, relation=replace(each.relation, place=Place.SIBLING))
    return each


def family_of(people: Sequence[Somebody], *, named: bool) -> Family | None:
    """What `search.pages.genogram.draw` takes; numbers and letters instead of names unless `named`."""
    if not people:
        return None
    people = [*people, *_unborn(people)]
    labels = _names(people) if named else _letters(people)
    drawn = tuple(_drawn(each, labels[each.key]) for each in people)
    home = tuple(each.key for each in people if each.lives_here)
    return Family(drawn, tuple(_unions(people)), home if 0 < len(home) < len(people) else ())


def _unborn(people: Sequence[Somebody]) -> list[Somebody]:
    """A pregnancy that nobody has entered as a person stands under its mother."""
    there = any(each.relation.place is Place.UNBORN for each in people)
    mother = next((each for each in people if each.standing == "妊娠"), None)
    if there or mother is None:
        return []
    weeks = mother.age if mother.age.startswith("妊娠") else ""
    return [Somebody(f"{mother.key}u", "おなかの子", BY_WORD["おなかの子"], age=weeks.removeprefix("妊娠"))]


def _drawn(each: Somebody, label: str) -> Drawn:
    unborn = each.relation.place is Place.UNBORN
    return Drawn(
        each.key,
        label,
        sex=each.relation.sex,
        age="" if each.standing == "妊娠" else each.age,
        index=each.relation.place is Place.INDEX,
        dead=each.standing == "死亡",
        pregnancy=unborn,
    )


def _names(people: Sequence[Somebody]) -> dict[str, str]:
    return {
        each.key: each.name
        if each.relation.place in CHILDREN or each.name == each.relation.word
        else f"{each.name}（{each.relation.word}）"
        for each in people
    }


def _letters(people: Sequence[Somebody]) -> dict[str, str]:
    """A児, B児 for the children in order of age; everybody else by relation."""
    letters = iter(LETTERS)
    found = {}
    for each in people:
        child = each.relation.place in (Place.INDEX, Place.SIBLING)
        found[each.key] = f"{next(letters, '')}児" if child else each.relation.word
    return found


def _unions(people: Sequence[Somebody]) -> list[Union]:
    place = {each.relation.place: each for each in reversed(people)}
    children = tuple(each.key for each in people if each.relation.place in CHILDREN)
    found = [
        _union(place[one], place[other], children if index == 0 else ())
        for index, (one, other) in enumerate(PAIRS)
        if one in place and other in place
    ]
    if children and not any(union.children for union in found):
        found = _one_parent(place, children) + found
    return [*found, *_grandparents(people, place)]


def _union(one: Somebody, other: Somebody, children: tuple[str, ...]) -> Union:
    kind = next((KINDS[each.standing] for each in (one, other) if each.standing in KINDS), "婚姻")
    if other.relation.word == "母の交際相手" and kind == "婚姻":
        kind = "内縁" if other.lives_here else "交際"
    return Union((one.key, other.key), kind, children)


def _one_parent(place: dict[Place, Somebody], children: tuple[str, ...]) -> list[Union]:
    parent = place.get(Place.MOTHER) or place.get(Place.FATHER)
    return [Union((parent.key,), children=children)] if parent else []


def _grandparents(people: Sequence[Somebody], place: dict[Place, Somebody]) -> list[Union]:
    found = []
    for old, young in ((Place.MOTHERS_PARENT, Place.MOTHER), (Place.FATHERS_PARENT, Place.FATHER)):
        parents = [each for each in people if each.relation.place is old][:2]
        if parents and young in place:
            if len(parents) == 2:
                found.append(_union(parents[0], parents[1], (place[young].key,)))
            else:
                found.append(Union((parents[0].key,), children=(place[young].key,)))
    return found
