"""A grade as rosters write it, and whether it fits a birth date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from conference.growth import age_on, grade_on, nursery_age_on

_LEVEL = re.compile(r"(小|中|高)(?:学校|学部|等学校|等部|学|校)?(?:生)?(?=$|[\s0-9(,、・/\-]|第|[1-6]年)")
_YEAR = re.compile(r"([1-6])(?:年生?(?!度|間|前)|-[0-9]{1,2}(?:組)?|(?=$|[\s,、・/)]))")
_BRACKETED = re.compile(r"\([^()]*\)")
_KINDER = re.compile(r"年[少中長](?!者)")
_NURSERY = re.compile(r"([0-5])歳児")
_KANJI = str.maketrans("一二三四五六", "123456")
_KANJI_YEAR = re.compile("[一二三四五六](?=年)")
_NURSERY_NAMES = {3: "年少", 4: "年中", 5: "年長"}


def grades_in(text: str) -> tuple[str, ...]:
    """Every grade a cell names: 小3 … 高3, 年少 … 年長, N歳児 below that."""
    folded = unicodedata.normalize("NFKC", text)
    folded = _KANJI_YEAR.sub(lambda found: found.group().translate(_KANJI), folded)
    parts = re.split(r"[、,\n/]", folded)
    found = tuple(grade for part in parts if (grade := _grade(part) or _grade(_BRACKETED.sub(" ", part))))
    whole = None if found else _grade(" ".join(parts))  # school and grade on two lines
    return found or ((whole,) if whole else ())


def misfit(text: str, birth_date: date, on: date) -> tuple[str, str] | None:
    """(grade by birth date, grade as written) where they disagree on the day; None where they fit."""
    written = grades_in(text)
    expected = grade_on(birth_date, on)
    if not written or expected in written:
        return None
    by_age = {f"{nursery_age_on(birth_date, on)}歳児", f"{age_on(birth_date, on)}歳児"}
    class_names = {_NURSERY_NAMES.get(int(age[0])) for age in by_age if age[:1].isdigit() and age[1] == "歳"}
    if (by_age | class_names) & set(written):
        return None
    return expected or _by_age(birth_date, on), written[0]


def _by_age(birth_date: date, on: date) -> str:
    age = age_on(birth_date, on)
    return "生まれる前" if age is None else f"{age}歳"


def _grade(part: str) -> str | None:
    if found := _KINDER.search(part):
        return found.group()
    if found := _NURSERY.search(part):
        return _NURSERY_NAMES.get(int(found[1]), f"{found[1]}歳児")
    levels = list(_LEVEL.finditer(part))
    if not levels:
        return None
    year = _YEAR.search(part, levels[-1].end())
    if year is None or (levels[-1][1] != "小" and int(year[1]) > 3):
        return None
    return f"{levels[-1][1]}{year[1]}"
