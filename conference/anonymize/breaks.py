"""Numbers that a line break cuts in two (090-1234-⏎5678): the text once more without such breaks.  Pure."""

from __future__ import annotations

import re

from conference.anonymize.context import Reading
from conference.anonymize.normalize import Folded
from conference.anonymize.spans import Span

_KANJI_DIGITS = "〇零一二三四五六七八九"
# Digits, Latin letters and the marks between them on both sides; or a plate's class before its kana.
# After a mark the number goes on; without one a point of a list, a day or a count may begin the next line.
_BREAK = re.compile(
    rf"(?:(?<=[@.\-_/:年月])|(?<=[0-9A-Za-z{_KANJI_DIGITS})])(?![ ]?\n[ ]?[0-9]{{1,2}}[ /.月)、人回件名時歳]))"
    rf"[ ]?\n[ ]?(?=[0-9A-Za-z@.\-_/]|[月日][^曜]|[{_KANJI_DIGITS}]{{3}})"
    r"|(?<=[0-9]{2})[ ]?\n[ ]?(?=[ぁ-ん][ ]?[0-9・])"
)


# A page that was wrapped cuts names: kanji, or kanji and kana, on both sides.
_IN_A_WORD = re.compile(r"(?<=[一-龠々])\n(?=[一-龠々ぁ-ん])")
# What the record knows may be cut anywhere.
_ANYWHERE = re.compile(r"(?<=[一-龠々ぁ-んァ-ヶーA-Za-z])\n(?=[一-龠々ぁ-んァ-ヶーA-Za-z])")


def mended(reading: Reading) -> Reading | None:
    """The text without the breaks inside numbers; None where there are none."""
    return _without(reading, _BREAK)


def unwrapped(reading: Reading) -> Reading | None:
    """The text without the breaks that may stand inside a name; None where there are none."""
    return _without(reading, _IN_A_WORD)


def run_on(reading: Reading) -> Reading | None:
    """The text without any break between letters; None where there are none."""
    return _without(reading, _ANYWHERE)


def _without(reading: Reading, breaks: re.Pattern[str]) -> Reading | None:
    kept: list[int] = []
    last = 0
    for cut in breaks.finditer(reading.text):
        kept += range(last, cut.start())
        last = cut.end()
    if not last:
        return None
    kept += range(last, len(reading.text))
    folded = reading.folded
    return Reading(
        Folded(
            folded.original,
            "".join(folded.text[at] for at in kept),
            tuple(folded.starts[at] for at in kept),
            tuple(folded.ends[at] for at in kept),
        )
    )


def crosses(reading: Reading, span: Span) -> bool:
    """Whether the finding goes over a line break: the others are found without mending."""
    return "\n" in reading.folded.original[span.start : span.end]
