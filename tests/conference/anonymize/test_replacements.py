"""The story stays: one letter a person, kinds for places, months of the case."""

from __future__ import annotations

from datetime import date

import pytest

from conference.anonymize import Known, anonymize, together
from conference.anonymize.replacements import age_band, month_of_case, soften_ages

KNOWN = Known.of(
    {
        "family_name": "青葉",
        "given_names": ["湊", "葵"],
        "kana": ["あおば みなと", "あおば あおい"],
        "school": "さつき野小学校",
    }
)


def test_the_same_person_has_the_same_letter() -> None:
    text = anonymize("湊くん、みなとくん、青葉湊くん。葵ちゃんの母。", KNOWN).text
    assert text == "Aくん、Aくん、Aくん。Bちゃんの母。"


def test_a_child_that_stands_alone_is_a_child() -> None:
    assert anonymize("湊の母より、湊は欠席", KNOWN).text == "A児の母より、A児は欠席"


def test_letters_hold_over_the_texts_of_one_household() -> None:
    made = together(["湊くんと佐藤先生", "佐藤先生より。みなとくん、葵ちゃん"], KNOWN)
    assert [one.text for one in made] == ["AくんとB先生", "B先生より。Aくん、Cちゃん"]


def test_kinds_stand_for_names() -> None:
    made = anonymize("さつき野小の佐藤先生、汐見台クリニックへ。川口市栄町3丁目12-5。", KNOWN).text
    assert made == "ある小学校のA先生、ある医療機関へ。（住所）。"


def test_dates_count_from_the_year_the_case_began() -> None:
    made = anonymize("令和7年6月3日に通告。令和8年2月に終結。5月7日に電話。", start=date(2025, 4, 1)).text
    assert made == "X年6月に通告。X+1年2月に終結。5月に電話。"


MONTHS = (
    ("R8.6.3", 2026, "X年6月", "the first year"),
    ("2025/12/01", 2026, "X-1年12月", "the year before"),
    ("6/3", 2026, "6月", "no year said"),
    ("令和8年6月", None, "6月", "no beginning known"),
    ("14日", 2026, "（ある日）", "a day alone"),
)


@pytest.mark.parametrize(("said", "year", "made", "reason"), MONTHS, ids=[row[3] for row in MONTHS])
def test_month_of_case(said: str, year: int | None, made: str, reason: str) -> None:
    assert month_of_case(said, year) == made


def test_ages_become_bands_but_check_ups_stay() -> None:
    assert soften_ages("7歳の姉、34歳の母、3歳児健診") == "小学校低学年くらいの姉、30代の母、3歳児健診"
    assert [age_band(years) for years in (0, 2, 5, 11, 14, 17, 19, 61)] == [
        "0歳", "1〜2歳", "3〜5歳", "小学校高学年くらい", "中学生くらい", "高校生くらい", "10代", "60代",
    ]  # fmt: skip
