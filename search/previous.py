"""The index as the last build left it: what the next one takes over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from search import generation, segments
from search.catalogue import Card, Entry
from search.config import SearchConfig
from search.errors import IndexMissing, IndexTampered
from search.generation import Generation
from search.inventory import Seen
from search.late import Axes
from search.segments import AXES, SEEN, Listed, Segment
from search.vectorizing import KeptPassage, Key, kept_passages


@dataclass(frozen=True)
class Previous:
    """The index of before, or nothing; `is_of_this_code` is false where other code turned its pages into terms."""

    segments: tuple[Listed, ...] = ()
    opened: Generation | None = None
    is_of_this_code: bool = False

    @classmethod
    def open(cls, config: SearchConfig, code: str) -> Previous:
        """The index in use; one that is missing, refused or of another version is nothing."""
        try:
            opened = generation.open_current(config, check=False)
            before = cls(segments.listed(opened), opened, opened.about.get("code") == code)
        except (IndexMissing, IndexTampered, KeyError, ValueError, TypeError):
            return NOTHING
        return before

    @cached_property
    def seen(self) -> Seen:
        """The page files as the last build saw them. Raises `IndexTampered`."""
        return Seen.load(self.opened.read(SEEN)) if self.opened else Seen()

    @property
    def about(self) -> Mapping[str, Any]:
        """What the index says of itself."""
        return self.opened.about if self.opened else {}

    @property
    def model_id(self) -> str | None:
        """Of the model whose vectors these are; empty without, None where there is no index."""
        return str(self.about.get("model_id", "")) if self.opened else None

    @property
    def left(self) -> int:
        """How many pages it has."""
        return sum(listed.left for listed in self.segments)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Of all its pages. Raises `IndexTampered`."""
        return frozenset(
            card.id
            for listed in self.segments
            for number, card in self._segments[listed.name].cards.all()
            if number not in listed.gone
        )

    def card(self, id: str) -> Card | None:
        """Of a page that it has; costs the same however many there are. Raises `IndexTampered`."""
        found = self._find(id)
        return found[2] if found else None

    def readable(self, id: str) -> Card | None:
        """The same, but nothing where other code turned pages into terms: every page is to be read again."""
        return self.card(id) if self.is_of_this_code else None

    @cached_property
    def axes(self) -> Axes | None:
        """Along which its words lie; None without vectors. Raises `IndexTampered`."""
        if self.opened is None or AXES not in self.opened.sums:
            return None
        return Axes.from_array(self.opened.array(AXES))

    def check(self) -> None:
        """Every file. Raises `IndexTampered`."""
        if self.opened:
            self.opened.check()

    def without(self, gone: Collection[str]) -> list[Listed]:
        """Its segments with these pages gone; the first stays, of the others those that still have pages."""
        numbers: dict[str, list[int]] = {listed.name: [] for listed in self.segments}
        for listed, number, _ in filter(None, map(self._find, gone)):
            numbers[listed.name].append(number)
        left = [listed.without(numbers[listed.name]) for listed in self.segments]
        return [listed for place, listed in enumerate(left) if listed.left or not place]

    def entries(self, chosen: Iterable[Listed]) -> list[Entry]:
        """The pages there still are in some segments. Raises `IndexTampered`."""
        return [
            entry
            for listed in chosen
            for number, entry in enumerate(self._segments[listed.name].entries)
            if number not in listed.gone
        ]

    def kept_passages(self, chosen: Iterable[Listed]) -> dict[Key, KeptPassage]:
        """Every passage of some segments. Raises `IndexTampered`."""
        found: dict[Key, KeptPassage] = {}
        for listed in chosen:
            segment = self._segments[listed.name]
            if segment.vectors is not None:
                found |= kept_passages(segment.entries, segment.vectors)
        return found

    def link(self, chosen: Sequence[Listed], folder: Path) -> dict[str, str]:
        """Whole segments into the folder of a new index; their checksums."""
        if self.opened is None:
            return {}
        paths = [path for listed in chosen for path in self.opened.below(listed.name)]
        return generation.link(self.opened, [*paths, *([AXES] if AXES in self.opened.sums else [])], folder)

    def link_seen(self, folder: Path) -> dict[str, str]:
        """What it saw of the page files, for an index that did not look at all of them."""
        return generation.link(self.opened, [SEEN], folder) if self.opened else {}

    @cached_property
    def _segments(self) -> dict[str, Segment]:
        return {listed.name: Segment(listed.name, self.opened) for listed in self.segments if self.opened}

    def _find(self, id: str) -> tuple[Listed, int, Card] | None:
        """Of a page there still is: its segment, its number in it, its card."""
        for listed in reversed(self.segments):
            found = self._segments[listed.name].cards.find(id)
            if found and found[0] not in listed.gone:
                return listed, *found
        return None


NOTHING = Previous()
