"""Given names in kana without a title: ゆいなの弟, アオイが."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules.spelling import LONGEST_KANA, person
from conference.anonymize.spans import Span

_KANA_RUN = re.compile(
    r"(?P<katakana>(?<![ァ-ヶー・])[ァ-ヶー]{3,6}(?![ァ-ヶー・]))|(?:(?<=[。、\n 「(・/:→])|^)(?P<hiragana>[ぁ-ん]{4,10})"
)
_GOES_ON = re.compile(r"の(?:弟|妹|兄|姉|母|父|祖|様子|件|こと|迎え|通院)|[はがもをと、(]|に(?!な)|$")


def find(reading: Reading) -> Iterator[Span]:
    for run in _KANA_RUN.finditer(reading.text):
        end = run.end() if run["katakana"] else _hiragana_end(reading, run.start(), run.end())
        if end is None or not _GOES_ON.match(reading.text, end):
            continue
        said = reading.key[run.start() : end]
        if said in lists.given_readings() and reading.text[run.start() : end] not in lists.katakana_nouns():
            yield person(reading, run.start(), end, "名前の読みの一覧にあります")


def _hiragana_end(reading: Reading, start: int, last: int) -> int | None:
    """The longest reading at the beginning of a clause that is no ordinary word."""
    for end in range(min(last, start + LONGEST_KANA), start + 2, -1):
        said = reading.key[start:end]
        if (
            said not in lists.given_readings()
            or said in lists.everyday()
            or not _GOES_ON.match(reading.text, end)
        ):
            continue
        word = reading.words[reading.covering[start]]
        return None if word.end >= end and not word.person and not word.unknown else end
    return None
