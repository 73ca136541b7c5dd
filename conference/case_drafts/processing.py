"""Original and processed text side by side: which words were replaced, by what and why, and what is open.  Pure.

The engine reads all fields as one text, so that the same person has the same letter throughout.
What the gate would still refuse is looked for in the processed text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from conference.anonymize import engine, replacements
from conference.anonymize.record import Known
from conference.anonymize.said import KINDS, read
from conference.anonymize.spans import Span

BREAK = "\n\n"


@dataclass(frozen=True)
class Piece:
    """A stretch of one field: as it was written, as it will be read, and the reason where they differ.

    `kind`: "" plain, "replaced" by the engine, "chosen" by a person, "unsure" and not yet answered,
    "kept" after a look, "left" certain and still there.
    """

    written: str
    shown: str
    kind: str = ""
    label: str = ""
    why: str = ""
    key: str = ""
    """The word a person answers for."""


@dataclass(frozen=True)
class Processed:
    """Pieces by field, in order; `kept` are the uncertain words that a person, or a replacement, stands for."""

    fields: Mapping[str, tuple[Piece, ...]]
    kept: frozenset[str] = frozenset()

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
        order = {"left": 0, "unsure": 1, "replaced": 2, "chosen": 3, "kept": 4}
        return sorted(seen.values(), key=lambda piece: order[piece.kind])

    @property
    def open_marks(self) -> list[Piece]:
        return [piece for piece in self.marks if piece.kind in ("left", "unsure")]


def process(
    written: Mapping[str, str], known: Known, words: Mapping[str, str | None], start: date
) -> Processed:
    """`words`: what a person chose for a word, None where it stays; `start`: the day the case began."""
    kept = frozenset(surface for surface, instead in words.items() if instead is None)
    chosen = {surface: instead for surface, instead in words.items() if instead is not None}
    whole = BREAK.join(written.values())
    found = _replaced(whole, known, chosen, start)
    made: dict[str, tuple[Piece, ...]] = {}
    stands = set(kept)
    at = 0
    for field, text in written.items():
        end = at + len(text)
        inside = [(a - at, b - at, piece) for a, b, piece in found if at <= a and b <= end]
        made[field] = tuple(_marked(list(_pieces(text, inside)), known, kept, stands))
        at = end + len(BREAK)
    return Processed(made, frozenset(stands))


def _replaced(
    whole: str, known: Known, chosen: Mapping[str, str], start: date
) -> list[tuple[int, int, Piece]]:
    spans = engine.find(whole, known)
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


@dataclass(frozen=True)
class _Spot:
    """Code points of the processed text where the gate looks."""

    start: int
    end: int
    kind: str
    label: str
    why: str
    key: str


def _marked(parts: list[Piece], known: Known, kept: frozenset[str], stands: set[str]) -> Iterator[Piece]:
    """The plain stretches cut again where the processed text still says too much or may."""
    spots = _spots("".join(piece.shown for piece in parts), known, kept)
    at = 0
    for piece in parts:
        end = at + len(piece.shown)
        inside = [spot for spot in spots if spot.start < end and at < spot.end]
        if piece.kind:  # somebody, or the engine, wrote these words: what is only uncertain in them stands
            stands |= {spot.key for spot in inside if spot.kind != "left"}
            is_left = any(spot.kind == "left" for spot in inside)
            yield replace(piece, kind="left") if is_left else piece
        else:
            yield from _cut(piece, at, inside)
        at = end


def _spots(text: str, known: Known, kept: frozenset[str]) -> list[_Spot]:
    told = read("", text, known)
    sure = [
        _Spot(one.start, one.end, "left", KINDS[one.label], one.why, text[one.start : one.end])
        for one in told.sure
    ]
    looked = [(one, text[one.start : one.end]) for one in told.unsure]
    unsure = [
        _Spot(one.start, one.end, "kept" if said in kept else "unsure", "確かめる", one.why, said)
        for one, said in looked
    ]
    return sorted([*sure, *unsure], key=lambda spot: (spot.start, spot.end))


def _cut(piece: Piece, at: int, spots: list[_Spot]) -> Iterator[Piece]:
    done = 0
    for spot in spots:
        first, last = max(spot.start - at, done), min(spot.end - at, len(piece.shown))
        if first >= last:
            continue
        if done < first:
            yield Piece(piece.shown[done:first], piece.shown[done:first])
        part = piece.shown[first:last]
        yield Piece(part, part, spot.kind, spot.label, spot.why, spot.key)
        done = last
    if done < len(piece.shown):
        yield Piece(piece.shown[done:], piece.shown[done:])
