"""A stretch of a case's text: what was written, what will be read, and why they differ.  Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A stretch of one field: as it was written, as it will be read, and the reason where they differ.

    `kind`: "" plain, "replaced" by the engine, "chosen" by a person, "unsure" and not yet answered,
    "doubted" by the trained reading though a rule is certain, "kept" after a look, "left" certain and still there.
    """

    written: str
    shown: str
    kind: str = ""
    label: str = ""
    why: str = ""
    key: str = ""
    """The word a person answers for."""
