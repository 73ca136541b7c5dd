"""Addresses from the town to the room, and postcodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.rules import buildings, naming, places
from conference.anonymize.rules.table import apply, rule
from conference.anonymize.spans import Label, Span
from conference.anonymize.tokens import Word

_N = r"(?:[0-9]{1,5}|[一二三四五六七八九十百〇]{1,5})"
_J = r"[ ]?[-ーのノ之・][ ]?"
_BLOCK = re.compile(
    rf"(?P<x>{_N}[ ]?丁目(?:[ ]?{_N}[ ]?(?:番地?の?{_N}?(?:[ ]?[-ー・のノ][ ]?{_N})*[ ]?号?|(?:{_J}{_N}){{0,3}}号?))?"
    rf"|{_N}[ ]?番(?:地|街|町)?(?:(?:[ ]?の?[ ]?{_N})(?:{_J}{_N})?[ ]?号?(?:室)?|[ ]?号)?(?![目茶])"
    rf"|[一二三四五六七八九十]{{1,3}}[ー\-の][一二三四五六七八九十]{{1,4}}(?:[ー\-の][一二三四五六七八九十]{{1,4}})?"
    rf"|[0-9]{{1,4}}{_J}[0-9]{{1,4}}(?:{_J}[0-9]{{1,4}}){{0,2}}(?:号室?)?(?![0-9]|{_J}[0-9])"
    rf"|[0-9]{{1,5}}(?=[、。 \n（(]|$|に|の|番|号|で|へ|から))"
)
_CERTAIN_BLOCK = re.compile(r"丁目|番地?")
_POST = (
    rule(Label.ADDRESS, "郵便番号です", r"〒[ ]?[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4}(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号です", r"郵便番号[はが:： ]*(?P<x>[0-9]{3}[ ]?[-ー]?[ ]?[0-9]{4})(?![0-9])"),
    rule(Label.ADDRESS, "郵便番号の形です", r"(?<![0-9\-])[0-9]{3}-[0-9]{4}(?![0-9\-])"),
    rule(
        Label.ADDRESS,
        "条の住所です",
        r"[東西南北]?[ ]?[0-9一二三四五六七八九十]{1,3}[ ]?条[ ]?[東西南北]?[ ]?[0-9]{1,3}(?:丁目)?(?:[ ]?[-ー][ ]?[0-9]+)*(?:[ ]?[一-龠々ァ-ヶーA-Za-z]{2,10}[ ]?[一-龠々ァ-ヶー]{0,6}[ ]?[0-9]{1,4}(?:F|階|号室|号)?)?",
    ),
)
_TOWN_PARTS = frozenset(["大字", "小字", "中央", *"ヶケノ字東西南北中上下本新元甲乙丙町村"])
_KANJI_TOWN = re.compile(r"(?<![一-龠々])[一-龠々ヶケ]{1,6}(?:[町台])$")
_KANA_ONLY = re.compile(r"[ぁ-んァ-ヶーA-Za-z ]+")
_MUNICIPAL = re.compile(r"[市区町村郡県府都道]$")
_NOT_TOWN = lists.words("not_towns.txt")


# What announces an address: then the numbers are enough, whatever Sudachi makes of the town.
_ANNOUNCED = re.compile(
    r"(?:住所|現住地|居住地|本籍地?|居所|転居先|引っ?越し?先|転出先|転入先|里帰り先|帰省先|宛先|送付先|所在地|アドレス|実家)[はがもをの:： \n→（(「]{0,3}"
    r"(?P<x>[一-龠々ヶケがノのァ-ヶーぁ-ん]{1,16}?[甲乙丙]?[ ]?"
    rf"{_N}(?:丁目{_N}?|番地?の?{_N}?|号|{_J}{_N})(?:(?:番地?|号|{_J}){_N}?){{0,3}}号?)(?![年月日歳人回時分%円])"
)
_HOUSE_NUMBER = re.compile(
    rf"(?:番地|地番|住居表示|家の番号)[はがもの:： ]{{1,2}}(?P<x>{_N}(?:{_J}{_N}){{1,3}}号?)(?![0-9年月日])"
)
_SECTION = re.compile(
    rf"(?P<x>(?:[一-龠々ヶケ]{{1,5}}[市町村])?(?:大字|小字|(?<![一-龠々名十文漢数活苗])字)(?![がはをにのもで、。数面])[一-龠々ヶケノ]{{1,5}}(?:字[一-龠々]{{1,4}})?(?:[ ]?{_N}(?:番地?(?:の?{_N})?|(?:{_J}{_N}){{1,3}})?)?)"
)


def find(reading: Reading) -> Iterator[Span]:
    yield from apply(_POST, reading)
    yield from _blocks(reading)
    yield from _announced(reading)
    yield from buildings.find(reading)
    yield from _with_houses(reading, places.find(reading))


def _announced(reading: Reading) -> Iterator[Span]:
    for pattern in (_ANNOUNCED, _HOUSE_NUMBER, _SECTION):
        for found in pattern.finditer(reading.text):
            end = buildings.after(reading, found.end("x"))
            yield reading.span(found.start("x"), end, Label.ADDRESS, "住所です")


def _with_houses(reading: Reading, said: Iterator[Span]) -> Iterator[Span]:
    """A town with a house in it (川端町の公営住宅) is an address."""
    ends = {given: at for at, given in enumerate(reading.folded.ends, 1)}
    for span in said:
        at = ends.get(span.end)
        end = buildings.house(reading, at) if at else None
        if at and end and end > at:
            first = reading.folded.starts.index(span.start)
            yield reading.span(first, end, Label.ADDRESS, "地名と住まいです")
        else:
            yield span


def _blocks(reading: Reading) -> Iterator[Span]:
    for block in _BLOCK.finditer(reading.text):
        start = _town_start(reading, block.start())
        certain = bool(_CERTAIN_BLOCK.search(block[0]))
        if start is None and not (certain and re.search(r"丁目|番地", block[0])):
            continue
        if start is not None and not certain and not _town_like(reading, start, *block.span()):
            continue
        begin = start if start is not None else _spelled(reading, block.start())
        yield reading.span(begin, buildings.after(reading, block.end()), Label.ADDRESS, "住所です")


def _spelled(reading: Reading, at: int) -> int:
    """Over the kanji in front of a certain block (潮路台|2丁目), where the words end otherwise."""
    found = _KANJI_TOWN.search(reading.text, max(0, at - 8), at)
    return found.start() if found and found[0] not in _NOT_TOWN else at


def _town_start(reading: Reading, at: int) -> int | None:
    """Over every word of the town, the municipality and the prefecture in front of the numbers."""
    if at and reading.text[at - 1] == " ":
        at -= 1
    start, number = None, reading.ending.get(at)
    if number is None:
        spelled = re.compile(r"[一-龠々ヶケ]{1,6}(?:が[丘崎浜原谷台岡])?$").search(
            reading.text, max(0, at - 8), at
        )
        return spelled.start() if spelled else None
    while number is not None and number >= 0:
        word = reading.words[number]
        hill = (
            word.surface in {"が", "の"}
            and reading.text[word.end : word.end + 1] in set("丘崎浜原谷台岡窪瀬森里")
            and start is not None
        )
        if word.surface in _NOT_TOWN or not (_town_word(word) or hill):
            break
        start = word.start
        number -= 1
    return start


def _town_word(word: Word) -> bool:
    if word.surface in _TOWN_PARTS:
        return True
    if word.proper:
        return True
    if word.surface in naming.generic() and not _MUNICIPAL.search(word.surface):
        return False
    return (
        word.kind[0] in {"名詞", "接尾辞", "接頭辞"}
        and word.kind[1] != "数詞"
        and word.kind[2] not in {"助数詞可能", "サ変可能", "副詞可能"}
    )


def _town_like(reading: Reading, start: int, at: int, end: int) -> bool:
    """Before bare numbers there must be a town: a place, or a word that ends as towns do.

    Many towns are surnames as well: before two numbers or more a name is enough.
    """
    said = reading.text[start:at].strip()
    inside = [word for word in reading.words if start <= word.start < at]
    if any(word.country for word in inside):
        return False
    joined = bool(re.search(r"[0-9][-ー][0-9]", reading.text[at:end]))
    if any(word.place or (joined and (word.person or word.unknown)) for word in inside):
        return not _KANA_ONLY.fullmatch(said) or any(word.place for word in inside)
    return bool(
        re.search(
            r"[一-龠ぁ-ん](?:町|村|台|丘|野|区|市|条|字|浜|崎|新田)$|[市町村区郡字][一-龠々]{1,4}$", said
        )
    )
