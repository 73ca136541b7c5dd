"""The processed text read again: what is left in it, and what a person has to answer.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from conference.anonymize.record import Known
from conference.anonymize.residue import Mark
from conference.anonymize.said import KINDS, Said, read
from conference.anonymize.spans import Span
from conference.anonymize.tagger import Layer
from conference.case_drafts.pieces import Piece

ASK = "確かめる"
DOUBT = "。ただし、学習した読み取りは名前や場所と見ていません。どちらかを選んでください"
READ = "名前や場所のように読めます（学習した読み取り）。だれかを指していませんか"


@dataclass(frozen=True)
class _Spot:
    """Code points of the processed text where somebody has to look."""

    start: int
    end: int
    kind: str
    label: str
    why: str
    key: str


@dataclass
class Look:
    """Goes through the fields of one case and remembers which words somebody stands for."""

    known: Known
    kept: frozenset[str]
    layer: Layer | None = None
    _stands: set[str] = field(default_factory=set)
    _doubted: set[str] = field(default_factory=set)
    _left: set[str] = field(default_factory=set)
    _read: set[str] = field(default_factory=set)

    def marked(self, parts: list[Piece]) -> Iterator[Piece]:
        """The plain stretches cut again where the processed text still says too much or may."""
        spots = self._spots("".join(piece.shown for piece in parts))
        at = 0
        for piece in parts:
            end = at + len(piece.shown)
            inside = [spot for spot in spots if spot.start < end and at < spot.end]
            if piece.kind:
                yield self._written_by_us(piece, inside)
            else:
                yield from _cut(piece, at, inside)
            at = end

    def answers(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Words that stand, words that stand against a rule, words that only the trained reading asks about.

        A word that is a name in one place and was doubted in another stands nowhere.
        """
        return (
            frozenset(self.kept | self._stands),
            frozenset(self._doubted - self._left),
            frozenset(self._read),
        )

    def _written_by_us(self, piece: Piece, inside: list[_Spot]) -> Piece:
        """Somebody, or the engine, wrote these words: what is not certain in them stands."""
        self._stands |= {spot.key for spot in inside if spot.kind not in ("left", "doubted")}
        self._doubted |= {spot.key for spot in inside if spot.kind == "doubted"}
        return replace(piece, kind="left") if any(spot.kind == "left" for spot in inside) else piece

    def _spots(self, text: str) -> list[_Spot]:
        plain = read("", text, self.known)  # what the gate will see
        clear = read("", text, self.known, self.layer) if self.layer else plain
        more = _more(plain, clear)
        asked = [self._asked(text, one) for one in (*plain.unsure, *more)]
        self._read |= {text[one.start : one.end] for one in more}
        sure = [self._sure(text, one, clear) for one in plain.sure]
        return sorted([*sure, *asked], key=lambda spot: (spot.start, spot.end))

    def _asked(self, text: str, one: Mark) -> _Spot:
        said = text[one.start : one.end]
        return _Spot(one.start, one.end, "kept" if said in self.kept else "unsure", ASK, one.why, said)

    def _sure(self, text: str, one: Span, clear: Said) -> _Spot:
        said = text[one.start : one.end]
        if any(one.meets(span) for span in clear.sure):
            self._left.add(said)
            return _Spot(one.start, one.end, "left", KINDS[one.label], one.why, said)
        if said in self.kept:
            self._doubted.add(said)
        kind = "kept" if said in self.kept else "doubted"
        return _Spot(one.start, one.end, kind, KINDS[one.label], one.why + DOUBT, said)


def _more(plain: Said, clear: Said) -> list[Mark]:
    """What the trained reading sees beyond the gate: certain to it or possible, either is asked about."""
    taken = [(one.start, one.end) for one in plain.sure]
    taken += [(one.start, one.end) for one in plain.unsure]
    found = []
    for one in (*(Mark(span.start, span.end, READ) for span in clear.sure), *clear.unsure):
        if not any(start < one.end and one.start < end for start, end in taken):
            taken.append((one.start, one.end))
            found.append(one)
    return found


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
