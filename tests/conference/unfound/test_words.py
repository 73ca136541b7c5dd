"""What of a question may be kept at all."""

from __future__ import annotations

import pytest

from conference.unfound.words import LONGEST, kept, names_one_of

KEPT = [
    ("ファミサポ", "ファミサポ", "a word of the field"),
    ("  ﾌｧﾐｻﾎﾟ　の 断り方 ", "ファミサポ の 断り方", "width and blanks are no difference"),
    ("EPDS", "epds", "nor are capitals"),
    ("レスパイト", "レスパイト", "a word that nobody explains"),
]
LEFT = [
    ("", "nothing asked"),
    ("田中", "a family name alone"),
    ("春野さくらの件", "a whole name"),
    ("はるちゃん", "a nickname"),
    ("さつき野小学校 不登校", "a school"),
    ("090-1234-5678", "a telephone number"),
    ("R8.12.10 受理", "a day"),
    ("札幌から転入", "a place"),
    ("三つ子の支援", "so rare that it names a family"),
    ("朝" * (LONGEST + 1), "long: it tells of a family"),
]


@pytest.mark.parametrize(("question", "words", "why"), KEPT)
def test_words_of_the_work_are_kept_in_one_spelling(question: str, words: str, why: str) -> None:
    assert kept(question) == words, why


@pytest.mark.parametrize(("question", "why"), LEFT)
def test_what_may_name_somebody_is_not_kept(question: str, why: str) -> None:
    assert kept(question) == "", why


NAMES = ["森 葵", "鵺野 迦陵丸", "はる", "みどり（旧姓 林）"]
OF_THE_OFFICE = [
    ("鵺野", True, "a family of the records"),
    ("迦陵丸の欠席", True, "a child, inside a sentence"),
    ("森 訪問", True, "one letter, standing alone"),
    ("森のようちえん", True, "or as a word of its own: rather too much than too little"),
    ("はる", True, "short kana, alone"),
    ("はるか先の見通し", False, "short kana inside a word"),
    ("旧姓の扱い", True, "a bracket's words count as well"),
    ("ファミサポ", False, "nobody's name"),
]


@pytest.mark.parametrize(("words", "named", "why"), OF_THE_OFFICE)
def test_the_offices_own_names_are_known(words: str, named: bool, why: str) -> None:
    assert names_one_of(words, NAMES) is named, why
