"""The layers in order, and one answer: spans, the text with replacements, and what stands out.

Pure but for the word lists.  Offsets are code points of the text as given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from conference.anonymize import known as records
from conference.anonymize import repeats, replacements, risks, tagger
from conference.anonymize.context import Reading
from conference.anonymize.record import Known
from conference.anonymize.rules import (
    addresses,
    contacts,
    dates,
    facilities,
    names,
    numbers,
    phones,
    schools,
    vehicles,
)
from conference.anonymize.rules.table import apply
from conference.anonymize.spans import Label, Span, settle, without

_SPACED = {Label.PERSON, Label.ADDRESS, Label.FACILITY}
_TABLES = (phones.RULES, numbers.RULES, contacts.RULES, vehicles.RULES)
# Where two rules mark the very same letters, the narrower kind names them.
_RANK = {label: rank for rank, label in enumerate((
    Label.EMAIL, Label.URL, Label.BIRTHDATE, Label.PHONE, Label.VEHICLE, Label.ID, Label.DATE,
    Label.SCHOOL, Label.FACILITY, Label.ADDRESS, Label.PERSON, Label.PLACE,
))}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What one text became: spans in order without overlap, the new text, and the risks."""

    spans: tuple[Span, ...]
    text: str
    risks: tuple[risks.Risk, ...]


def find(text: str, known: Known | None = None) -> list[Span]:
    """Everything that is certain enough to be replaced, in order, without overlap."""
    if not text.strip():
        return []
    reading = Reading.of(text)
    kept = [reading.span(start, end, Label.PLACE, "") for start, end in reading.terms]
    said = [*records.find(reading, known or Known())]
    guessed = without(_guesses(reading), kept)
    again = without(repeats.find(reading, [*said, *guessed]), kept)
    ranked = sorted([*said, *guessed, *again], key=lambda span: (span.start, -span.end, _RANK[span.label]))
    return _trimmed(text, _joined(text, settle(ranked)))


def anonymize(text: str, known: Known | None = None, *, start: date | None = None) -> Outcome:
    """Find and replace.  `start` is the day the case began: the year X of the dates."""
    record = known or Known()
    spans = find(text, record)
    return Outcome(tuple(spans), replacements.apply(text, spans, record, start), tuple(risks.find(text)))


def _guesses(reading: Reading) -> Iterator[Span]:
    for table in _TABLES:
        yield from apply(table, reading)
    yield from dates.find(reading)
    yield from addresses.find(reading)
    yield from schools.find(reading)
    yield from facilities.find(reading)
    yield from names.find(reading)
    yield from tagger.find(reading)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Two findings of one kind with only a space between are one: family and given name, town and building."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and before.label is span.label
            and span.label in _SPACED
            and text[before.end : span.start] in {" ", "\u3000"}
        ):
            joined[-1] = replace(before, end=span.end)
        else:
            joined.append(span)
    return joined


def _trimmed(text: str, spans: list[Span]) -> list[Span]:
    """No span begins or ends with a space or with half of a pair of brackets."""
    trimmed = []
    for span in spans:
        said = text[span.start : span.end]
        edges = " \u3000\n" + _unpaired(said)
        start = span.start + len(said) - len(said.lstrip(edges))
        trimmed.append(replace(span, start=start, end=start + len(said.strip(edges))))
    return [span for span in trimmed if span.length]


def _unpaired(said: str) -> str:
    """Brackets of which only one half stands in the span."""
    return "".join(
        opens + closes
        for opens, closes in ("()", "（）", "「」", "『』")
        if said.count(opens) != said.count(closes)
    )
