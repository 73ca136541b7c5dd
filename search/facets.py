"""Answers counted by kind, theme, stage, outcome and service, and narrowed by what was chosen (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search.pages.case import STAGES

KINDS = ("case", "point")
OUTCOMES = ("解決", "好転", "変化なし", "悪化", "その他", "未測定")
ORDERS = {"kind": KINDS, "stage": STAGES, "outcome": OUTCOMES}
"""Values that have an order of their own; the others stand by how many answers they have."""


class Described(Protocol):
    """A page as far as it is filtered: `search.catalogue.Entry` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def themes(self) -> Sequence[str]: ...
    @property
    def services(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Filters:
    """What was chosen; an empty one narrows nothing."""

    kind: str = ""
    theme: str = ""
    stage: str = ""
    outcome: str = ""
    service: str = ""

    def chosen(self) -> dict[str, str]:
        """Name and value of each filter that narrows, in the order of `NAMES`."""
        return {name: getattr(self, name) for name in NAMES if getattr(self, name)}

    def without(self, name: str) -> Filters:
        """The same with one filter taken off."""
        return replace(self, **{name: ""})

    def leave(self, page: Described) -> bool:
        """Whether a page has everything that was chosen."""
        return bool(self.left([page]))

    def left(self, pages: Sequence[Described]) -> Sequence[Described]:
        """The pages that have everything that was chosen."""
        chosen = self.chosen().items()
        if not chosen:
            return pages
        return [page for page in pages if all(value in values_of(page, name) for name, value in chosen)]


NAMES = ("kind", "theme", "stage", "outcome", "service")
EVERYTHING = Filters()


@dataclass(frozen=True)
class Choice:
    """One value of a facet and how many answers would be left with it."""

    value: str
    count: int


@dataclass(frozen=True)
class Facet:
    """The values the answers have; `without` is how many are left when this filter is taken off."""

    name: str
    choices: tuple[Choice, ...]
    without: int


def values_of(page: Described, name: str) -> tuple[str, ...]:
    """What a page has of one facet, without empty ones; each value once."""
    if name in ("theme", "service"):
        found: Sequence[str] = page.themes if name == "theme" else page.services
    else:
        found = (getattr(page, name),)
    return tuple(dict.fromkeys(value for value in found if value))


def count(pages: Sequence[Described], chosen: Filters) -> tuple[Facet, ...]:
    """A facet for each of `NAMES`, counted over the pages that every *other* chosen filter leaves.

    So a count is what a reader sees after choosing it, also when it takes the place of another value.
    """
    return tuple(_facet(name, chosen.without(name).left(pages)) for name in NAMES)


def _facet(name: str, pages: Sequence[Described]) -> Facet:
    counts = Counter(value for page in pages for value in values_of(page, name))
    order = {value: place for place, value in enumerate(ORDERS.get(name, ()))}
    ranked = sorted(counts, key=lambda value: (order.get(value, len(order)), -counts[value], value))
    return Facet(name, tuple(Choice(value, counts[value]) for value in ranked), len(pages))
