"""Notes with marks `{P:青葉}`, read into text and labelled places.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from conference.anonymize.record import Known

LABELS = {
    "P": "PERSON", "B": "BIRTHDATE", "D": "DATE", "A": "ADDRESS", "L": "PLACE", "S": "SCHOOL",
    "F": "FACILITY", "T": "PHONE", "E": "EMAIL", "I": "ID", "U": "URL", "V": "VEHICLE", "-": "",
}  # fmt: skip
_KEYS = {
    "family": "family_name", "given": "given_names", "kana": "kana", "nick": "nicknames", "school": "school",
    "birth": "birth_date", "addr": "address", "phone": "phone", "workers": "workers", "agencies": "agencies",
}  # fmt: skip
_MARK = re.compile(r"\{([A-Z-]):([^{}]+)\}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a note; `label` is '' for plain text."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Marked:
    """A note as pieces, and what the record is supposed to know."""

    pieces: tuple[Piece, ...]
    said: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def known(self) -> Known:
        return Known.of(self.said)

    def labels(self) -> list[str]:
        """'O', 'B-PERSON', 'I-PERSON' … for each letter of the text."""
        found: list[str] = []
        for piece in self.pieces:
            if piece.label:
                found += [f"B-{piece.label}", *[f"I-{piece.label}"] * (len(piece.text) - 1)]
            else:
                found += ["O"] * len(piece.text)
        return found


def read(written: str) -> Iterator[Marked]:
    """The notes of a file: `## kind`, an optional `@ key=value; …`, lines with marks."""
    for block in re.split(r"^## .*\n", written, flags=re.MULTILINE)[1:]:
        lines = block.strip().split("\n")
        said = _said(lines.pop(0)[2:]) if lines[0].startswith("@ ") else {}
        yield Marked(tuple(_pieces("\n".join(lines))), said)


def _said(line: str) -> dict[str, list[str]]:
    pairs = (part.partition("=") for part in line.split(";") if "=" in part)
    return {_KEYS[key.strip()]: value.strip().split(",") for key, _, value in pairs}


def _pieces(body: str) -> Iterator[Piece]:
    at = 0
    for mark in _MARK.finditer(body):
        if body[at : mark.start()]:
            yield Piece(body[at : mark.start()])
        yield Piece(mark[2], LABELS[mark[1]])
        at = mark.end()
    if body[at:]:
        yield Piece(body[at:])
