"""A quiet twin of the trained reading: it believes and doubts what it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from conference.anonymize.context import Reading
from conference.anonymize.spans import Label, Span

CERTAIN, POSSIBLE = 0.9, 0.3


@dataclass
class Told:
    """`doubts` are words with what follows them; every text that is read is counted in `read_texts`."""

    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    at_reading: Callable[[], None] = lambda: None
    read_texts: list[str] = field(default_factory=list)

    def read(self, reading: Reading) -> ToldOpinion:
        self.at_reading()
        self.read_texts.append(reading.folded.original)
        return ToldOpinion(self, reading)


@dataclass(frozen=True)
class ToldOpinion:
    of: Told
    reading: Reading

    def doubts(self, span: Span) -> bool:
        rest = self.reading.folded.original[span.start :]
        return any(rest.startswith(each) and span.length <= len(each) for each in self.of.doubts)

    def find(self, said: object, sure: float) -> Iterator[Span]:
        chances = {word: CERTAIN for word in self.of.certain} | {word: POSSIBLE for word in self.of.possible}
        for word, chance in chances.items():
            at = self.reading.text.find(word)
            if at >= 0 and chance >= sure:
                yield self.reading.span(at, at + len(word), Label.FACILITY, "読み取り")

    def likely(self, start: int, end: int) -> bool:
        return False
