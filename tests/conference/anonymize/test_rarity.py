"""Rare combinations against a count by hand, and what is offered."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from conference.anonymize import rarity
from conference.anonymize.rarity import Attributes, Broader, Rare, Trait

NAMES = {
    "時期": ("小学生", "中学生", "幼児期"),
    "子ども": ("1人", "2人", "5人"),
    "テーマ": ("不登校", "ひとり親", "外国ルーツ"),
}


def _an_office(rng: random.Random, size: int) -> list[Attributes]:
    return [
        {name: frozenset(rng.sample(values, rng.randint(0, 2))) for name, values in NAMES.items()}
        for _ in range(size)
    ]


def _by_hand(
    case: Attributes, office: list[Attributes], least: int, largest: int
) -> dict[tuple[Trait, ...], int]:
    traits = sorted((name, value) for name, values in case.items() for value in values)
    counts = {
        group: sum(all(value in each.get(name, ()) for name, value in group) for each in office)
        for size in range(1, largest + 1)
        for group in combinations(traits, size)
    }
    low = {group for group, count in counts.items() if count < least}
    smallest = {group for group in low if not any(set(other) < set(group) for other in low)}
    return {group: counts[group] for group in smallest}


@pytest.mark.parametrize("seed", range(60))
def test_the_same_as_counting_by_hand(seed: int) -> None:
    rng = random.Random(seed)
    office = _an_office(rng, rng.randint(0, 25))
    case, least, largest = _an_office(rng, 1)[0], rng.randint(1, 6), rng.randint(1, 3)
    found = rarity.rare(case, office, least, largest)
    assert {each.traits: each.count for each in found} == _by_hand(case, office, least, largest)


def _broader(trait: Trait) -> list[Broader]:
    return (
        [Broader("学齢期", frozenset(["小学生", "中学生"]), "学年"), Broader("", None, "時期")]
        if trait[0] == "時期"
        else []
    )


def test_an_offer_says_how_many_become_alike_and_what_is_lost() -> None:
    office = [{"時期": frozenset(["小学生"])}] * 3 + [{"時期": frozenset(["中学生"])}] * 4 + [{}] * 2
    (found,) = rarity.rare({"時期": frozenset(["小学生"])}, office)
    told = [(offer.to, offer.count, offer.lost) for offer in rarity.offers(found, office, _broader)]
    assert told == [("", 9, "時期"), ("学齢期", 7, "学年")]


@pytest.mark.parametrize("seed", range(20))
def test_every_offer_makes_more_alike_than_before(seed: int) -> None:
    rng = random.Random(seed)
    office = _an_office(rng, 20)
    for found in rarity.rare(_an_office(rng, 1)[0], office):
        for offer in rarity.offers(found, office, _broader):
            rest = [trait for trait in found.traits if trait != offer.trait]
            covers = next(each.covers for each in _broader(offer.trait) if each.to == offer.to)
            by_hand = sum(
                all(value in each[name] for name, value in rest)
                and (covers is None or bool(covers & each[offer.trait[0]]))
                for each in office
            )
            assert offer.count == by_hand > found.count


def test_the_question_is_named_without_saying_it() -> None:
    found = Rare((("国籍", "ネパール"),), 1)
    assert "ネパール" not in found.key
    assert found.key == Rare((("国籍", "ネパール"),), 3).key
