"""What a build has to do: the pages as they are now against the index of before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from search import catalogue, inventory
from search.catalogue import Entry
from search.inventory import Inventory
from search.pages.load import Problem
from search.previous import Previous

LITTLE = 0.2  # the share of pages up to which a build adds what changed; beyond it all is written anew


@dataclass(frozen=True)
class BuildReport:
    """What a build did, in pages; `problems` were left out or stand at their last good version."""

    built: int
    kept: int
    removed: int
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notice: str | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be done to the index of before: `added` are new versions of pages, `gone` the ids that go."""

    before: Previous
    found: Inventory
    added: tuple[Entry, ...]
    gone: frozenset[str]

    @classmethod
    def of(cls, before: Previous, folders: Sequence[Path], only: Collection[str] | None) -> Plan:
        """Of every page, or of some. Pages that cannot be read now stay as they last could."""
        if only is None:
            found, known = inventory.take(folders, before.readable, before.seen), before.ids
        else:
            found = inventory.take_only(folders, before.readable, only)
            known = frozenset(filter(before.card, only))
        broken = {id for kind, id in found.broken if (card := before.card(id)) and card.kind == kind}
        added = tuple(catalogue.entry_of(source) for source in found.changed)
        gone = known - set(found.kept) - (broken - {entry.id for entry in added})
        return cls(before, found, added, gone)

    @property
    def is_nothing(self) -> bool:
        return self.before.is_of_this_code and not self.added and not self.gone

    @property
    def is_little(self) -> bool:
        """Whether what was added and what is gone since the first segment was written is a small share of it."""
        if not self.before.is_of_this_code or not self.before.segments:
            return False
        first, *later = self.before.without(self.gone)
        changes = len(first.gone) + sum(segment.left for segment in later) + len(self.added)
        return changes <= LITTLE * first.size

    def report(self, notice: str | None) -> BuildReport:
        old = {entry.id: self.before.card(entry.id) for entry in self.added}
        built = sum(getattr(old[entry.id], "fingerprint", "") != entry.fingerprint for entry in self.added)
        removed = len(self.gone - {entry.id for entry in self.added})
        total = self.before.left - len(self.gone) + len(self.added)
        return BuildReport(built, total - built, removed, self.found.problems, self.found.warnings, notice)
