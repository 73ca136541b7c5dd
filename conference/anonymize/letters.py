"""What is known of each letter before the trained tagger looks at it: its word, its lists, the rules' opinion.

Pure.  Flags of 0 and 1, one row for each letter of the folded text; `FLAGS` names the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import facilities, schools, titles
from conference.anonymize.spans import Label, Span
from conference.anonymize.tokens import Word

Flags = NDArray[np.float32]
_SCRIPTS: Final = "hk0ac."
_CLASSES: Final = (
    "姓", "名", "一般", "地名", "国", "固有名詞", "普通名詞", "サ変可能", "副詞可能", "助数詞可能", "数詞", "代名詞", "助詞",
    "助動詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞", "補助記号", "空白", "ほか",
)  # fmt: skip
_LISTS: Final = (("S", 1, 4), ("G", 1, 4), ("g", 2, 6), ("s", 2, 6), ("P", 2, 7), ("N", 2, 8))
_SIGNS: Final = (
    ("title", titles.AFTER),
    ("role", re.compile(rf"(?:{titles.BEFORE}|{titles.ROLES})")),
    ("relative", re.compile(rf"(?:{titles.RELATIVE})")),
    ("school", schools.KIND),
    ("after", facilities.KIND_AFTER),
    ("ahead", facilities.KIND_AHEAD),
)
_RUNS: Final = ("ordinary", "everyday", "describing", "calling", "long")
FLAGS: Final = (
    *_SCRIPTS, *_CLASSES, "starts", "ends", "unknown",
    *(f"{name}{side}" for name, _, _ in _LISTS for side in ("b", "i", "1")),
    "term", *_RUNS, *(name for name, _ in _SIGNS), *(label.value for label in Label), "begins",
)  # fmt: skip
_AT: Final = {name: number for number, name in enumerate(FLAGS)}
OPINIONS: Final = slice(_AT[Label.PERSON.value], len(FLAGS))
_RUN = re.compile(r"[ァ-ヶー]+|[ぁ-ん]+|[一-龠々ヶ]+|[A-Za-z]+|[0-9]+")


def flags(reading: Reading, said: Iterable[Span]) -> Flags:
    """(letters, `FLAGS`) of 0 and 1; `said` is what rules and record found, in code points as given."""
    found = np.zeros((len(reading.text), len(FLAGS)), np.float32)
    for at, letter in enumerate(reading.text):
        found[at, _AT[script(letter)]] = 1
    for start, end, name in (*_words(reading), *_listed(reading), *_runs(reading), *_signs(reading)):
        found[start:end, _AT[name]] = 1
    _opinions(reading, said, found)
    return found


def script(letter: str) -> str:
    """One letter for the kind of writing."""
    if "ぁ" <= letter <= "ゖ":
        return "h"
    if "ァ" <= letter <= "ヺ" or letter == "ー":
        return "k"
    if letter.isdigit():
        return "0"
    if letter.isascii() and letter.isalpha():
        return "a"
    return "c" if "一" <= letter <= "龠" or letter in "々ヶ" or letter > "\U00020000" else "."


_Stretch = tuple[int, int, str]


def _words(reading: Reading) -> Iterator[_Stretch]:
    for word in reading.words:
        yield word.start, word.end, _class(word)
        yield word.start, word.start + 1, "starts"
        yield word.end - 1, word.end, "ends"
        if word.unknown:
            yield word.start, word.end, "unknown"


def _class(word: Word) -> str:
    if word.person:
        return word.person
    if word.place or word.country:
        return "地名" if word.place else "国"
    return next((one for one in (*word.kind[1:3][::-1], word.kind[0]) if one in _CLASSES), "ほか")


def _listed(reading: Reading) -> Iterator[_Stretch]:
    """The longest entries of each list, from left to right, and the terms of the field."""
    for name, shortest, longest in _LISTS:
        for start, end in _longest(reading.key, _entries(name), shortest, longest):
            yield start, start + 1, f"{name}b"
            yield start + 1, end, f"{name}i"
            if end - start == 1:
                yield start, end, f"{name}1"
    yield from ((start, end, "term") for start, end in reading.terms)


def _longest(text: str, entries: frozenset[str], shortest: int, longest: int) -> Iterator[tuple[int, int]]:
    free = 0
    for start in range(len(text)):
        for end in range(min(len(text), start + longest), start + shortest - 1, -1):
            if end > free and text[start:end] in entries:
                yield start, end
                free = end
                break


@cache
def _entries(name: str) -> frozenset[str]:
    entries: dict[str, frozenset[str]] = {
        "S": frozenset(lists.surnames()),
        "G": lists.given_names(),
        "g": lists.given_readings(),
        "s": lists.surname_readings(),
        "P": lists.municipalities(),
        "N": lists.towns(),
    }
    return entries[name]


def _runs(reading: Reading) -> Iterator[_Stretch]:
    """Runs of one writing that are ordinary words as a whole."""
    for run in _RUN.finditer(reading.text):
        start, end = run.span()
        if run[0] in lists.katakana_nouns() or run[0] in lists.beside():
            yield start, end, "ordinary"
        if reading.key[start:end] in lists.everyday():
            yield start, end, "everyday"
        if run[0] in lists.describing():
            yield start, end, "describing"
        if run[0] in titles.NOT_NAMES:
            yield start, end, "calling"
        if end - start > 6:
            yield start, end, "long"


def _signs(reading: Reading) -> Iterator[_Stretch]:
    for name, pattern in _SIGNS:
        yield from ((*sign.span(), name) for sign in pattern.finditer(reading.text))


def _opinions(reading: Reading, said: Iterable[Span], found: Flags) -> None:
    given = reading.folded.starts
    for span in said:
        inside = [at for at, start in enumerate(given) if span.start <= start < span.end]
        found[inside, _AT[span.label.value]] = 1
        found[inside[:1], _AT["begins"]] = 1
