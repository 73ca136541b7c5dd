"""The last look: everything left that might still name somebody, and the type that only a clean text gets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from conference.anonymize import engine, lists
from conference.anonymize.context import Reading
from conference.anonymize.record import Known
from conference.anonymize.spans import Label, Span
from conference.anonymize.tagger import Layer
from conference.errors import ConferenceError

POSSIBLE = 0.04  # a letter's chance of being of a name, from which on a reader looks at it
LIKELY = 0.2  # the same where each such place has to be answered one by one
_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")
_NUMBER = re.compile(r"[0-9]+(?:[.,\-/][0-9]+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]*")
_LETTER = re.compile(r"[A-Z][0-9]{0,2}(?:さん|児)?")  # what `replacements` writes for a person
_OPEN = object()


@dataclass(frozen=True)
class Mark:
    """Code points `start` to `end` that a reader must look at, and why."""

    start: int
    end: int
    why: str


class StillNamed(ConferenceError):
    """Something certain is left in a text that was to be sealed."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        super().__init__(
            f"名前や場所など、だれのことか分かる書き方が{len(spans)}か所残っています。どこにも出していません。印のところを直してください。"
        )
        self.spans = spans


@dataclass(frozen=True)
class AnonymizedText:
    """Text in which nothing certain is left; made by `seal` alone."""

    text: str
    _key: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._key is not _OPEN:
            raise TypeError("AnonymizedText is made by seal() alone")

    def __str__(self) -> str:
        return self.text


def seal(text: str, known: Known | None = None) -> AnonymizedText:
    """The text as `AnonymizedText`; `StillNamed` while anything certain is left."""
    left = tuple(
        span for span in engine.find(text, known) if not _LETTER.fullmatch(text[span.start : span.end])
    )
    if left:
        raise StillNamed(left)
    return AnonymizedText(text, _OPEN)


def marks(
    text: str,
    known: Known | None = None,
    tagger: Layer | None = None,
    spans: Sequence[Span] | None = None,
    chance: float = POSSIBLE,
) -> list[Mark]:
    """Every katakana run, number, Latin word and proper noun outside the spans and the terms of the field.

    With a tagger (`tagger.opened()`), also what it gives that `chance` without being sure.  `spans` are those of
    `engine.find` for the same text, where somebody has them already.
    """
    reading = Reading.of(text)
    taken = [
        (span.start, span.end)
        for span in (engine.find(text, known, tagger) if spans is None else spans)
        if not _LETTER.fullmatch(text[span.start : span.end])
    ]
    found = [
        reading.span(start, end, Label.PERSON, why)
        for start, end, why in _left(reading)
        if not reading.within_term(start, end)
    ]
    if tagger:
        said = engine.by_rule(reading, known or Known())
        found += _apart(tagger.read(reading).find(said, chance), found)
    free = [
        span for span in found if not any(span.start < last and first < span.end for first, last in taken)
    ]
    return [Mark(span.start, span.end, span.why) for span in sorted(free, key=lambda one: one.start)]


def _apart(guessed: Iterable[Span], found: list[Span]) -> list[Span]:
    """Those of the guesses that no other mark touches yet, each with a question for the reader."""
    return [
        replace(guess, why="書かれ方が名前に少し似ています。だれかを指していませんか")
        for guess in guessed
        if not any(guess.meets(one) for one in found)
    ]


def _left(reading: Reading) -> Iterator[tuple[int, int, str]]:
    for run in _KATAKANA.finditer(reading.text):
        if run[0] not in lists.katakana_nouns():
            yield *run.span(), "片仮名の言葉です。名前ではありませんか"
    for number in _NUMBER.finditer(reading.text):
        yield *number.span(), "数字です。だれかを指す番号や日付ではありませんか"
    for latin in _LATIN.finditer(reading.text):
        yield *latin.span(), "英字です。名前や番号ではありませんか"
    for word in reading.words:
        if word.proper and not _KATAKANA.fullmatch(word.surface):
            yield word.start, word.end, "固有名詞です。人や場所を指していませんか"
