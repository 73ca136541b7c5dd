"""Rows gathered into households, never two families into one."""

from __future__ import annotations

from conference.importing.households import group_households
from tests.conference.importing.books import a_row, roster


def names(*rows: object) -> list[list[str | None]]:
    return [[row.name for row in household.rows] for household in group_households(roster(*rows).rows)]  # type: ignore[arg-type]


def test_rows_of_one_number_are_siblings_even_when_apart() -> None:
    apart = [a_row(氏名="さくら"), a_row(番号="R8-002", 世帯="夏木", 氏名="澪"), a_row(氏名="大地")]

    assert names(*apart) == [["さくら", "大地"], ["澪"]]


def test_a_blank_household_continues_the_row_above() -> None:
    assert names(a_row(氏名="さくら"), a_row(番号=None, 世帯=None, 氏名="大地")) == [["さくら", "大地"]]


def test_two_families_of_one_name_stay_apart() -> None:
    same = [a_row(番号=None, 世帯="佐藤", 氏名="佐藤 湊"), a_row(番号=None, 世帯="佐藤", 氏名="佐藤 凪")]

    assert names(*same) == [["佐藤 湊"], ["佐藤 凪"]]


def test_a_full_name_of_the_guardian_joins_siblings() -> None:
    same = [a_row(番号=None, 世帯="佐藤 花子", 氏名="湊"), a_row(番号=None, 世帯="佐藤 花子", 氏名="凪")]

    assert names(*same) == [["湊", "凪"]]


def test_the_name_of_a_household_without_its_column_is_the_first_persons_family_name() -> None:
    found = roster(a_row(氏名="春野 さくら"), mapping={1: None})

    assert group_households(found.rows)[0].name == "春野"


def test_a_person_named_in_two_rows_is_one_member() -> None:
    rows = [a_row(氏名="さくら（長女）、大地（長男）"), a_row(氏名="大地（長男）", 生年月日="R3.6.1")]
    household = group_households(roster(*rows).rows)[0]

    assert [member.name for member in household.members] == ["さくら", "大地"]
