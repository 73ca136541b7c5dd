"""What is spelled as a name, by the lists and by Sudachi's classes."""

from __future__ import annotations

import re

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span

KANJI_RUN = re.compile(r"[一-龠々ヶ𠀀-𯿿]+")
LONGEST_KANA = 6


def person(reading: Reading, start: int, end: int, why: str) -> Span:
    return reading.span(start, end, Label.PERSON, why)


def callable_name(reading: Reading, start: int, end: int) -> bool:
    said = reading.key[start:end]
    if titles.AFTER.fullmatch(reading.text[start:end]):
        return False
    return (
        said in lists.given_readings()
        or said in lists.given_names()
        or said in lists.surnames()
        or any(reading.words[reading.covering[at]].person for at in range(start, end))
    )


def known_spelling(said: str) -> bool:
    if said in lists.surnames() or said in lists.given_names():
        return True
    return any(
        said[:cut] in lists.surnames() and said[cut:] in lists.given_names() for cut in range(1, len(said))
    )


def splits(part: str) -> bool:
    return any(
        part[:cut] in lists.surname_readings() and part[cut:] in lists.given_readings()
        for cut in range(2, len(part) - 1)
    )
