"""From the chance of each letter to be of a name to spans: where a name begins and ends, and what is too weak.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import facilities, schools, titles
from conference.anonymize.spans import Label, Span

Floats = NDArray[np.float32]
_HELD: Final = 0.4  # of `sure`: what goes on with a name that has begun
# What ordinary words must reach to count as a name: several together, one as a person, one as anything else.
_PLAIN_WORDS: Final = 0.93
_PLAIN_PERSON: Final = 0.95
_PLAIN_WORD: Final = 0.98
# Ordinary words that are on a list of names: by how they are written.
_LISTED: Final = {"hiragana": 0.6, "letter": 0.8, "": 0.7}
_INITIAL: Final = 0.7
_FIRM: Final = 0.8  # from here on a particle at the edge is part of the name
_LOOKED_AT: Final = 0.2  # below it somebody only wants to be shown what might be a name
_HOUSES: Final = {Label.FACILITY, Label.SCHOOL}
_DESK: Final = re.compile("[課係室会部局所店園](?![一-龠])")
_KATAKANA: Final = re.compile("[ァ-ヶー]+")
_YEAR_AHEAD: Final = re.compile("(?<=[小中高])[1-6](?=[一-龠々ぁ-んァ-ヶ])(?!年)")
_CUT: Final = re.compile(r"[。、\n，！？!?：；;]+")
_LOOSE: Final = {"助詞", "助動詞", "補助記号", "空白", "接続詞", "動詞"}
_EDGES: Final = " \u3000。、・（）()「」『』【】/:：,→〜~-"
_AGES: Final = re.compile(r"(?:[小中高][1-6]|年[少中長]|[0-9]{1,2}(?:歳|才|か月|年生?)?)[ \u3000・、/／]+")
_WEEKDAYS: Final = re.compile("[月火水木金土日]{2,}")
# Ordinary words this long are called what they are (ビニールハウス); shorter ones are names of shops too.
_LONG_WORD: Final = 6
# Abbreviations and grades (JLPT, B2) are no persons, MARIA and NGUYEN are; initials with a title are found by a rule.
_CAPITALS: Final = re.compile(
    r"(?=[A-Z]*[0-9])[A-Z0-9]{1,6}|[A-Z]{2}"
    r"|ABA|ACE|ADHD|AED|ASD|BBS|BCG|BMI|CAP|CAPS|CARS|CBT|COVID|CSW|DCD|DNA|DSM|EMDR|EPDS|FASD|FAX|GPS|HPV|HSC|ICT"
    r"|JLPT|LINE|MCI|MMR|MRI|MSW|NICU|NIPT|NPO|NST|OCD|ODD|PARS|PCIT|PCR|PDF|PHN|PMDD|PMS|PSW|PTA|PTSD|RAD|SCT|SDQ"
    r"|SNS|SOS|SSW|SST|TEL|TOEIC|TEACCH|USB|WAIS|WISC|WPPSI|YMCA"
)
_AFTER: Final = re.compile(
    r"(?:[ \u3000(（・]*(?:[小中高大][1-6]|年[少中長](?:児)?|第?[0-9一二三]+[子児回度]|[0-9.,]+(?:歳|才|か月|ヶ月|カ月|m|g|kg|週|円|回|人|年生|日|分|時(?:半|発|着|頃|過ぎ)?|%)?(?:児)?|週[0-9]|月[0-9]))+[ \u3000)）]*$"
)
_AHEAD: Final = re.compile(
    r"^(?:[小中高大][1-6](?=[^0-9年])|年[少中長]|第[0-9一二三四]+子|[0-9]+(?:歳|か月|g|kg|円|週|回|人))+"
)


def stretches(
    reading: Reading, named: Floats, best: NDArray[np.int64], kinds: list[Label], sure: float
) -> Iterator[Span]:
    """`named` (letters,): the chance to be of a name; `best`: which of `kinds` it would be."""
    for start, end in _runs(reading.text, named, sure):
        start, end = _trimmed(reading, start, end, named)
        if start >= end:
            continue
        label = kinds[int(np.bincount(best[start:end]).argmax())]
        for first, last in _each(reading, start, end, label):
            chance = float(named[first:last].max())
            if sure < _LOOKED_AT or not _too_weak(reading, first, last, label, chance):
                whole = _whole(reading, first, last) if label in _HOUSES else (first, last)
                yield reading.span(*whole, label, "名前のような書かれ方です（学習した読み取り）")


def _each(reading: Reading, start: int, end: int, label: Label) -> Iterator[tuple[int, int]]:
    """Persons in one run whom ages, years at school or terms of the field part (サラ11・レオ9, トシキ 続柄子)."""
    at = start
    ages = [age.span() for age in _AGES.finditer(reading.text, start, end)]
    terms = [(first, last) for first, last in reading.terms if start <= first and last <= end]
    for first, last in sorted(ages + terms) if label is Label.PERSON else ():
        if at < first:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def _whole(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Over the rest of a word in katakana or of the dictionary (フー|ドバンクせお, こども家|庭課)."""
    for run in _KATAKANA.finditer(reading.text):
        start = run.start() if run.start() < start < run.end() else start
        end = run.end() if run.start() < end < run.end() else end
    first = reading.words[reading.covering[start]]
    if first.noun and first.start < start and not first.surface[0].isdigit():
        start = first.start
    last = reading.words[reading.covering[end - 1]]
    if last.noun and last.end > end:
        end = last.end
        desk = _DESK.match(reading.text, end)
        end = desk.end() if desk else end
    return start, end


def _runs(text: str, named: Floats, sure: float) -> Iterator[tuple[int, int]]:
    """Runs that reach `sure` somewhere and nowhere fall far below it; ends of clauses part them."""
    held = named >= sure * _HELD
    for cut in _CUT.finditer(text):
        held[cut.start() : cut.end()] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held.astype(np.int8), [0]])))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if named[start:end].max() >= sure:
            yield int(start), int(end)


def _trimmed(reading: Reading, start: int, end: int, named: Floats) -> tuple[int, int]:
    """Without particles, marks, titles, grades and ages at either end."""
    before = (-1, -1)
    while (start, end) != before and start < end:
        before = (start, end)
        start, end = _without_loose(reading, start, end, named)
        if year := _YEAR_AHEAD.match(reading.text, start):
            start = year.end()
        said = reading.text[start:end]
        if after := _AFTER.search(said):
            end -= len(after[0])
        if ahead := _AHEAD.match(reading.text[start:end]):
            start += len(ahead[0])
        start = _behind_a_term(reading, start, end)
    return start, end


def _behind_a_term(reading: Reading, start: int, end: int) -> int:
    """A term of the field and の in front are no part of the name (居住支援法人のすまいる)."""
    last = next((last for first, last in reading.terms if first == start and last + 1 < end), start)
    return last + 1 if last > start and reading.text[last] == "の" else start


def _without_loose(reading: Reading, start: int, end: int, named: Floats) -> tuple[int, int]:
    while start < end and (reading.text[start] in _EDGES or _is_loose(reading, start, named, first=True)):
        start += 1
    while start < end and (
        reading.text[end - 1] in _EDGES or _is_loose(reading, end - 1, named, first=False)
    ):
        end -= 1
    return start, end


def _is_loose(reading: Reading, at: int, named: Floats, *, first: bool) -> bool:
    """A particle or the like as a whole; a name may begin or end like one (はると): then its letters are sure."""
    word = reading.words[reading.covering[at]]
    if word.kind[0] not in _LOOSE or word.unknown or named[word.start : word.end].max() >= _FIRM:
        return False
    return at == word.start if first else at == word.end - 1 and len(word.surface) < 3


def _too_weak(reading: Reading, start: int, end: int, label: Label, chance: float) -> bool:
    """Callings, and ordinary words of the dictionary whose surroundings do not say clearly that they name."""
    said = reading.text[start:end]
    if _within_a_noun(reading.text, start, end):
        return True
    if said in titles.NOT_NAMES or titles.AFTER.fullmatch(said) or not re.search(r"\w", said):
        return True
    if label in _HOUSES and (_is_a_kind(said) or _is_one_long_word(reading, start, end)):
        return True
    if label is Label.PERSON and _WEEKDAYS.fullmatch(said):
        return True
    if label is Label.PERSON and re.fullmatch("[A-Z]", said):
        return chance < _INITIAL or bool(re.search("[0-9]", reading.text[max(0, start - 1) : end + 1]))
    if label is Label.PERSON and (_CAPITALS.fullmatch(said) or _is_the_word(reading, start, end)):
        return True
    numbers = {reading.covering[at] for at in range(start, end)}
    words = [reading.words[number] for number in numbers]
    if any(word.proper or word.unknown for word in words) and said not in lists.katakana_nouns():
        return False
    return chance < (
        _person_bar(reading, start, end, len(words)) if label is Label.PERSON else _bar(len(words))
    )


def _bar(words: int) -> float:
    return _PLAIN_WORDS if words > 1 else _PLAIN_WORD


def _person_bar(reading: Reading, start: int, end: int, words: int) -> float:
    """What ordinary words must reach to name a person; less where a list has them as a name."""
    said, key = reading.text[start:end], reading.key[start:end]
    listed = (lists.surnames(), lists.given_names(), lists.given_readings(), lists.surname_readings())
    if said in lists.katakana_nouns() or not any(key in names for names in listed):
        return _PLAIN_WORDS if words > 1 else _PLAIN_PERSON
    how = "hiragana" if re.fullmatch("[ぁ-んー]{2,}", said) else "letter" if len(said) == 1 else ""
    return _LISTED[how]


def _within_a_noun(text: str, start: int, end: int) -> bool:
    """Letters out of an ordinary word in katakana (ワッツ|アップ)."""
    whole = next((run for run in _KATAKANA.finditer(text) if run.start() <= start and end <= run.end()), None)
    return whole is not None and len(whole[0]) > end - start and whole[0] in lists.katakana_nouns()


def _is_one_long_word(reading: Reading, start: int, end: int) -> bool:
    word = reading.words[reading.covering[start]]
    return (word.start, word.end) == (start, end) and word.common and end - start >= _LONG_WORD


def _is_a_kind(said: str) -> bool:
    """デイサービス, 小学校: what a facility or school is, and no name of one."""
    kinds = (facilities.KIND_AFTER, facilities.KIND_AHEAD, schools.KIND)
    return any(kind.fullmatch(said) for kind in kinds)


def _is_the_word(reading: Reading, start: int, end: int) -> bool:
    """What follows shows that the word is meant and not the name (ひかりが差す)."""
    other = lists.not_the_name().get(reading.key[start:end]) if end - start > 1 else None
    return bool(other and other.match(reading.text, end))
