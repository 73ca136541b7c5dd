"""What stands in the cells, as of the conference's date."""

from __future__ import annotations

from datetime import date

import pytest

import conference.tables  # noqa: F401 - members can only be made once every table is known
from conference.households.models import Household, Member
from conference.rosters import cells

HELD_ON = date(2026, 11, 26)
NEXT = date(2026, 12, 24)


@pytest.mark.parametrize(
    ("member", "age", "reason"),
    [
        (Member(name="湊", birth_date=date(2017, 6, 14)), "小3", "school grade"),
        (Member(name="凪", birth_date=date(2022, 4, 1)), "年中", "1 April belongs to the year before"),
        (Member(name="結", birth_date=date(2026, 2, 3)), "9か月", "months"),
        (
            Member(name="彩", pregnancy_weeks=20, pregnancy_as_of=date(2026, 10, 29)),
            "妊娠24週",
            "four weeks on",
        ),
        (
            Member(name="彩", pregnancy_weeks=39, pregnancy_as_of=date(2026, 10, 1)),
            "出産予定を過ぎました",
            "47 weeks",
        ),
        (Member(name="？"), "", "nothing is known"),
    ],
)
def test_age_of(member: Member, age: str, reason: str) -> None:
    assert cells.age_of(member, HELD_ON) == age, reason


@pytest.mark.parametrize(
    ("day", "text", "mark", "reason"),
    [
        (None, "未定", "", "never blank"),
        (date(2026, 12, 10), "12/10", cells.BEFORE_NEXT, "before the next conference"),
        (NEXT, "12/24", "", "on the next conference"),
        (date(2027, 1, 22), "1/22", "", "later, in the same fiscal year"),
        (date(2027, 4, 2), "R9.4.2", "", "the year is said outside the fiscal year"),
        (date(2026, 11, 20), "11/20", "超過6日", "in words"),
    ],
)
def test_marked_date(day: date | None, text: str, mark: str, reason: str) -> None:
    line = cells.marked_date("見直", day, HELD_ON, NEXT, today=HELD_ON)
    assert (line.text, line.mark) == (text, mark), reason


@pytest.mark.parametrize(("children", "lines", "more"), [(1, 1, 0), (4, 4, 0), (5, 3, 2)])
def test_no_line_is_spent_on_one_more_person(children: int, lines: int, more: int) -> None:
    members = [Member(name=f"子{n}", position=n, birth_date=date(2015 + n, 5, 5)) for n in range(children)]
    shown, rest = cells.member_lines_and_rest(Household(name="春野", members=members), HELD_ON)
    assert (len(shown), rest) == (lines, more)


def test_the_oldest_child_comes_first_and_the_unborn_last() -> None:
    members = [
        Member(name="彩", position=0, pregnancy_weeks=20, pregnancy_as_of=HELD_ON),
        Member(name="凪", position=1, birth_date=date(2020, 5, 5)),
        Member(name="湊", position=2, birth_date=date(2016, 5, 5)),
    ]
    shown = cells.member_lines(Household(name="春野", members=members), HELD_ON)
    assert [line.name for line in shown] == ["湊", "凪", "彩"]


@pytest.mark.parametrize(
    ("member", "stage"),
    [
        (Member(name="彩", pregnancy_weeks=20, pregnancy_as_of=HELD_ON), "妊娠期"),
        (Member(name="結", birth_date=date(2026, 2, 3)), "乳児期"),
        (Member(name="凪", birth_date=date(2023, 5, 3)), "幼児期"),
        (Member(name="湊", birth_date=date(2017, 6, 14)), "小学生"),
        (Member(name="航", birth_date=date(2013, 6, 14)), "中学生"),
        (Member(name="梓", birth_date=date(2010, 6, 14)), "高校生年代"),
        (Member(name="？"), None),
    ],
)
def test_stage_of(member: Member, stage: str | None) -> None:
    assert cells.stage_of(Household(name="春野", members=[member]), HELD_ON) == stage
