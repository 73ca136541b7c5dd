"""The town in front of the numbers of an address, and whether it is one."""

from __future__ import annotations

import re

from conference.anonymize import lists
from conference.anonymize.context import Reading
from conference.anonymize.normalize import kana_key
from conference.anonymize.rules import naming
from conference.anonymize.tokens import Word

_PARTS = frozenset(["大字", "小字", "中央", "通り", *"ヶケノ字東西南北中上下本新元甲乙丙町村台丘坂"])
_HILLS = frozenset("丘崎浜原谷台岡窪瀬森里沢池峰宮端尾木元")
_SPELLED = re.compile(r"[一-龠々ヶケノ]{1,8}(?:が[丘崎浜原谷台岡])?$")
_KANJI_TOWN = re.compile(r"(?<![一-龠々])[一-龠々ヶケ]{1,6}(?:[町台代])$")
_KANA_ONLY = re.compile(r"[ぁ-んァ-ヶーA-Za-z ]+")
_MUNICIPAL = re.compile(r"[市区町村郡県府都道]$")
_ENDS = re.compile(
    r"[一-龠ぁ-んァ-ヶー](?:町|村|台|丘|野|区|市|条|字|浜|崎|新田|坂|原|沢|通り)$|[市町村区郡字][一-龠々]{1,4}$"
)
_NOT_TOWN = lists.words("not_towns.txt")
_COUNTED = re.compile("[一二三四五六七八九十百千]{1,2}|日")  # 十|日|市, 五百|石
_DATED = re.compile(r"(?:令和|平成|昭和|大正|西暦)$")


def spelled(reading: Reading, at: int) -> int:
    """Over the kanji in front of a certain block (潮路台|2丁目), where the words end otherwise."""
    found = _KANJI_TOWN.search(reading.text, max(0, at - 8), at)
    return found.start() if found and found[0] not in _NOT_TOWN else at


def start(reading: Reading, at: int) -> int | None:
    """Over every word of the town, the municipality and the prefecture in front of the numbers."""
    if at and reading.text[at - 1] == " ":
        at -= 1
    found, number = None, reading.ending.get(at)
    if number is None:
        kanji = _SPELLED.search(reading.text, max(0, at - 8), at)
        return kanji.start() if kanji else None
    while number is not None and number >= 0:
        word = reading.words[number]
        hill = found is not None and _is_joint(reading, word)
        counted = found is not None and bool(_COUNTED.fullmatch(word.surface))
        if not counted and (word.surface in _NOT_TOWN or not (_town_word(word) or hill)):
            break
        found = word.start
        number -= 1
    return found


def _is_joint(reading: Reading, word: Word) -> bool:
    """つつじ|が|丘, 滝|の|沢."""
    return word.surface in {"が", "の"} and reading.text[word.end : word.end + 1] in _HILLS


def _town_word(word: Word) -> bool:
    if word.surface in _PARTS or word.proper:
        return True
    if word.surface in naming.generic() and not _MUNICIPAL.search(word.surface):
        return False
    return (
        word.kind[0] in {"名詞", "接尾辞", "接頭辞"}
        and word.kind[1] != "数詞"
        and word.kind[2] not in {"助数詞可能", "サ変可能", "副詞可能"}
    )


def like(reading: Reading, first: int, at: int, joints: int) -> bool:
    """Before bare numbers there must be a town: a place, a listed one, or a word that ends as towns do.

    Many towns are surnames as well: before two numbers a name is enough, before three any noun in kanji.
    """
    said = reading.text[first:at].strip()
    inside = [word for word in reading.words if first <= word.start < at]
    if _DATED.search(said) or any(word.country for word in inside):
        return False
    if any(word.place for word in inside):
        return True
    named = any(word.person or word.unknown for word in inside) or kana_key(said) in lists.towns()
    if joints and (named or joints > 1) and not _KANA_ONLY.fullmatch(said):
        return True
    return bool(_ENDS.search(said))
