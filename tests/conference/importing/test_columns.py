"""Headings, and what the cells say about them."""

from __future__ import annotations

import pytest

from conference.importing.columns import Sure, Table, find_table
from conference.importing.fields import FIELDS, field_of
from conference.importing.reading import read_book
from tests.conference.importing.books import HEADINGS, ROW, a_row, xlsx


def table(*rows: object, merges: tuple[str, ...] = ()) -> Table:
    found = find_table(read_book(xlsx(*rows, merges=merges)).sheets[0])  # type: ignore[arg-type]
    assert found is not None
    return found


def fields(found: Table) -> list[str | None]:
    return [column.field for column in found.columns]


@pytest.mark.parametrize(
    ("heading", "field", "reason"),
    [
        ("ケース番号", "case_number", "plain"),
        ("ケース No.", "case_number", "a blank and a point"),
        ("№", "case_number", "one character"),
        ("児童（続柄）", "name", "an aside in brackets"),
        ("氏　名", "name", "spaced out"),
        ("ﾌﾘｶﾞﾅ", "kana", "half width"),
        ("生年\n月日", "birth_date", "broken over lines"),
        ("生年月日（年齢）", "birth_date", "the age with it"),
        ("①現在の状況", "situation", "numbered"),
        ("学校・園", "affiliation", "school or nursery"),
        ("主たる担当機能", "lead_function", "the function"),
        ("主担当", "lead", "the person or the function"),
        ("種別", "category", "an older word"),
        ("援助方針", "last_policy", "an older word"),
        ("見直し予定日※", "review_on", "a mark behind"),
        ("評価日", "plan_review_on", "of the サポートプラン"),
        ("要対協登録番号", "registration_number", "not the case number"),
        ("児童の氏名・年齢等", "name", "a longer heading around a known word"),
        ("保護者生年月日", None, "a grown-up's birth date"),
        ("対象児童等", "name", "等 behind"),
        ("母氏名", None, "a grown-up's name"),
        ("協議結果", None, "decided at the conference, not imported"),
        ("春野 さくら", None, "a name is no heading"),
        ("", None, "empty"),
        ("世帯" * 30, None, "a text is no heading"),
    ],
)
def test_heading(heading: str, field: str | None, reason: str) -> None:
    found = field_of(heading)

    assert field == (found[0] if found else None), reason


def test_every_field_can_be_found_by_the_name_staff_see() -> None:
    named = {field: field_of(label) for field, label in FIELDS.items()}

    assert not [field for field, found in named.items() if not found or found[0] != field]


def test_title_rows_are_no_headings() -> None:
    found = table(["令和8年11月 名簿"], ["会場：第３会議室"], HEADINGS, ROW, merges=("A1:J1",))

    assert (found.first_heading_row, found.last_heading_row) == (3, 3)
    assert fields(found)[:4] == ["case_number", "household", "name", "birth_date"]


def test_two_heading_rows_under_merged_cells() -> None:
    found = table(
        ["番号", "対象世帯", None, "区分", "前回", None],
        [None, "世帯", "児童", None, "方針", "見直し予定日"],
        ["R8-001", "春野", "さくら", "要支援", "電話", "R8.12.10"],
        merges=("A1:A2", "B1:C1", "D1:D2", "E1:F1"),
    )

    assert (found.first_heading_row, found.last_heading_row) == (1, 2)
    assert fields(found) == ["case_number", "household", "name", "category", "last_policy", "review_on"]


def test_two_heading_rows_tell_the_guardian_from_the_child() -> None:
    found = table(
        ["番号", "保護者", None, "児童", None],
        [None, "氏名", "生年月日", "氏名", "生年月日"],
        ["R8-001", "春野 花", "H2.1.1", "春野 さくら", "H30.5.20"],
        merges=("B1:C1", "D1:E1"),
    )

    assert fields(found) == ["case_number", "household", None, "name", "birth_date"]


def test_a_running_number_is_no_case_number() -> None:
    found = table(["No.", "氏名", "区分"], [1, "春野", "要支援"], [2, "夏木", "要保護"])

    assert fields(found) == [None, "name", "category"]


def test_a_running_number_beside_the_case_number() -> None:
    found = table(["番号", "ケース番号", "氏名"], [1, "R8-001", "春野"], [2, "R8-002", "夏木"])

    assert fields(found) == [None, "case_number", "name"]


def test_a_running_number_between_dividing_lines() -> None:
    rows = [["【要保護】"], [1, "春野", "要保護"], ["【要支援】"], [2, "夏木", "要支援"], ["合計", 2]]

    assert fields(table(["番号", "氏名", "区分"], *rows))[0] is None


def test_kinds_of_abuse_are_no_category() -> None:
    found = table(["氏名", "種別", "主訴"], ["春野", "身体的虐待", "x"], ["夏木", "ネグレクト", "y"])

    assert fields(found) == ["name", None, "concern"]


def test_numbers_that_do_not_run_are_case_numbers() -> None:
    found = table(["番号", "氏名", "区分"], [1043, "春野", "要支援"], [877, "夏木", "要保護"])

    assert fields(found)[0] == "case_number"


def test_of_two_columns_for_one_field_the_usual_word_wins() -> None:
    found = table(["世帯", "氏名", "経過", "現在の状況"], ["春野", "さくら", "a", "b"])

    assert fields(found) == ["household", "name", None, "situation"]


def test_how_sure_and_samples() -> None:
    found = table(["世帯", "氏名", "生年月日", "区分"], ["春野", "さくら", "たぶん春", "要支援"])
    sure = {column.heading: column.sure for column in found.columns}

    assert Sure.LIKELY is sure["生年月日"], "no cell is a date"
    assert Sure.CERTAIN is sure["区分"]
    assert found.columns[1].samples == ("さくら",)


def test_three_samples_from_the_first_cells_that_say_anything() -> None:
    found = table(HEADINGS, *[a_row(世帯=name) for name in (None, "甲", "乙", "丙", "丁")])

    assert found.columns[1].samples == ("甲", "乙", "丙")


def test_a_column_without_heading_is_shown_too() -> None:
    found = table(["世帯", "氏名", None, "区分"], ["春野", "さくら", "x", "要支援"])

    assert (found.columns[2].heading, found.columns[2].field, found.columns[2].samples) == ("", None, ("x",))


def test_a_person_can_choose_another_column() -> None:
    sheet = read_book(xlsx(["世帯", "氏名", "ほかの欄"], ["春野", "さくら", "みどり"])).sheets[0]
    found = find_table(sheet, {2: "name"})

    assert found is not None
    assert fields(found) == ["household", None, "name"]
    assert Sure.CHOSEN is found.columns[2].sure


def test_200_columns() -> None:
    found = table([*HEADINGS, *(f"追加{n}" for n in range(190))], [*ROW, *["x"] * 190])

    assert len(found.columns) == 200
    assert len(found.by_field) == 10
