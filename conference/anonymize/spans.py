"""What was found and where; and one answer where several findings meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Label(StrEnum):
    PERSON = "PERSON"
    BIRTHDATE = "BIRTHDATE"
    DATE = "DATE"
    ADDRESS = "ADDRESS"
    PLACE = "PLACE"
    SCHOOL = "SCHOOL"
    FACILITY = "FACILITY"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ID = "ID"
    URL = "URL"
    VEHICLE = "VEHICLE"


@dataclass(frozen=True)
class Span:
    """Code points `start` to `end` (exclusive) of one text, and the sentence why."""

    start: int
    end: int
    label: Label
    why: str

    @property
    def length(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


def settle(found: Iterable[Span]) -> list[Span]:
    """Spans in order without overlap: what overlaps becomes one, called after its longest part."""
    settled: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if settled and settled[-1].meets(span):
            settled[-1] = _joined(settled[-1], span)
        else:
            settled.append(span)
    return settled


def _joined(first: Span, second: Span) -> Span:
    named = first if first.length >= second.length else second
    return replace(named, start=first.start, end=max(first.end, second.end))


def without(found: Iterable[Span], kept: Iterable[Span]) -> list[Span]:
    """The findings that do not lie wholly inside something that must stay."""
    stays = list(kept)
    return [span for span in found if not any(one.holds(span) for one in stays)]
