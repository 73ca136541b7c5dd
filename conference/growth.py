"""How old somebody is on a day: age, months, school grade, weeks of pregnancy.

Pure: no Flask, no database, no clock.  Every function takes the day it speaks of.
"""

from __future__ import annotations

from datetime import date

GRADES = (
    "年少", "年中", "年長",
    "小1", "小2", "小3", "小4", "小5", "小6",
    "中1", "中2", "中3",
    "高1", "高2", "高3",
)  # fmt: skip
_FIRST_GRADE_AFTER = 4  # 年少 begins in the fourth fiscal year after the year of birth
_LAST_WEEK = 42


def fiscal_year(day: date) -> int:
    """The western year in which the fiscal year of `day` began (1 April)."""
    return day.year if day.month >= 4 else day.year - 1


def school_cohort(birth_date: date) -> int:
    """The year whose April-born children share a class: 1 April still belongs to the year before.

    By law a child born on 1 April turns six on 31 March and enters school the next day.
    """
    return birth_date.year - 1 if (birth_date.month, birth_date.day) <= (4, 1) else birth_date.year


def grade_on(birth_date: date, on: date) -> str | None:
    """年少 … 高3 by age alone; None when younger or older."""
    index = fiscal_year(on) - school_cohort(birth_date) - _FIRST_GRADE_AFTER
    return GRADES[index] if 0 <= index < len(GRADES) else None


def nursery_age_on(birth_date: date, on: date) -> int:
    """The N of 「N歳児クラス」: the age on the fiscal year's 1 April, below 0 before birth."""
    return fiscal_year(on) - school_cohort(birth_date) - 1


def age_on(birth_date: date, on: date) -> int | None:
    """Full years; None before birth.  Born on 29 February: 1 March in common years."""
    months = months_on(birth_date, on)
    return None if months is None else months // 12


def months_on(birth_date: date, on: date) -> int | None:
    """月齢 in full months; None before birth."""
    if on < birth_date:
        return None
    months = (on.year - birth_date.year) * 12 + on.month - birth_date.month
    return months - (on.day < birth_date.day)


def age_label_on(birth_date: date, on: date) -> str:
    """What a roster shows: 学年 if there is one, else 月齢 below three years, else 年齢."""
    grade, months = grade_on(birth_date, on), months_on(birth_date, on)
    if grade or months is None:
        return grade or "出生前"
    years, rest = divmod(months, 12)
    if years >= 3:
        return f"{years}歳"
    return f"{years}歳{rest}か月" if years else f"{rest}か月"


def gestation_on(weeks: int, as_of: date, on: date) -> int | None:
    """Weeks of pregnancy on a day, from the weeks noted `as_of`; None where no pregnancy can be (0–42)."""
    now = weeks + (on - as_of).days // 7
    return now if 0 <= now <= _LAST_WEEK else None
