"""Ages, grades and weeks of pregnancy on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.growth import (
    GRADES,
    age_label_on,
    age_on,
    fiscal_year,
    gestation_on,
    grade_on,
    months_on,
    nursery_age_on,
)

CONFERENCE_DAY = date(2026, 11, 26)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    ("born", "on", "grade", "reason"),
    [
        (date(2017, 6, 14), CONFERENCE_DAY, "小3", "an ordinary third-year"),
        (date(2019, 4, 1), CONFERENCE_DAY, "小2", "1 April still belongs to the year before"),
        (date(2019, 4, 2), CONFERENCE_DAY, "小1", "2 April begins the new one"),
        (date(2020, 3, 31), CONFERENCE_DAY, "小1", "早生まれ"),
        (date(2020, 2, 29), CONFERENCE_DAY, "小1", "a leap day"),
        (date(2020, 12, 3), CONFERENCE_DAY, "年長", "before school"),
        (date(2022, 2, 2), CONFERENCE_DAY, "年中", "the 4歳児 class"),
        (date(2023, 4, 1), CONFERENCE_DAY, "年少", "the youngest of 年少"),
        (date(2023, 4, 2), CONFERENCE_DAY, None, "too young for 年少"),
        (date(2020, 12, 3), date(2027, 3, 31), "年長", "the last day of the fiscal year"),
        (date(2020, 12, 3), date(2027, 4, 1), "小1", "school begins"),
        (date(2010, 1, 19), CONFERENCE_DAY, "高2", "high school"),
        (date(2008, 4, 2), CONFERENCE_DAY, "高3", "the oldest of 高3"),
        (date(2008, 4, 1), CONFERENCE_DAY, None, "out of school"),
    ],
)
def test_grade(born: date, on: date, grade: str | None, reason: str) -> None:
    assert grade == grade_on(born, on), reason


@pytest.mark.parametrize(
    ("born", "on", "age", "months", "reason"),
    [
        (date(2025, 10, 20), CONFERENCE_DAY, 1, 13, "a month and some days after the birthday"),
        (date(2025, 11, 27), CONFERENCE_DAY, 0, 11, "the day before the birthday"),
        (date(2025, 11, 26), CONFERENCE_DAY, 1, 12, "the birthday"),
        (date(2026, 11, 26), CONFERENCE_DAY, 0, 0, "born today"),
        (date(2026, 11, 27), CONFERENCE_DAY, None, None, "not born yet"),
        (date(2020, 2, 29), date(2026, 2, 28), 5, 71, "a leap-day child the day before 1 March"),
        (date(2020, 2, 29), date(2026, 3, 1), 6, 72, "and on 1 March"),
        (date(2026, 1, 31), date(2026, 2, 28), 0, 0, "a month without a 31st"),
    ],
)
def test_age_and_months(born: date, on: date, age: int | None, months: int | None, reason: str) -> None:
    assert (age, months) == (age_on(born, on), months_on(born, on)), reason


@pytest.mark.parametrize(
    ("born", "label", "reason"),
    [
        (date(2026, 9, 26), "2か月", "below one year: months"),
        (date(2025, 10, 20), "1歳1か月", "below three years: both"),
        (date(2023, 6, 1), "3歳", "three, but not yet 年少"),
        (date(2017, 6, 14), "小3", "a grade says more"),
        (date(1996, 5, 1), "30歳", "a grown-up"),
        (date(2027, 1, 1), "出生前", "an expected child"),
    ],
)
def test_label(born: date, label: str, reason: str) -> None:
    assert label == age_label_on(born, CONFERENCE_DAY), reason


@pytest.mark.parametrize(
    ("weeks", "days_later", "expected", "reason"),
    [
        (28, 0, 28, "the same day"),
        (28, 6, 28, "not yet a week"),
        (28, 7, 29, "a week"),
        (28, -7, 27, "a week before"),
        (28, 98, 42, "the last week there is"),
        (28, 105, None, "the child must have been born"),
        (1, -14, None, "before the pregnancy"),
    ],
)
def test_gestation(weeks: int, days_later: int, expected: int | None, reason: str) -> None:
    on = CONFERENCE_DAY + timedelta(days=days_later)

    assert expected == gestation_on(weeks, CONFERENCE_DAY, on), reason


def test_fiscal_year_turns_on_1_april() -> None:
    assert (fiscal_year(date(2026, 3, 31)), fiscal_year(date(2026, 4, 1))) == (2025, 2026)


def test_nursery_class_is_the_age_on_1_april() -> None:
    assert nursery_age_on(date(2022, 2, 2), CONFERENCE_DAY) == 4


@given(DAYS, st.integers(0, 40))
def test_a_grade_lasts_one_fiscal_year_and_none_is_skipped(born: date, years: int) -> None:
    first_day = date(born.year + years, 4, 1)
    this_year, next_year = (
        grade_on(born, first_day),
        grade_on(born, first_day.replace(year=first_day.year + 1)),
    )

    if this_year and next_year:
        assert GRADES.index(next_year) - GRADES.index(this_year) == 1
    assert this_year == grade_on(born, date(born.year + years + 1, 3, 31))


@given(DAYS, DAYS)
def test_nursery_class_and_grade_agree(born: date, on: date) -> None:
    by_class = {3: "年少", 4: "年中", 5: "年長"}

    assert by_class.get(nursery_age_on(born, on)) == (
        grade if (grade := grade_on(born, on)) in by_class.values() else None
    )


@given(DAYS, DAYS)
def test_months_never_run_backwards(born: date, on: date) -> None:
    today, tomorrow = months_on(born, on), months_on(born, on + timedelta(days=1))

    if today is not None:
        assert tomorrow in (today, today + 1)
