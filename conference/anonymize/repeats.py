"""What was found with certainty once in a text is found everywhere in it.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from conference.anonymize import lists, short_forms
from conference.anonymize.context import Reading
from conference.anonymize.normalize import fold, kana_key
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span
from conference.anonymize.surroundings import evidence, inside_a_longer_word, places, weak
from conference.anonymize.tagger import Opinion

_IN_KANA_OR_KANJI = re.compile("[一-龠々]+|[ぁ-んァ-ヶー]{2,}|[一-龠々ぁ-ん]{2,}")
_CORE = re.compile(r"(?P<x>.{2,4})[市町村区]$")


def find(reading: Reading, spans: Iterable[Span], opinion: Opinion) -> Iterator[Span]:
    """`opinion` decides on names of one letter and the like, which are words everywhere else."""
    taken = list(spans)
    yield from short_forms.find(reading, taken)
    for said, label in dict.fromkeys(_seen(reading, taken)):
        for start, end in places(reading.key, said):
            if not _counts(reading, start, end, label, opinion):
                continue
            yield reading.span(start, end, label, "同じ文の別のところで名前として書かれています")


def _seen(reading: Reading, spans: Iterable[Span]) -> Iterator[tuple[str, Label]]:
    for span in spans:
        said = kana_key(fold(reading.folded.original[span.start : span.end]).text)
        if span.label is Label.PERSON:
            yield from (
                (part, span.label) for part in {said, *said.split()} if _IN_KANA_OR_KANJI.fullmatch(part)
            )
        elif span.label is Label.PLACE and (core := _CORE.search(said)):
            yield core["x"], span.label


def _long_enough(said: str) -> bool:
    kanji = bool(re.search(r"[一-龠々]", said))
    return len(said) >= (2 if kanji else 3) and said not in titles.NOT_NAMES and said not in lists.everyday()


def _counts(reading: Reading, start: int, end: int, label: Label, opinion: Opinion) -> bool:
    if reading.within_term(start, end):
        return False
    if label is Label.PLACE:
        return True
    said = reading.key[start:end]
    if said in titles.NOT_NAMES:
        return False
    other = lists.not_the_name().get(reading.key[start:end])
    if inside_a_longer_word(reading, start, end) or (
        other and end - start > 1 and other.match(reading.text, end)
    ):
        return False
    if opinion.likely(start, end):
        return True
    return _long_enough(said) and (not weak(reading, said, start, end) or evidence(reading, start, end))
