"""Original and processed text side by side: which words were replaced, by what and why, and what is open.  Pure.

The engine reads all fields as one text, so that the same person has the same letter throughout.
What the gate would still refuse is looked for in the processed text itself, by record and rules as the gate
does; where the trained reading sees no name in such a word, a person may leave it, and what it alone sees is
asked about too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from conference.anonymize import engine, nobody, replacements
from conference.anonymize.record import Known
from conference.anonymize.said import KINDS
from conference.anonymize.spans import Span
from conference.anonymize.tagger import Layer
from conference.case_drafts.looking import Look
from conference.case_drafts.pieces import Piece

BREAK = "\n\n"


@dataclass(frozen=True)
class Processed:
    """Pieces by field, in order; `kept` are the uncertain words that a person, or a replacement, stands for.

    `doubted` are those a person stands for against a rule, `read` the words that only the trained reading asks about.
    """

    fields: Mapping[str, tuple[Piece, ...]]
    kept: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()

    def text(self, field: str) -> str:
        return "".join(piece.shown for piece in self.fields.get(field, ()))

    @property
    def said(self) -> dict[str, str]:
        return {field: self.text(field) for field in self.fields}

    @property
    def marks(self) -> list[Piece]:
        """Each word once that was replaced or wants an answer; what is open first."""
        seen: dict[str, Piece] = {}
        for pieces in self.fields.values():
            for piece in pieces:
                if piece.kind:
                    seen.setdefault(piece.key, piece)
        order = {"left": 0, "doubted": 1, "unsure": 2, "replaced": 3, "chosen": 4, "kept": 5}
        return sorted(seen.values(), key=lambda piece: order[piece.kind])

    @property
    def open_marks(self) -> list[Piece]:
        return [piece for piece in self.marks if piece.kind in ("left", "doubted", "unsure")]

    @property
    def asked_by_reading(self) -> list[Piece]:
        """Open marks that the gate, which knows record and rules alone, would not ask about."""
        return [piece for piece in self.open_marks if piece.kind == "unsure" and piece.key in self.read]


def process(
    written: Mapping[str, str],
    known: Known,
    words: Mapping[str, str | None],
    start: date,
    layer: Layer | None = None,
) -> Processed:
    """`words`: what a person chose for a word, None where it stays; `start`: the day the case began."""
    kept = frozenset(surface for surface, instead in words.items() if instead is None)
    chosen = {surface: instead for surface, instead in words.items() if instead is not None}
    whole = BREAK.join(written.values())
    found = _replaced(whole, known, chosen, start, layer)
    made: dict[str, tuple[Piece, ...]] = {}
    look = Look(known, kept, layer)
    at = 0
    for field, text in written.items():
        end = at + len(text)
        inside = [(a - at, b - at, piece) for a, b, piece in found if at <= a and b <= end]
        made[field] = tuple(look.marked(list(_pieces(text, inside))))
        at = end + len(BREAK)
    return Processed(made, *look.answers())


def _replaced(
    whole: str, known: Known, chosen: Mapping[str, str], start: date, layer: Layer | None
) -> list[tuple[int, int, Piece]]:
    spans = nobody.without(whole, engine.find(whole, known, layer), known)
    own = [span for span in spans if whole[span.start : span.end] not in chosen]  # letters go to these alone
    by_span = dict(zip(own, _instead(whole, own, known, start), strict=True))
    found = [
        (span.start, span.end, _piece(whole[span.start : span.end], by_span.get(span, ""), span, chosen))
        for span in spans
    ]
    for surface, instead in sorted(chosen.items(), key=lambda each: -len(each[0])):
        for hit in re.finditer(re.escape(surface), whole):
            if not any(hit.start() < b and a < hit.end() for a, b, _ in found):
                piece = Piece(surface, instead, "chosen", "言い換え", "書いた人が選びました", surface)
                found.append((*hit.span(), piece))
    return sorted(found, key=lambda each: each[0])


def _piece(surface: str, instead: str, span: Span, chosen: Mapping[str, str]) -> Piece:
    if surface in chosen:
        return Piece(surface, chosen[surface], "chosen", KINDS[span.label], span.why, surface)
    return Piece(surface, instead, "replaced", KINDS[span.label], span.why, surface)


def _instead(whole: str, spans: list[Span], known: Known, start: date) -> Iterator[str]:
    """What the engine writes for each span: its whole text is cut at what grew since the span before."""
    before = 0
    for number, span in enumerate(spans, start=1):
        text = replacements.apply(whole, spans[:number], known, start)
        grown = len(text) - len(whole)
        first = span.start + before
        yield text[first : first + span.length + grown - before]
        before = grown


def _pieces(text: str, found: list[tuple[int, int, Piece]]) -> Iterator[Piece]:
    at = 0
    for start, end, piece in found:
        if at < start:
            yield Piece(text[at:start], text[at:start])
        yield piece
        at = end
    if at < len(text):
        yield Piece(text[at:], text[at:])
