"""From a file's bytes to roster rows and doubts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conference.importing import errors
from conference.importing.households import group_households
from conference.importing.roster import read_roster
from tests.conference.importing.books import (
    HEADINGS,
    ROW,
    SAMPLE,
    TODAY,
    a_row,
    csv,
    messages,
    repacked,
    roster,
    xlsx,
)


def test_the_sample_gives_twelve_households_and_one_doubt_about_a_grade() -> None:
    found = read_roster(SAMPLE.read_bytes(), today=TODAY)

    assert 12 == len(found.rows) == len(group_households(found.rows))
    assert messages(found) == ["生年月日では小2ですが、名簿は小1です。どちらかを直してください。"]
    assert (found.warnings[0].row, found.warnings[0].column) == (9, "所属・学年")
    assert date(2026, 11, 26) == found.reference
    assert all(row.review_on for row in found.rows)


def test_a_row_in_the_contracts_shape() -> None:
    said = roster(ROW).to_json()

    assert list(said) == ["rows", "columns", "warnings"]
    row = said["rows"][0]  # type: ignore[index]
    assert row == {
        "row": 2,
        "case_number": "R8-001",
        "household": "春野",
        "name": "春野 さくら（長女）",
        "members": [
            {"name": "春野 さくら", "relation": "長女", "birth_date": "2018-05-20", "pregnancy_weeks": None, "kana": None, "note": None}
        ],
        "birth_date": "2018-05-20",
        "affiliation": "わかば小 2年",
        "lead": "児福 山田",
        "lead_function": None,
        "category": "要支援",
        "concern": None,
        "situation": "欠席14日",
        "last_policy": "電話",
        "review_on": "2026-12-10",
        "plan_review_on": None,
        "workers": "児福 山田",
        "kana": None,
        "registration_number": None,
        "registered_on": None,
    }  # fmt: skip
    assert said["columns"]["世帯"] == {  # type: ignore[index]
        "column": "B",
        "field": "household",
        "sure": "確か",
        "samples": ["春野"],
    }


LEDGER = (
    ("No.", "ケース番号", "氏名", "ﾌﾘｶﾞﾅ", "生年月日", "学校・園", "学年", "主担当", "種別", "経過", "援助方針", "評価日"),
    (1, "R8-021", "髙﨑 さくら", "ﾊﾙﾉ ｻｸﾗ", "H30.5.20", "わかば小", "2年", "児童福祉", "要支援", "①電話 ②訪問", "電話", "R8.12.10"),
)  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    row = read_roster(csv(*LEDGER, encoding=encoding, delimiter=delimiter), today=TODAY).rows[0]

    assert (row.case_number, row.name, row.kana) == ("R8-021", "髙﨑 さくら", "ﾊﾙﾉ ｻｸﾗ")
    assert (row.affiliation, row.situation) == ("わかば小 2年", "①電話 ②訪問")
    assert (row.lead, row.lead_function, row.household) == ("児童福祉", "児童福祉", None)
    assert date(2026, 12, 10) == row.plan_review_on


def test_a_line_break_inside_a_quoted_cell_is_no_new_row() -> None:
    found = read_roster('氏名,区分,経過\r\n春野,要支援,"9月\r\n10月"\r\n'.encode("cp932"), today=TODAY)

    assert [row.situation for row in found.rows] == ["9月\n10月"]


def test_old_forms_and_the_offices_own_characters_stay() -> None:
    for name in ("髙﨑 邊", "渡邉 𠮷", "\ue001田 湊"):
        assert name == roster(a_row(氏名=name)).rows[0].name


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["合計", None, "2世帯"]], "a total"),
        ([["計", 2, None, None, None, "要保護1"]], "a short total"),
        ([["【継続ケース】"]], "a dividing line"),
        ([["要保護"]], "a 区分 as a dividing line"),
        ([["----", "----", "----"]], "a drawn line"),
        ([list(HEADINGS)], "the headings once more"),
        ([["（備考）会議のあとに回収する。"]], "a remark"),
        ([["※印は新規", None, "春に確認"]], "a remark in two cells"),
        ([["R8-099"]], "a number prepared for a household to come"),
        ([["要保護", 5, "要支援", 7]], "counts"),
        ([[], ["区分", "世帯の数"], ["要保護", "五"]], "a small table further down"),
        ([[None, None, "春野のことは児福に聞く。"]], "a sentence under the names"),
    ],
)
def test_these_are_no_rows(rows: list[list[object]], reason: str) -> None:
    found = roster(a_row(), *rows, a_row(番号="R8-002", 世帯="夏木"))

    assert [row.case_number for row in found.rows] == ["R8-001", "R8-002"], reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([None, "国分"], "a household that was only named"),
        (["R8-077", None, None, "H30.5.20", "わかば小 2年", "要支援"], "a numbered row without names"),
        ([None, None, "計良 湊", "H30.5.20"], "a name that begins like a total"),
    ],
)
def test_these_are_rows(row: list[object], reason: str) -> None:
    assert len(roster(a_row(), row).rows) == 2, reason


def test_a_merged_cell_holds_for_each_of_its_rows() -> None:
    data = xlsx(
        HEADINGS,
        a_row(氏名="春野 さくら"),
        a_row(番号=None, 世帯=None, 氏名="春野 大地", 生年月日="R3.6.1", **{"所属・学年": "年長"}),
        a_row(番号="R8-002", 世帯="夏木", 氏名="夏木 澪"),
        merges=("A2:A3", "B2:B3"),
    )
    found = read_roster(data, today=TODAY)

    assert [row.case_number for row in found.rows] == ["R8-001", "R8-001", "R8-002"]
    assert [row.household for row in found.rows] == ["春野", "春野", "夏木"]
    assert [len(household.rows) for household in group_households(found.rows)] == [2, 1]


@pytest.mark.parametrize(
    ("changes", "message", "reason"),
    [
        ({"見直し予定日": "13/45"}, "「13/45」を日付として読めません", "no such day"),
        ({"見直し予定日": "平成32年3月31日"}, "令和2年3月31日ではありませんか", "beyond its era"),
        ({"生年月日": "5/20"}, "「5/20」を日付として読めません", "a birth date needs its year"),
        ({"生年月日": "R9.1.1"}, "会議の日より後です", "born after the conference"),
        ({"所属・学年": "わかば小 3年"}, "生年月日では小2ですが、名簿は小3です", "a grade too high"),
        ({"区分": "終結予定"}, "区分「終結予定」は決まった区分にありません", "no such 区分"),
        ({"区分": "特別妊婦"}, "「特定妊婦」に直して", "a common slip"),
        ({"世帯": None, "氏名": None}, "世帯も氏名も書かれていません", "nobody named"),
        ({"前回の方針": "#REF!"}, "式の結果が「#REF!」", "a broken formula"),
        ({"前回の方針": "=A1&B1"}, "式の結果が保存されていない", "a formula never worked out"),
    ],
)
def test_a_doubt_names_row_column_and_what_to_do(
    changes: dict[str, object], message: str, reason: str
) -> None:
    found = roster(a_row(**changes))

    assert len(found.warnings) == 1, reason
    assert message in found.warnings[0].message, reason
    assert (found.warnings[0].row, found.warnings[0].column in HEADINGS) == (2, True), reason


def test_what_a_cell_does_not_say_is_none() -> None:
    row = roster(a_row(**{"所属・学年": "―", "担当者": "－", "見直し予定日": "未定", "区分": None})).rows[0]

    assert (row.affiliation, row.workers, row.review_on, row.category) == (None, None, None, None)


def test_a_case_number_under_two_households_is_doubtful() -> None:
    found = roster(a_row(), a_row(世帯="夏木", 氏名="夏木 澪"))

    assert messages(found) == [
        "ケース番号「R8-001」が「春野」（2行目）と「夏木」の両方にあります。番号を確かめてください。"
    ]


def test_the_same_child_twice_is_doubtful_and_siblings_are_not() -> None:
    assert "2行目にもあります" in messages(roster(a_row(), a_row()))[0]
    assert not messages(roster(a_row(), a_row(氏名="春野 大地", 生年月日="R3.6.1", **{"所属・学年": "年長"})))


def test_dates_as_cells_serials_and_in_the_1904_system() -> None:
    day = datetime(2026, 12, 10)  # noqa: DTZ001 - spreadsheet cells have no zone
    rows = (a_row(見直し予定日=day), a_row(番号="R8-002", 見直し予定日=46366))

    assert {date(2026, 12, 10)} == {row.review_on for row in roster(*rows).rows}
    late = read_roster(xlsx(HEADINGS, a_row(見直し予定日=46366 - 1462), date1904=True), today=TODAY)
    assert date(2026, 12, 10) == late.rows[0].review_on


def test_month_and_day_take_their_year_from_the_title() -> None:
    data = xlsx(["令和9年2月 名簿"], HEADINGS, a_row(見直し予定日="4/10", **{"所属・学年": "わかば小 2年"}))

    assert date(2027, 4, 10) == read_roster(data, today=TODAY).rows[0].review_on


def test_birth_dates_of_siblings_in_one_cell() -> None:
    row = roster(a_row(氏名="さくら、大地", 生年月日="H30.5.20\nR3.6.1(5歳)")).rows[0]

    assert [date(2018, 5, 20), date(2021, 6, 1)] == [member.birth_date for member in row.members]
    assert date(2018, 5, 20) == row.birth_date


def test_the_reading_that_excel_keeps_beside_a_name_is_no_part_of_it() -> None:
    data = repacked(
        SAMPLE.read_bytes(),
        lambda _, content: content.replace(
            "<t>春野</t>".encode(),
            '<r><t>春</t></r><r><t>野</t></r><rPh sb="0" eb="2"><t>ハルノ</t></rPh>'.encode(),
        ),
    )

    assert read_roster(data, today=TODAY).rows[0].household == "春野"


@pytest.mark.parametrize(
    ("heading", "cell", "weeks"),
    [
        ("妊娠週数", "28週", 28),
        ("妊娠週数", 28, 28),
        ("妊娠週数", "不明", None),
        ("学年", "妊娠28週", 28),
        ("学年", "小3", None),
    ],
)
def test_weeks_of_pregnancy_beside_the_name(heading: str, cell: object, weeks: int | None) -> None:
    data = xlsx(["世帯", "氏名", "区分", heading], ["夏木", "夏木 澪", "特定妊婦", cell])

    assert [member.pregnancy_weeks for member in read_roster(data, today=TODAY).rows[0].members] == [weeks]


def test_formula_results_are_read() -> None:
    data = repacked(
        xlsx(HEADINGS, a_row(前回の方針="=1+1")),
        lambda _, content: content.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        ),
    )
    found = read_roster(data, today=TODAY)

    assert (found.rows[0].last_policy, messages(found)) == ("2", [])


def test_the_sheet_that_looks_like_a_roster_is_read_and_others_are_named() -> None:
    more: dict[str, Sequence[Sequence[object]]] = {
        "10月": [HEADINGS, a_row(世帯="十月")],
        "要領": [["区分の選び方"]],
    }
    found = read_roster(
        xlsx(["表紙"], sheet="表紙", more={"11月": [HEADINGS, ROW, a_row(番号="R8-002")], **more}),
        today=TODAY,
    )

    assert (found.sheet_name, found.other_sheets) == ("11月", ("10月",))
    assert "「10月」も名簿のように見えます" in messages(found)[0]


def test_another_sheet_can_be_chosen() -> None:
    data = xlsx(HEADINGS, ROW, more={"10月": [HEADINGS, a_row(世帯="十月")]})

    assert read_roster(data, today=TODAY, sheet="10月").rows[0].household == "十月"


def test_hidden_sheets_are_left_alone() -> None:
    data = xlsx(HEADINGS, ROW, more={"隠し": [HEADINGS, *[a_row(世帯="隠")] * 5]}, hidden=["隠し"])
    found = read_roster(data, today=TODAY)

    assert (found.sheet_name, found.other_sheets) == ("名簿", ())


def test_a_person_corrects_a_column() -> None:
    found = roster(ROW, mapping={6: "concern", 7: None})

    assert (found.rows[0].concern, found.rows[0].situation, found.rows[0].last_policy) == (
        "欠席14日",
        None,
        None,
    )


def test_without_a_household_or_name_nothing_is_read() -> None:
    with pytest.raises(errors.HeadingsMissing):
        roster(ROW, mapping={1: None, 2: None})


def test_a_table_of_unknown_headings_is_read_as_a_person_says() -> None:
    data = xlsx(["あ", "い", "う"], ["甲", "春野", "要支援"], ["乙", "夏木", "要保護"])

    found = read_roster(data, today=TODAY, mapping={1: "household", 2: "category"})

    assert [(row.household, row.category) for row in found.rows] == [("春野", "要支援"), ("夏木", "要保護")]


def test_20000_rows() -> None:
    rows = ([f"R8-{n:05}", f"世帯{n}", f"子{n}（長男）", "R2.5.5", "要支援"] for n in range(20_000))
    found = read_roster(csv(("番号", "世帯", "氏名", "生年月日", "区分"), *rows), today=TODAY)

    assert (len(found.rows), messages(found)) == (20_000, [])
    assert len(group_households(found.rows)) == 20_000


CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.sampled_from(["要支援", "R8.12.1", "13/45", "合計", "=1", "―"])
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), min_size=1, max_size=4))
def test_no_cell_breaks_the_reading(rows: list[list[str | None]]) -> None:
    text = "\r\n".join(
        "\t".join((cell or "").replace("\t", "").replace("\x00", "") for cell in row)
        for row in [HEADINGS, ROW, *rows]
    )

    try:
        found = read_roster(text.encode("utf-8", "ignore"), today=TODAY)
    except errors.ImportRefused:
        return
    assert found.to_json()["rows"]
