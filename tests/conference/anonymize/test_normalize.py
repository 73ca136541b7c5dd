"""Folding, and the way back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.anonymize.normalize import fold, kana_key

FOLDED = (
    # written, folded, reason
    ("０９０", "090", "full-width digits"),
    ("ﾀﾛｳ", "タロウ", "half-width kana"),
    ("ﾊﾞﾊﾞ", "ババ", "a voiced mark is no letter of its own"),
    ("㈱東", "(株)東", "one character becomes three"),
    ("か\u3099く", "がく", "a combining mark joins its letter"),
    ("－‐―", "---", "one hyphen for all"),
    ("青\u200b葉", "青葉", "what cannot be seen does not part a name"),
    ("ラーメン", "ラーメン", "the long vowel is no hyphen"),
)


@pytest.mark.parametrize(("written", "folded", "reason"), FOLDED, ids=[row[2] for row in FOLDED])
def test_folded(written: str, folded: str, reason: str) -> None:
    assert fold(written).text == folded


def test_back_to_the_code_points_as_written() -> None:
    text = "母はﾊﾞﾅﾅ㈱と𠮷田"
    folded = fold(text)
    at = folded.text.index("バナナ")
    assert text[slice(*folded.back(at, at + 3))] == "ﾊﾞﾅﾅ"
    at = folded.text.index("株")
    assert text[slice(*folded.back(at, at + 1))] == "㈱"
    at = folded.text.index("𠮷田")
    assert text[slice(*folded.back(at, at + 2))] == "𠮷田"


@given(st.text(max_size=60))
def test_every_letter_leads_back_into_the_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= first < last <= len(text) for first, last in zip(folded.starts, folded.ends, strict=True))
    assert len(folded.key) == len(folded.text)


def test_kana_and_old_kanji_meet() -> None:
    assert kana_key("タロウ") == "たろう"
    assert kana_key("髙橋・齋藤") == "高橋・斉藤"
