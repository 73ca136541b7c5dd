"""Family and given name with a space between, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import titles
from conference.anonymize.spans import Label, Span

_BOUNDARY = r"(?=[（(、。・,/\n 」)）:：さちくはがのもをにとへよ氏様君（]|[0-9A-Z]|生|先生|医師|保健師|$)"
_SPACED = re.compile(
    rf"(?<![一-龠々])(?P<family>[一-龠々𠀀-𯿿]{{1,4}}) (?P<given>[一-龠々𠀀-𯿿]{{1,3}}|[ぁ-ん]{{2,5}}?|[ァ-ヶー]{{2,7}}){_BOUNDARY}"
)
_KANA = re.compile(
    r"(?<![ァ-ヶー])(?P<family>[ァ-ヶー]{2,6}) (?P<given>[ァ-ヶー]{2,7})(?![ァ-ヶー])|(?<![ぁ-ん])(?P<first>[ぁ-ん]{2,6}) (?P<second>[ぁ-ん]{2,6})(?![ぁ-ん])"
)
_CALLED_SO = re.compile(
    r"(?:名字|苗字|姓|氏名|名前欄?|表札|偽名|旧姓|源氏名|通称名?|呼び名|愛称|あだ名|ニックネーム)(?:[はがもにを]|欄|に書|は、)?(?P<x>(?:[か、や]?[「『][ぁ-んァ-ヶー一-龠々 A-Za-z]{1,12}[」』])+)"
)

# One reading said to be right and another wrong, and a reading that is told (よみは…, 正しくは…).
_NOT_BUT = re.compile(
    r"[「『](?P<x>[ぁ-んァ-ヶー]{2,8})[」』](?:では?なく|じゃなく)て?[、 ]?[「『]?(?P<y>[ぁ-んァ-ヶー]{2,8})(?=[」』]|さん|くん|ちゃん|です|と)"
)
_READ_SO = re.compile(
    r"(?:(?:ふりがな|フリガナ|よみ|読み|読みがな|ヨミ|読み仮名)(?:[はがも:：]|が、)[ ]?「?|(?:正しくは|正しい読みは)「?)(?P<x>[ぁ-ん]{2,7}|[ァ-ヶー]{2,7})(?=[」。、\n)）]|で|と読|さん|$)"
)


def find(reading: Reading) -> Iterator[Span]:
    for found in _SPACED.finditer(reading.text):
        start = _family_start(reading, found)
        if start is not None and _given(reading, found):
            yield _person(reading, start, _kana_end(reading, found))
    for found in _KANA.finditer(reading.text):
        parts = [kana_key(part) for part in found.groups() if part]
        if parts[0] in lists.surname_readings() and (parts[1] in lists.given_readings()):
            yield _person(reading, *found.span())
    for found in _NOT_BUT.finditer(reading.text):
        if any(_reads(found[side]) for side in "xy"):
            yield _person(reading, *found.span("x"))
            yield _person(reading, *found.span("y"))
    for found in _READ_SO.finditer(reading.text):
        if _reads(found["x"]):
            yield _person(reading, *found.span("x"))
    for called in _CALLED_SO.finditer(reading.text):
        for one in re.compile(r"[「『]([^」』]+)[」』]").finditer(reading.text, *called.span("x")):
            yield _person(reading, *one.span(1))


def _kana_end(reading: Reading, found: re.Match[str]) -> int:
    """The end of a given name in hiragana, over a letter that could be a particle (この|は、)."""
    end = found.end("given")
    longer = re.compile(r"[ぁ-ん](?=[、。）)」 \n]|$)").match(reading.text, end)
    said = reading.key[found.start("given") : end + 1]
    return end + 1 if longer and said in lists.given_readings() else end


def _reads(said: str) -> bool:
    """Whether kana read a name of the lists."""
    return kana_key(said) in lists.given_readings() or kana_key(said) in lists.surname_readings()


def _person(reading: Reading, start: int, end: int) -> Span:
    return reading.span(start, end, Label.PERSON, "姓と名を並べた書き方です")


def _family_start(reading: Reading, found: re.Match[str]) -> int | None:
    """The family name, or its last letters where a relation stands before it (母柊 律子)."""
    start, end = found.span("family")
    for first in range(start, end):
        said = reading.key[first:end]
        if said in titles.NOT_NAMES or reading.text[first:end] in lists.beside():
            return None
        if said in lists.surnames() or _person_word(reading, first, end):
            return (
                first
                if first == start
                or (reading.text[start:first] == "子" and re.match("[ぁ-ん]", found["given"]))
                or titles.AHEAD.search(reading.text[max(0, first - 14) : first])
                else None
            )
    return (
        start
        if _strong_given(reading, found)
        and not reading.within_term(start, end)
        and _not_a_word(reading, start, end)
        else None
    )


def _person_word(reading: Reading, start: int, end: int) -> bool:
    word = reading.words[reading.covering[start]]
    return word.start == start and word.end == end and bool(word.person)


def _not_a_word(reading: Reading, start: int, end: int) -> bool:
    word = reading.words[reading.covering[end - 1]]
    return end - start == 1 or word.person != "" or word.unknown or word.place or word.start > start


def _strong_given(reading: Reading, found: re.Match[str]) -> bool:
    said = reading.key[found.start("given") : found.end("given")]
    return (
        len(said) > 1
        and said not in lists.everyday()
        and (said in lists.given_names() or (len(said) > 2 and said in lists.given_readings()))
    )


def _given(reading: Reading, found: re.Match[str]) -> bool:
    start, end = found.span("given")
    said = reading.key[start:end]
    if (
        said in titles.NOT_NAMES
        or said in lists.beside()
        or reading.text[start:end] in lists.katakana_words()
    ):
        return False
    if said in lists.given_names() or said in lists.given_readings():
        return True
    word = reading.words[reading.covering[start]]
    if word.end < end and len(said) < 4 and said not in lists.everyday() and _long_family(reading, found):
        return True  # 心|陽: two words of one kanji are no noun
    return bool(word.person) or word.unknown or not word.common


def _long_family(reading: Reading, found: re.Match[str]) -> bool:
    """A family name of two letters or more that is no ordinary word."""
    start, end = found.span("family")
    said = reading.key[start:end]
    return len(said) > 1 and said in lists.surnames() and _person_word(reading, start, end)
