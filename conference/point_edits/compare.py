"""Before and after side by side: which lines are new, and what in them.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from search.pages.front_matter import Section
from search.pages.point import PointPage

Part = tuple[str, bool]
"""Words, and whether they are only on this side."""
_WORDS = re.compile(r"[一-鿿々]+|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-z0-9]+|.", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One line as it was and as it will be; an empty side is not there."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @property
    def is_changed(self) -> bool:
        return any(new for _, new in (*self.before, *self.after))


@dataclass(frozen=True)
class Compared:
    """One section (or the title) with its lines."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def is_changed(self) -> bool:
        return any(line.is_changed for line in self.lines)


def pages(before: PointPage, after: PointPage) -> list[Compared]:
    """The title, then every section of either page in the order of the new one."""
    old, new = _bodies(before.sections), _bodies(after.sections)
    headings = [*new, *(heading for heading in old if heading not in new)]
    titles = Compared("題名", tuple(_lines(before.title, after.title)))
    return [
        titles,
        *(
            Compared(heading, tuple(_lines(old.get(heading, ""), new.get(heading, ""))))
            for heading in headings
        ),
    ]


def _bodies(parts: tuple[Section, ...]) -> dict[str, str]:
    return {part.heading: part.body for part in parts}


def _lines(before: str, after: str) -> Iterator[Line]:
    old, new = _said(before), _said(after)
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line(((text, False),), ((text, False),)) for text in old[a:b])
            continue
        for place in range(max(b - a, d - c)):
            yield _beside(
                old[a + place] if a + place < b else "",
                new[c + place] if c + place < d else "",
            )


def _said(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _beside(before: str, after: str) -> Line:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Part] = []
    right: list[Part] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append(("".join(old[a:b]), what != "equal"))
        if c < d:
            right.append(("".join(new[c:d]), what != "equal"))
    return Line(tuple(left), tuple(right))
