"""The cards of a segment in files of a few dozen: one page is looked up without reading those of all others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from search.catalogue import Card
from search.errors import IndexTampered

TOGETHER = 64  # cards in one file, as long as there are no more files than
MOST_FILES = 256

Numbered = tuple[int, Card]
"""A page's number in its segment, and its card."""


class CardFiles:
    """Cards as they are read: a file when one of its pages is asked for, each once.

    `read` gives the bytes of one of the `count` files. Raises whatever it raises, `IndexTampered` for other cards.
    """

    def __init__(self, read: Callable[[str], bytes], count: int) -> None:
        self._count = count
        self._file = cache(lambda number: _load(read(_name(number))))

    def find(self, id: str) -> Numbered | None:
        """The card of one page, None where the segment has no such page."""
        found: dict[str, Numbered] = self._file(_place(id, self._count)) if self._count else {}
        return found.get(id)

    def all(self) -> Iterator[Numbered]:
        """Every card, in no order."""
        for number in range(self._count):
            yield from self._file(number).values()


def write(folder: Path, cards: Sequence[Card]) -> None:
    """The cards of pages in their order, into a folder that is not there yet."""
    folder.mkdir(mode=0o700)
    count = min(MOST_FILES, -(-len(cards) // TOGETHER))
    files: list[list[object]] = [[] for _ in range(count)]
    for number, card in enumerate(cards):
        files[_place(card.id, count)].append([number, *card.as_json()])
    for number, held in enumerate(files):
        (folder / _name(number)).write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")


def _load(held: bytes) -> dict[str, Numbered]:
    try:
        cards = [(number, Card(*kept)) for number, *kept in json.loads(held)]
    except (TypeError, ValueError) as error:
        raise IndexTampered("索引の版が違います") from error
    return {card.id: (number, card) for number, card in cards}


def _place(id: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:4]) % count


def _name(number: int) -> str:
    return f"{number}.json"
