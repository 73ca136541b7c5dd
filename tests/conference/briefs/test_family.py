"""The family of a household as a drawing: read from 続柄, put right by hand, with names or with letters."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

import conference.tables  # noqa: F401 - a household can only be made once every table is known
from conference.briefs.family import family_of, people_of
from conference.briefs.picture import picture_of
from conference.briefs.relations import RELATIONS, STANDINGS, Place, relation_of
from conference.households.models import Household, Member, Relative
from search.pages.family import Family, Union

ON = date(2026, 11, 26)
Person = tuple[str, str, date | None, int | None]
HINA: Person = ("陽菜", "長女", date(2017, 6, 3), None)
MINATO: Person = ("湊", "長男", date(2020, 5, 3), None)


def _household(*members: Person, relatives: tuple[tuple[int | None, str, str, str], ...] = ()) -> Household:
    made = Household(id=1, name="春野")
    for number, (name, relation, born, weeks) in enumerate(members, start=1):
        made.members.append(
            Member(
                id=number, position=number, name=name, relation=relation, birth_date=born,
                pregnancy_weeks=weeks, pregnancy_as_of=ON if weeks else None, affiliation="", category="",
            )
        )  # fmt: skip
    for number, (member_id, name, relation, standing) in enumerate(relatives, start=1):
        made.relatives.append(
            Relative(id=number, member_id=member_id, name=name, relation=relation, standing=standing)
        )
    return made


def _family(household: Household, *, named: bool = True) -> Family:
    found = family_of(people_of(household, ON), named=named)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("母", Place.MOTHER),
        ("実母", Place.MOTHER),
        ("妊婦", Place.MOTHER),
        ("父", Place.FATHER),
        ("祖母", Place.MOTHERS_PARENT),
        ("父方祖父", Place.FATHERS_PARENT),
        ("母の内縁の夫", Place.PARTNER_OF_MOTHER),
        ("継父", Place.PARTNER_OF_MOTHER),
        ("継母", Place.PARTNER_OF_FATHER),
        ("兄", Place.SIBLING),
    ],
)
def test_what_a_roster_writes(written: str, place: Place) -> None:
    found = relation_of(written)
    assert found is not None
    assert found.place is place


def test_sons_and_daughters_stand_by_age_the_oldest_in_the_middle() -> None:
    family = _family(_household(MINATO, HINA, ("さくら", "母", None, None)))
    assert [(each.label, each.sex, each.index) for each in family.members] == [
        ("陽菜", "f", True),
        ("湊", "m", False),
        ("さくら（母）", "f", False),
    ]
    assert family.unions == (Union(("m3",), children=("m2", "m1")),)


@pytest.mark.parametrize(
    ("standing", "kind", "lives_here"),
    [("同居", "婚姻", True), ("別居", "別居", False), ("離婚", "離婚", False), ("死亡", "死別", False)],
)
def test_what_is_said_about_the_father(standing: str, kind: str, lives_here: bool) -> None:
    family = _family(_household(HINA, ("さくら", "母", None, None), relatives=((None, "", "父", standing),)))
    (union,) = family.unions
    assert (union.kind, family.member("r1").dead) == (kind, standing == "死亡")
    assert ("r1" in family.household) is (lives_here and bool(family.household))


def test_somebody_said_to_be_the_centre_is() -> None:
    family = _family(_household(HINA, MINATO, relatives=((2, "", "本人（男）", "同居"),)))
    assert [each.label for each in family.members if each.index] == ["湊"]


def test_a_pregnancy_is_a_triangle_under_the_woman() -> None:
    family = _family(_household(("彩", "母", None, 24)))
    assert [(each.label, each.age, each.pregnancy) for each in family.members] == [
        ("彩（母）", "", False),
        ("おなかの子", "24週", True),
    ]
    assert family.unions == (Union(("m1",), children=("m1u",)),)


def test_on_numbered_paper_nobody_has_a_name() -> None:
    household = _household(
        HINA, MINATO, ("さくら", "母", None, None), relatives=((None, "和子", "母方の祖母", "別居"),)
    )
    drawing = picture_of(household, ON, named=False)
    assert drawing is not None
    assert not [name for name in ("陽菜", "湊", "さくら", "和子") if name in drawing]
    assert {"A児", "B児", "母", "母方の祖母"} <= {
        each.label for each in _family(household, named=False).members
    }


def test_a_name_is_never_markup() -> None:
    household = _household(("<b>&", "長女", None, None), ("\"'>", "母", None, None))
    drawing = picture_of(household, ON)
    assert drawing is not None
    assert "<b>" not in drawing
    assert "&lt;b&gt;&amp;" in drawing


def test_brothers_and_sisters_alone_are_no_picture() -> None:
    assert picture_of(_household(HINA, MINATO), ON) is None
    assert picture_of(_household(), ON) is None


def test_whatever_is_chosen_can_be_drawn() -> None:
    """Every relation beside every other, with every word about where somebody is."""
    words = [each.word for each in RELATIONS]
    for one, other in product(words, words):
        for standing in STANDINGS:
            household = _household(
                HINA,
                relatives=((1, "", one, "同居"), (None, "和子", other, standing), (None, "", "父", "離婚")),
            )
            found = family_of(people_of(household, ON), named=True)
            assert found is not None
            if found.unions:
                assert picture_of(household, ON) is not None, f"{one} {other} {standing}"
