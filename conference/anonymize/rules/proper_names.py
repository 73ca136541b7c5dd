"""Names that Sudachi or the lists know as such, without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.rules.spelling import KANJI_RUN, person
from conference.anonymize.spans import Span
from conference.anonymize.tokens import Word


def find(reading: Reading) -> Iterator[Span]:
    yield from _proper(reading)
    yield from _listed(reading)


def _proper(reading: Reading) -> Iterator[Span]:
    run: list[Word] = []
    for word in [*reading.words, None]:
        if word is not None and word.person and (not run or run[-1].end == word.start):
            run.append(word)
            continue
        spaced = word is not None and word.surface == " " and run
        if spaced:
            continue
        if run:
            yield from _run_of_names(reading, run)
        run = [word] if word is not None and word.person else []


def _run_of_names(reading: Reading, run: list[Word]) -> Iterator[Span]:
    start, end = run[0].start, run[-1].end
    said = reading.text[start:end]
    if reading.within_term(start, end) or said in titles.NOT_NAMES or said in lists.katakana_nouns():
        return
    weak = kana_key(said) in lists.everyday() or len(said) < 2
    if weak and not beside_aperson(reading, start, end):
        return
    other = lists.not_the_name().get(reading.key[start:end])
    if other and len(said) > 1 and other.match(reading.text, end):
        return
    if len(run) == 1 and _part_of_a_compound(reading, end):
        return
    yield person(reading, start, end, "人の名前として知られています")


def beside_aperson(reading: Reading, start: int, end: int) -> bool:
    """A title or relation after it, or a relation or role before it."""
    return bool(
        titles.AFTER_ANY.match(reading.text, end)
        or titles.AHEAD.search(reading.text[max(0, start - 14) : start])
    )


def _part_of_a_compound(reading: Reading, end: int) -> bool:
    """田中式, 川崎病, 高橋法: what follows in kanji makes it the name of a thing."""
    after = re.compile(r"(?:病|症候群|症|法|式|検査|テスト|反応|スケール|方式|知能|描画|型|線|法則)").match(
        reading.text, end
    )
    return bool(after)


def _listed(reading: Reading) -> Iterator[Span]:
    """Runs of kanji that are a spelling of a name and no word of the dictionary (陽翔 cut as 陽|翔)."""
    for run in KANJI_RUN.finditer(reading.text):
        yield from _cut_names(reading, run.start(), run.end())


def _cut_names(reading: Reading, start: int, end: int) -> Iterator[Span]:
    said = reading.key[start:end]
    if end - start > 6 or said in lists.everyday() or said in titles.NOT_NAMES:
        return
    covered = {reading.covering[at] for at in range(start, end)}
    if len(covered) == 1 and not reading.words[min(covered)].unknown:
        return
    if 2 <= len(said) <= 3 and said in lists.given_names() and _no_common(reading, covered):
        yield person(reading, start, end, "名前の一覧にあります")
    for cut in range(1, len(said)):
        if (
            said[:cut] in lists.surnames()
            and said[cut:] in lists.given_names()
            and len(said) >= 3
            and _no_common(reading, covered)
        ):
            yield person(reading, start, end, "姓と名の一覧にあります")
            return


def _no_common(reading: Reading, covered: set[int]) -> bool:
    """No word of two letters or more in it is an ordinary one."""
    if any(reading.words[one].kind[1] == "数詞" for one in covered):
        return False
    return not any(
        len(word.surface) > 1 and not word.person and not word.unknown and not word.place
        for word in map(reading.words.__getitem__, covered)
    )
