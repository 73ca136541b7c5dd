"""Rare combinations: which named attributes together leave fewer than k of the office's households, and what helps.

Pure.  A household is a mapping from an attribute's name to the values it has there (several themes,
one stage).  A combination is rare when fewer than k households have all of its values; only the
smallest such combinations are told, since every larger one is rare because of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Attributes = Mapping[str, frozenset[str]]
Trait = tuple[str, str]
"""(attribute, value)."""
LEAST = 5
LARGEST = 3


@dataclass(frozen=True)
class Rare:
    """A combination that at most `count` (< k) households share."""

    traits: tuple[Trait, ...]
    count: int

    @property
    def key(self) -> str:
        """Names the question in the papers; says nothing of the family."""
        told = "\n".join(f"{name}={value}" for name, value in self.traits)
        return f"rare:{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    @property
    def words(self) -> str:
        return "・".join(value for _, value in self.traits)


@dataclass(frozen=True)
class Broader:
    """A wider word for one value: what it is called, which values it covers (None: all), what is lost."""

    to: str
    covers: frozenset[str] | None
    lost: str


@dataclass(frozen=True)
class Offer:
    """One way out: write `to` for a trait, and `count` households become alike."""

    trait: Trait
    to: str
    count: int
    lost: str


def traits_of(case: Attributes) -> list[Trait]:
    return sorted((name, value) for name, values in case.items() for value in values)


def alike(wanted: Iterable[tuple[str, frozenset[str] | None]], office: Sequence[Attributes]) -> int:
    """How many households have, for each attribute, one of the covered values (None: any household)."""
    asked = [(name, covers) for name, covers in wanted if covers is not None]
    return sum(
        all(covers & household.get(name, frozenset()) for name, covers in asked) for household in office
    )


def rare(
    case: Attributes, office: Sequence[Attributes], least: int = LEAST, largest: int = LARGEST
) -> list[Rare]:
    """The smallest combinations of the case's traits that fewer than `least` households share."""
    traits = traits_of(case)
    having = {
        (name, value): {number for number, each in enumerate(office) if value in each.get(name, frozenset())}
        for name, value in traits
    }
    found: list[Rare] = []
    for size in range(1, largest + 1):
        for group in combinations(traits, size):
            if any(set(known.traits) <= set(group) for known in found):
                continue
            count = len(set.intersection(*(having[trait] for trait in group)))
            if count < least:
                found.append(Rare(group, count))
    return found


def offers(
    found: Rare, office: Sequence[Attributes], broader: Callable[[Trait], Sequence[Broader]]
) -> list[Offer]:
    """Wider words that make more households alike, the most helpful first."""
    made = []
    for trait in found.traits:
        rest = [(name, frozenset([value])) for name, value in found.traits if (name, value) != trait]
        for wider in broader(trait):
            count = alike([*rest, (trait[0], wider.covers)], office)
            if count > found.count:
                made.append(Offer(trait, wider.to, count, wider.lost))
    return sorted(made, key=lambda offer: -offer.count)
