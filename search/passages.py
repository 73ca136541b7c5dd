"""A page cut at its headings into passages, and a passage into sentences (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.normalize import clean
from search.pages.case import FOLDED, TRAINERS_ONLY
from search.pages.load import Page

PASSAGE_LIMIT = 360
ASKED = "さがすことば"
"""Above the words in which people look for a page; they lead to it and are not what it tells."""
_STOPS, _OPENING, _CLOSING = "。！？!?", "「『（(", "」』）)"
_STOPS_TOO = tuple(_STOPS)  # 「！？」 ends once
_ENDS = tuple("。！？!?」』）)")
_BLOCK = re.compile(r"^\s*(?:[-*+>・]|\d+[.)]|#{1,6})\s+", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->|<[^>\n]{1,200}>", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)|\[\[[^\]\n]*\]\]|\[\^[^\]\n]*\]")
_MARGIN = re.compile(r"^[ \t]*出所[：:].*$|（補足）|補足：|[_＿]{3,}", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[\s|:-]+$", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A stretch of a page under one heading. `shown` is false for what a result must not give away."""

    heading: str
    text: str
    shown: bool = True


def cut(page: Page) -> tuple[Passage, ...]:
    """The passages of a page, in order, each at most `PASSAGE_LIMIT` characters, between sentences where they allow it.

    What only trainers read is left out; the words people look for a page in come last. A page without text gives one
    passage holding its title.
    """
    found = [
        Passage(part.heading, text, part.heading not in FOLDED)
        for part in page.sections
        if part.heading != TRAINERS_ONLY
        for text in windows(plain(part.body), PASSAGE_LIMIT)
    ]
    found += [Passage(ASKED, text, shown=False) for text in windows("\n".join(page.asked), PASSAGE_LIMIT)]
    return tuple(found) or (Passage("", page.title),)


def sentences(text: str) -> list[str]:
    """Sentences of plain text; what is said between brackets stays in its sentence."""
    return [found.strip() for line in text.split("\n") for found in _of_line(line) if found.strip()]


def windows(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` characters, cut between sentences where possible; nothing is dropped."""
    pieces = [part for sentence in sentences(text) for part in _chop(sentence, limit)]
    return _pack(pieces, limit)


def plain(markdown: str) -> str:
    """The words of a Markdown body, without its marks, its sources and its 補足 labels."""
    text = _COMMENT.sub("", clean(markdown))
    text = _LINK.sub(lambda match: match.group(1) or "", text)
    text = _MARGIN.sub("", _TABLE_RULE.sub("", _BLOCK.sub("", text)))
    return re.sub(r"\*\*|__|`|(?<=\S) *\| *", lambda m: " " if "|" in m.group() else "", text).replace(
        "|", " "
    )


def _of_line(line: str) -> list[str]:
    found, begin, depth = [], 0, 0
    for at, character in enumerate(line):
        depth += (character in _OPENING) - (character in _CLOSING)
        depth = max(depth, 0)
        ends = character in _STOPS and line[at + 1 : at + 2] not in _STOPS_TOO
        if ends and not depth:
            found.append(line[begin : at + 1])
            begin = at + 1
    return [*found, line[begin:]]


def _pack(pieces: list[str], limit: int) -> list[str]:
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + len(piece) < limit:
            packed[-1] += piece if packed[-1].endswith(_ENDS) else f"\n{piece}"
        else:
            packed.append(piece)
    return packed


def _chop(text: str, limit: int) -> list[str]:
    return [text[at : at + limit] for at in range(0, len(text), limit)]
