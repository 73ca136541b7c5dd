"""The layers in order, and one answer: spans, the text with replacements, and what stands out.

Pure but for the word lists.  Offsets are code points of the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from conference.anonymize import breaks, lists, repeats, replacements, risks, units
from conference.anonymize import known as records
from conference.anonymize.context import Reading
from conference.anonymize.normalize import digits_key, kana_key
from conference.anonymize.record import Known
from conference.anonymize.rules import (
    addresses,
    contacts,
    dates,
    facilities,
    names,
    number_papers,
    number_shapes,
    numbers,
    phones,
    school_classes,
    schools,
    spelling,
    titled_names,
    vehicles,
)
from conference.anonymize.rules.table import apply
from conference.anonymize.spans import Label, Span, settle, without
from conference.anonymize.tagger import Layer, Silent

SURE = 0.5  # a letter's chance of being of a name, from which on it is one
# What the marks around a name say by themselves.
_BEYOND_DOUBT = {facilities.QUOTED, school_classes.KANA}
_SPACED = {Label.PERSON, Label.ADDRESS, Label.FACILITY}
_TABLES = (
    phones.RULES,
    numbers.RULES,
    number_papers.RULES,
    number_shapes.RULES,
    contacts.RULES,
    vehicles.RULES,
)
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


def find(text: str, known: Known | None = None, tagger: Layer | None = None) -> list[Span]:
    """Everything that is certain enough to be replaced, in order, without overlap.

    Without a tagger (`tagger.opened()`) the record and the rules speak alone.
    """
    if not text.strip():
        return []
    reading = Reading.of(text)
    kept = _kept(reading)
    said = _known(reading, known or Known())
    guessed = without(_guesses(reading), kept)
    opinion = (tagger or Silent()).read(reading)
    guessed = [span for span in guessed if span.why in _BEYOND_DOUBT or not opinion.doubts(span)]
    guessed += without(opinion.find([*said, *guessed], SURE), kept)
    again = without(repeats.find(reading, [*said, *guessed], opinion), kept)
    ranked = sorted([*said, *guessed, *again], key=lambda span: (span.start, -span.end, _RANK[span.label]))
    return _trimmed(text, [*units.apart(text, _joined(text, settle(ranked)))])


def by_rule(reading: Reading, known: Known) -> list[Span]:
    """What the record and the rules say, before the tagger is asked."""
    return [*_known(reading, known), *without(_guesses(reading), _kept(reading))]


def _known(reading: Reading, known: Known) -> list[Span]:
    """What the record knows, also where the end of a line cuts it; two findings in two lines stay two."""
    said = [*records.find(reading, known)]
    run_on = breaks.run_on(reading)
    cut = [span for span in records.find(run_on, known) if breaks.crosses(run_on, span)] if run_on else []
    starts, ends = {span.start for span in said}, {span.end for span in said}
    return [*said, *(span for span in cut if span.start not in starts or span.end not in ends)]


def _kept(reading: Reading) -> list[Span]:
    return [reading.span(start, end, Label.PLACE, "") for start, end in reading.terms]


def anonymize(
    text: str, known: Known | None = None, *, start: date | None = None, tagger: Layer | None = None
) -> Outcome:
    """Find and replace.  `start` is the day the case began: the year X of the dates."""
    return together([text], known, start=start, tagger=tagger)[0]


def together(
    texts: Sequence[str],
    known: Known | None = None,
    *,
    start: date | None = None,
    tagger: Layer | None = None,
) -> list[Outcome]:
    """Several texts of one household, in which the same person has the same letter; in the order given.

    Without `start` the year X is each text's own first.
    """
    record = known or Known()
    people = replacements.People(record)
    outcomes = []
    for text in texts:
        spans = find(text, record, tagger)
        said = replacements.apply(text, spans, record, start, people)
        outcomes.append(Outcome(tuple(spans), said, tuple(risks.find(text))))
    return outcomes


def _guesses(reading: Reading) -> Iterator[Span]:
    yield from _numbers(reading)
    if mended := breaks.mended(reading):
        yield from (span for span in _numbers(mended) if breaks.crosses(mended, span))
    if unwrapped := breaks.unwrapped(reading):
        yield from (
            part
            for span in titled_names.find(unwrapped)
            if breaks.crosses(unwrapped, span)
            for part in _persons(reading.folded.original, span)
        )
    yield from addresses.find(reading)
    yield from schools.find(reading)
    yield from facilities.find(reading)
    yield from names.find(reading)


def _persons(text: str, span: Span) -> list[Span]:
    """Two persons where a family name begins the second line and a name ends the first."""
    first, _, second = text[span.start : span.end].partition("\n")
    whole = kana_key(first + second) in lists.surnames()  # 佐⏎藤
    if not whole and kana_key(second) in lists.surnames() and spelling.known_spelling(kana_key(first)):
        at = span.start + len(first)
        return [replace(span, end=at), replace(span, start=at + 1)]
    return [span]


def _numbers(reading: Reading) -> Iterator[Span]:
    spelled = digits_key(reading.text)
    for table in _TABLES:
        yield from apply(table, reading)
        if spelled != reading.text:
            yield from apply(table, reading, spelled)
    yield from dates.find(reading)


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Two findings of one kind with only a space between are one: family and given name, town and building."""
    joined: list[Span] = []
    for span in spans:
        before = joined[-1] if joined else None
        if (
            before
            and before.label is span.label
            and (span.label in _SPACED or text.startswith(("学校法人", "社会福祉法人"), before.start))
            and text[before.end : span.start] in {" ", "\u3000"}
        ):
            joined[-1] = replace(before, end=span.end)
        else:
            joined.append(span)
    return joined


_HOUSES = {Label.FACILITY, Label.SCHOOL}
_ENDS_OF_HOUSES = "院園校所局店署館会家室課ー小中高保)）"
_REST_OF_A_NAME = re.compile(r"[ぁ-ん]{1,2}(?=[」』）)])")
_REST_OF_A_HOUSE = re.compile(r"の(?:会|家|里|音|糸)(?![一-龠々])")


def _ended(text: str, span: Span) -> Span:
    """With what is left of a name in brackets (「れお|ん」), and of a house (白砂こどもアレルギー|の会)."""
    rest = None
    if span.label is Label.PERSON and text[span.start - 1 : span.start] in {"「", "『", "（", "("}:
        rest = _REST_OF_A_NAME.match(text, span.end)
    elif span.label in _HOUSES and text[span.end - 1] not in _ENDS_OF_HOUSES:
        rest = _REST_OF_A_HOUSE.match(text, span.end)
    return replace(span, end=rest.end()) if rest else span


def _trimmed(text: str, spans: list[Span]) -> list[Span]:
    """No span begins or ends with a space or with half of a pair of brackets."""
    trimmed = []
    for span in settle(_ended(text, span) for span in spans):
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
