"""Structured numbers: every writing in the table, in half and full width and in kanji; and numbers cut by a line."""

from __future__ import annotations

import pytest

from conference.anonymize import Label, find
from conference.anonymize.evaluate import evaluate
from conference.anonymize.normalize import digits_key, fold
from tests.conference.anonymize import writings


def test_every_writing() -> None:
    report = evaluate(writings.lines(seed=28, each=2), find)
    print(f"\nwritings\n{report.table()}")
    assert report.structured.total >= 900
    assert report.structured.value >= 0.995
    assert all(share.value >= 0.99 for share in report.by_label.values())


STAYS = (
    ("体重3200g\n身長48cm\n2回目の計測", "measures in lines of their own"),
    ("1 連絡\n2 訪問\n3 記録", "a list with numbers"),
    ("①電話②訪問③記録", "rings count points"),
    ("午前10時\n3人が参加", "an hour and a count"),
    ("EPDS 9\n10点満点", "a score and its scale"),
)


@pytest.mark.parametrize(("text", "reason"), STAYS, ids=[row[1] for row in STAYS])
def test_lines_that_are_no_broken_number(text: str, reason: str) -> None:
    assert [text[span.start : span.end] for span in find(text)] == []


CUT = (
    ("受給者証番号1234567890\n2 訪問", "1234567890", "the next line begins a point of a list"),
    ("カルテ番号12345\n10/3 電話", "12345", "the next line begins with a day"),
    ("カルテ番号12345\n3.電話", "12345", "a point with a full stop"),
    ("口座1234567\n3人で来所", "1234567", "the next line counts people"),
    ("受給者証番号12345\n67890", "12345\n67890", "nothing ends the number"),
    ("〇九〇一二三四\n五六七八", "〇九〇一二三四\n五六七八", "kanji on both sides"),
    ("電話（0466）\n55-7788", "（0466）\n55-7788", "a bracket ends the line"),
    ("令和7年\n5月12日", "令和7年\n5月12日", "a year goes on with its month"),
)


@pytest.mark.parametrize(("text", "said", "reason"), CUT, ids=[row[2] for row in CUT])
def test_where_a_number_ends_at_a_line(text: str, said: str, reason: str) -> None:
    assert text[find(text)[0].start : find(text)[0].end] == said


def test_a_number_across_a_line_is_one_finding() -> None:
    text = "電話090-1234-\n5678へ"
    assert [(text[span.start : span.end], span.label) for span in find(text)] == [
        ("090-1234-\n5678", Label.PHONE)
    ]


KEYS = (
    ("〇九〇の一二三四", "090の1234", "joined by の"),
    ("〇90-1二34", "090-1234", "kanji and digits mixed"),
    ("二人と三人", "二人と三人", "kanji that count stay"),
    ("十二三", "十二三", "too few in a row"),
)


@pytest.mark.parametrize(("said", "key", "reason"), KEYS, ids=[row[2] for row in KEYS])
def test_kanji_digits(said: str, key: str, reason: str) -> None:
    assert digits_key(said) == key


def test_a_ring_is_no_digit() -> None:
    assert fold("①０９０").text == "①090"
