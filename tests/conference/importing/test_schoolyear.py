"""Grades as rosters write them."""

from __future__ import annotations

from datetime import date

import pytest

from conference.importing.reference import reference_day
from conference.importing.schoolyear import grades_in, misfit

ON = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "grades", "reason"),
    [
        ("さつき野小 3年", ("小3",), "school and grade"),
        ("小3", ("小3",), "the short form"),
        ("小６", ("小6",), "full width"),
        ("小学3年生", ("小3",), "written out"),
        ("さつき野小学校三年", ("小3",), "kanji numeral"),
        ("さつき野小3-2", ("小3",), "with the class"),
        ("さつき野小\n3年", ("小3",), "on two lines"),
        ("さつき野小（3年）", ("小3",), "grade in brackets"),
        ("中央小 5年", ("小5",), "中 inside a school's name"),
        ("小山中 1年", ("中1",), "小 inside a school's name"),
        ("高田中学校（特別支援学級） 1年", ("中1",), "an aside between"),
        ("〇〇支援学校小学部3年", ("小3",), "a special school"),
        ("県立北野高 2年", ("高2",), "high school"),
        ("高等学校1年", ("高1",), "high school written out"),
        ("みどり保育所 4歳児", ("年中",), "a nursery class"),
        ("みどり保育所 2歳児", ("2歳児",), "below 年少"),
        ("たんぽぽ幼稚園 年長", ("年長",), "kindergarten"),
        ("さつき野小 3年、みどり園 年長", ("小3", "年長"), "two siblings"),
        ("北野中 5年", (), "no such grade"),
        ("大学 2年", (), "not a school of ours"),
        ("自宅", (), "none"),
        ("―", (), "a dash"),
        ("令和3年 転入", (), "a year is no grade"),
    ],
)
def test_grades(text: str, grades: tuple[str, ...], reason: str) -> None:
    assert grades == grades_in(text), reason


@pytest.mark.parametrize(
    ("text", "born", "expected", "reason"),
    [
        ("小3", date(2017, 6, 14), None, "fits"),
        ("小2", date(2019, 4, 8), ("小1", "小2"), "a year too high"),
        ("小1", date(2019, 4, 1), ("小2", "小1"), "1 April is 早生まれ"),
        ("保育所 4歳児", date(2022, 2, 2), None, "the class's age, not the child's"),
        ("保育所 3歳児", date(2022, 12, 2), None, "the child's age, not the class's"),
        ("小3、年長", date(2020, 12, 3), None, "one of two siblings fits"),
        ("高3", date(2000, 1, 1), ("26歳", "高3"), "long out of school"),
        ("自宅", date(2025, 1, 1), None, "no grade, no doubt"),
    ],
)
def test_misfit(text: str, born: date, expected: tuple[str, str] | None, reason: str) -> None:
    assert expected == misfit(text, born, ON), reason


@pytest.mark.parametrize(
    ("texts", "expected", "reason"),
    [
        (["令和8年11月 名簿", "日時：令和8年11月27日(金)"], date(2026, 11, 27), "the full date says more"),
        (["令和８年１１月"], date(2026, 11, 1), "only a month"),
        (["令和八年十一月"], date(2026, 11, 1), "kanji numerals"),
        (["R8.11"], date(2026, 11, 1), "short"),
        (["2026年11月"], date(2026, 11, 1), "western"),
        (["令和8年度 名簿"], None, "a fiscal year is no month"),
        (["名簿(11月)"], None, "no year"),
        ([], None, "no title"),
    ],
)
def test_reference_day(texts: list[str], expected: date | None, reason: str) -> None:
    assert expected == reference_day(texts), reason
