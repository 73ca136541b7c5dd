"""Filters beside the answers: what was chosen on the page, and the words it is shown in (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from search import Results
from search.facets import EVERYTHING, NAMES, Facet, Filters

TITLES = {
    "kind": "種類",
    "theme": "テーマ",
    "stage": "段階",
    "outcome": "その後",
    "service": "事業・サービス",
}
WORDS = {"case": "事例", "point": "実践ポイント"}
LONGEST = 80
AT_FIRST = 5
"""Values in view at once; the others stand behind 「ほか」."""
ALL = "all"


@dataclass(frozen=True)
class Group:
    """One filter with its values: (value, word, how many are left with it)."""

    name: str
    title: str
    choices: tuple[tuple[str, str, int], ...]

    @property
    def first(self) -> tuple[tuple[str, str, int], ...]:
        return self.choices[:AT_FIRST]

    @property
    def rest(self) -> tuple[tuple[str, str, int], ...]:
        return self.choices[AT_FIRST:]


@dataclass(frozen=True)
class Chosen:
    """A filter that is on; `without` answers are there when it is taken off."""

    name: str
    word: str
    without: int


def read(given: Mapping[str, str]) -> Filters:
    """The filters of the page that was sent, with the one just chosen (`name:value`) or taken off."""
    found = Filters(**{name: given.get(name, "").strip()[:LONGEST] for name in NAMES})
    name, _, value = given.get("choose", "").partition(":")
    if name in NAMES:
        found = replace(found, **{name: value.strip()[:LONGEST]})
    off = given.get("off", "")
    return EVERYTHING if off == ALL else found.without(off) if off in NAMES else found


def groups(results: Results, narrowed: Filters) -> list[Group]:
    """The filters that are still open and would tell the answers apart."""
    chosen = narrowed.chosen()
    made = [_group(facet, results.total) for facet in results.facets if facet.name not in chosen]
    return [group for group in made if group.choices]


def chosen(results: Results, narrowed: Filters) -> list[Chosen]:
    without = {facet.name: facet.without for facet in results.facets}
    return [Chosen(name, word(value), without.get(name, 0)) for name, value in narrowed.chosen().items()]


def word(value: str) -> str:
    return WORDS.get(value, value)


def _group(facet: Facet, answers: int) -> Group:
    """Without what every answer has: choosing it would change nothing."""
    telling = [one for one in facet.choices if one.count < answers]
    return Group(
        facet.name, TITLES[facet.name], tuple((one.value, word(one.value), one.count) for one in telling)
    )
