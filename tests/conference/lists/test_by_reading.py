"""Families in the order their names are read, on every list."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.lists.by_reading import key, reading_of
from conference.lists.standing import standings
from tests import factories


@pytest.mark.parametrize(
    ("name", "read", "reason"),
    [
        ("卯月", "うづき", "kanji"),
        ("月ヶ瀬", "つきがせ", "with a small ケ"),
        ("髙橋", "たかはし", "old kanji as new"),
        ("渡邉", "わたなべ", "another of them"),
        ("ﾅｶﾑﾗ", "なかむら", "half-width kana"),
        ("はるの", "はるの", "hiragana"),
        ("グエン", "ぐえん", "from abroad"),
        ("", "", "nobody"),
    ],
)
def test_read(name: str, read: str, reason: str) -> None:
    assert reading_of(name) == read, reason


def test_in_the_order_of_the_syllabary() -> None:
    names = ["渡辺", "江波", "卯月", "青木", "ナカムラ", "佐々木", "小夜川"]
    assert sorted(names, key=key) == ["青木", "卯月", "江波", "佐々木", "小夜川", "ナカムラ", "渡辺"]
    assert key("斉藤") != key("斎藤"), "read alike, still apart"


def test_every_list_of_families(session: Session) -> None:
    meeting = factories.a_conference(session, held_on=date(2026, 11, 1))
    for name in ("山ノ辺", "泉谷", "卯月", "青木"):
        factories.a_row(session, meeting, household=factories.a_household(session, name=name))
    assert [each.household.name for each in standings(session)] == ["青木", "泉谷", "卯月", "山ノ辺"]
