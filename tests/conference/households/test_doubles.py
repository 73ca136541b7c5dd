"""同じ家族かもしれません: each rule with its reason, and the quick way beside looking at every pair."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations

import pytest

import conference.tables  # noqa: F401 - a household can only be made once every table is known
from conference.households.doubles import doubles, family_of, why_same
from conference.households.models import Household, Member

HINA = {"name": "陽菜", "birth_date": date(2017, 6, 3)}
AYA = {"name": "彩", "pregnancy_weeks": 24, "pregnancy_as_of": date(2026, 8, 1)}  # at term on 21 November
Known = dict[str, object]


def _household(id: int, name: str, *members: Known) -> Household:
    made = Household(id=id, name=name)
    made.members = [Member(**{"affiliation": "", **each}) for each in members]
    return made


def _why(one: Household, other: Household) -> str:
    return why_same(family_of(one), family_of(other))


@pytest.mark.parametrize(
    ("name", "member", "other_name", "other", "part", "reason"),
    [
        ("春野", HINA, "秋山", HINA, "名前と生年月日（H29.6.3）が同じ", "one child, the name of a new marriage"),
        ("春野", HINA, "春野", {"name": "湊", "birth_date": date(2017, 6, 3)}, "生年月日（H29.6.3）が同じ", "twins"),
        ("髙瀬", {"name": "髙瀬 彩"}, "高瀬世帯", {"name": "彩"}, "どちらにも「髙瀬 彩」さん", "one mother, written twice"),
        ("東雲", AYA, "東雲", {"name": "新", "birth_date": date(2026, 11, 9)}, "妊娠週数と「新」さん", "born as promised"),
        ("東雲", {"name": "新", "birth_date": date(2026, 11, 9)}, "東雲", AYA, "妊娠週数と「新」さん", "either way round"),
        ("春野", {"name": "陽菜", "affiliation": "さつき野小"}, "春野", {"name": "湊", "affiliation": "さつき野小"}, "所属が同じ", "siblings at one school"),
    ],
)  # fmt: skip
def test_what_looks_like_one_family(
    name: str, member: Known, other_name: str, other: Known, part: str, reason: str
) -> None:
    assert part in _why(_household(1, name, member), _household(2, other_name, other)), reason


@pytest.mark.parametrize(
    ("name", "member", "other_name", "other", "reason"),
    [
        ("佐藤", {"name": "陽菜"}, "佐藤", {"name": "湊"}, "a common name alone says nothing"),
        ("春野", HINA, "秋山", {"name": "湊", "birth_date": date(2017, 6, 3)}, "a birthday alone neither"),
        (
            "佐藤",
            HINA,
            "佐藤",
            {"name": "陽菜", "birth_date": date(2018, 6, 3)},
            "namesakes with two birth dates",
        ),
        ("東雲", AYA, "東雲", {"name": "新", "birth_date": date(2026, 8, 20)}, "born much too early"),
        ("東雲", AYA, "東雲", {"name": "新", "birth_date": date(2026, 12, 30)}, "born much too late"),
        ("東雲", AYA, "南", {"name": "新", "birth_date": date(2026, 11, 9)}, "another name, any baby"),
        (
            "春野",
            {"name": "陽菜"},
            "春野",
            {"name": "湊", "affiliation": ""},
            "no school is no common school",
        ),
        ("", {"name": "陽菜"}, "", {"name": "陽菜"}, "nothing is known"),
    ],
)
def test_what_does_not(name: str, member: Known, other_name: str, other: Known, reason: str) -> None:
    assert _why(_household(1, name, member), _household(2, other_name, other)) == "", reason


def test_a_pair_said_to_be_apart_is_not_asked_about() -> None:
    families = [family_of(_household(number, "春野", HINA)) for number in (1, 2, 3)]
    assert [(each.first, each.second) for each in doubles(families, {(1, 2)})] == [(1, 3), (2, 3)]


def _random_household(id: int, dice: random.Random) -> Household:
    members: list[Known] = []
    for _ in range(dice.randint(1, 3)):
        member: Known = {"name": dice.choice(["陽菜", "湊", "彩", "ヒナ", "ひな"])}
        if dice.random() < 0.5:
            member["birth_date"] = date(2026, 9, 1) + timedelta(days=dice.randint(0, 150))
        elif dice.random() < 0.4:
            member |= {"pregnancy_weeks": dice.randint(8, 40), "pregnancy_as_of": date(2026, 8, 1)}
        if dice.random() < 0.5:
            member["affiliation"] = dice.choice(["さつき野小", "東保育園", ""])
        members.append(member)
    return _household(id, dice.choice(["春野", "髙瀬", "高瀬", "東雲", ""]), *members)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_missed_by_being_quick(seed: int) -> None:
    """The shelves find exactly the pairs that comparing everybody with everybody finds."""
    dice = random.Random(seed)
    families = [family_of(_random_household(number, dice)) for number in range(1, 41)]
    every = [(a.id, b.id) for a, b in combinations(families, 2) if why_same(a, b)]
    assert every
    assert [(each.first, each.second) for each in doubles(families)] == every
    assert all(
        why_same(a, b) == why_same(b, a) or why_same(b, a)
        for a, b in combinations(families, 2)
        if why_same(a, b)
    )
