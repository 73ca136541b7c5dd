"""Where a name begins and ends, given the chance of each letter; what is too weak to count."""

from __future__ import annotations

import numpy as np
import pytest

from conference.anonymize.context import Reading
from conference.anonymize.spans import Label
from conference.anonymize.stretches import stretches

CASES: tuple[tuple[str, float, list[str], str], ...] = (
    # text with the stretch of high chances in ［］, the chance there, what is marked, reason
    ("昨日は［ゼブリナ］と遊んだ", 0.9, ["ゼブリナ"], "a word no list has"),
    ("［ミゲル中2］が来た", 0.9, ["ミゲル"], "a grade is no part of a name"),
    ("［第1子日向山］と母", 0.99, ["日向山"], "nor a place among siblings"),
    ("［小鳥遊。三枝］が来た", 0.9, ["小鳥遊", "三枝"], "the end of a clause parts two names"),
    ("［「なかよし食堂」］で夕食", 0.99, ["なかよし食堂"], "brackets stay outside"),
    ("［冷蔵庫］が空", 0.9, [], "an ordinary word that is only likely"),
    ("［先生］に会う", 0.99, [], "a calling"),
    ("［テレビ］を見る", 0.9, [], "an ordinary word in katakana"),
    ("［MARIA］が泣く", 0.99, ["MARIA"], "a name in capitals"),
    ("［NGUYEN］が来所", 0.99, ["NGUYEN"], "a family name in capitals"),
    ("［KIM］が欠席", 0.99, ["KIM"], "three capitals that no list has"),
    ("［JLPT］に合格", 0.99, [], "an examination"),
    ("［N2］に合格", 0.99, [], "a grade with a digit"),
    ("［SSW］が訪問", 0.99, [], "a calling in capitals"),
    ("［B］が来た", 0.9, ["B"], "an initial"),
    ("［B］判定", 0.6, [], "a letter that hardly names"),
    ("［乾］が同行", 0.85, ["乾"], "a family name of one letter that is a word"),
    ("［乾］いた服", 0.7, [], "the word"),
    ("［みつき］が泣く", 0.65, ["みつき"], "kana that read a name"),
    ("［ゆらゆら］する", 0.9, [], "kana that read none"),
    ("フー［ドバンクせお］の食品", 0.99, ["ドバンクせお"], "a person would be left as it is"),
    ("静かな［午後］", 0.3, [], "too little"),
)


@pytest.mark.parametrize(("written", "chance", "marked", "reason"), CASES, ids=[row[3] for row in CASES])
def test_stretches(written: str, chance: float, marked: list[str], reason: str) -> None:
    text = written.replace("［", "").replace("］", "")
    start, end = written.index("［"), written.index("］") - 1
    named = np.full(len(text), 0.01, np.float32)
    named[start:end] = chance
    found = stretches(Reading.of(text), named, np.zeros(len(text), np.int64), [Label.PERSON], 0.5)
    assert [text[span.start : span.end] for span in found] == marked


def test_a_name_goes_on_where_the_chance_falls_a_little() -> None:
    text = "なかよし食堂で夕食"
    named = np.asarray([0.96, 0.96, 0.4, 0.4, 0.3, 0.3, 0.01, 0.01, 0.01], np.float32)
    found = list(stretches(Reading.of(text), named, np.zeros(9, np.int64), [Label.FACILITY], 0.5))
    assert [text[span.start : span.end] for span in found] == ["なかよし食堂"]


def test_a_reader_who_looks_is_shown_ordinary_words_too() -> None:
    text = "冷蔵庫が空"
    named = np.asarray([0.1, 0.1, 0.1, 0.01, 0.01], np.float32)
    found = list(stretches(Reading.of(text), named, np.zeros(5, np.int64), [Label.PERSON], 0.04))
    assert [text[span.start : span.end] for span in found] == ["冷蔵庫"]


def test_of_a_house_the_rest_of_the_word_goes_too() -> None:
    text = "フードバンクせおの食品"
    named = np.full(len(text), 0.01, np.float32)
    named[2 : text.index("の")] = 0.99
    (span,) = stretches(Reading.of(text), named, np.zeros(len(text), np.int64), [Label.FACILITY], 0.5)
    assert text[span.start : span.end] == "フードバンクせお"
