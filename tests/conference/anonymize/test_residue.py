"""The last gate, what it marks for the reader, and what stands out without any name."""

from __future__ import annotations

import pytest

from conference.anonymize import AnonymizedText, StillNamed, anonymize, marks, seal
from tests.conference.anonymize.judged.mark import read_notes


def test_only_seal_makes_the_type() -> None:
    with pytest.raises(TypeError):
        AnonymizedText("何でもない文", None)


def test_a_clean_text_is_sealed() -> None:
    assert str(seal("A児の母は3歳児健診で保健師に話した。")) == "A児の母は3歳児健診で保健師に話した。"


PLANTED = (
    "090-1234-5678",
    "佐藤花子",
    "R5.4.1",
    "栄町3丁目12-5",
    "さつき野小",
    "AB12345678CD",
    "hana@example.com",
    "横浜 580 あ 12-34",
)


@pytest.mark.parametrize("planted", PLANTED)
def test_one_planted_identifier_is_refused(planted: str) -> None:
    with pytest.raises(StillNamed) as refused:
        seal(f"A児の母は、{planted}について話した。")
    assert planted not in str(refused.value)
    assert refused.value.spans


def test_what_replacements_write_passes_the_gate() -> None:
    """Every judged note, once replaced, is sealed: the engine agrees with itself."""
    for note in read_notes("dev"):
        made = anonymize(note.text).text
        assert str(seal(made)) == made


def test_the_rest_is_marked() -> None:
    text = "ゾンビーナは7番と言った。"
    assert {text[mark.start : mark.end] for mark in marks(text)} == {"ゾンビーナ", "7"}


RISKS = (
    ("事件は新聞で報道された", "報道", "press"),
    ("村で三つ子を出産", "多胎", "triplets"),
    ("町内に一つしかない…町で唯一の小学校", "唯一", "the only school"),
    ("母はウガンダ国籍", "国籍", "a rare nationality"),
    ("父は町長の弟", "仕事", "a rare place in town"),
    ("四つ子を出産", "多胎", "quadruplets"),
)


@pytest.mark.parametrize(("text", "kind", "reason"), RISKS, ids=[row[2] for row in RISKS])
def test_what_stands_out(text: str, kind: str, reason: str) -> None:
    assert kind in {risk.kind for risk in anonymize(text).risks}


def test_an_ordinary_note_does_not_stand_out() -> None:
    assert anonymize("母は3歳児健診で保健師に相談した。").risks == ()
