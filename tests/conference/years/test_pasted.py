"""Rows pasted from a spreadsheet: what it writes is read back, its headings and totals are no lines."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.decisions.fields import clean
from conference.years.pasted import Lines, cells_of, read

SCHOOLS = ("学校", "センターの把握数", "SSWの把握数")
UNDERTAKINGS = ("取組", "計画", "実績")
LINE = ("さつき野小学校", "12", "9")

cells = st.text(st.sampled_from("校12\"\t\n\r 　,'（"), max_size=6)
tables = st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5)


@given(tables)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    written = StringIO(newline="")
    csv.writer(written, "excel-tab").writerows(rows)
    assert cells_of(clean(written.getvalue())) == [[clean(cell) for cell in row] for row in rows]


@given(st.text(st.sampled_from('学校A1"\t\n '), max_size=40))
def test_no_word_is_lost_whatever_is_pasted(text: str) -> None:
    read_back = "".join(cell for row in cells_of(text) for cell in row)
    assert _without_marks(read_back) == _without_marks(text)


def _without_marks(text: str) -> str:
    return "".join(text.replace('"', "").split())


@pytest.mark.parametrize(
    ("text", "rows", "reason"),
    [
        ('さつき野小学校\t"4月\n7月"\t9', [["さつき野小学校", "4月\n7月", "9"]], "a line break in a cell"),
        ('"居場所「""フィット""」"\t1', [['居場所「"フィット"」', "1"]], "quotes in a quoted cell"),
        ('居場所"フィット"\t1', [['居場所"フィット"', "1"]], "quotes as a person writes them"),
        (
            '"フィット"の会\t1\n学習会\t2',
            [['"フィット"の会', "1"], ["学習会", "2"]],
            "no spreadsheet wrote this",
        ),
        ('"開いたまま\t1\n学習会\t2', [['"開いたまま', "1"], ["学習会", "2"]], "a quote that nobody closes"),
        (f"{'あ' * 140_000}\t1", [["あ" * 140_000, "1"]], "longer than the reader takes"),
    ],
)
def test_cells(text: str, rows: list[list[str]], reason: str) -> None:
    assert cells_of(text) == rows, reason


@pytest.mark.parametrize(
    ("row", "headings", "reason"),
    [
        ("学校\tセンターの把握数\tSSWの把握数", SCHOOLS, "as the screen calls them"),
        ("学校\tセンターの把握数\tSSWの把握数\t差", SCHOOLS, "as the record shows them"),
        ("学校名", SCHOOLS, "the names alone"),
        ("学 校 名\t4月\t5月", SCHOOLS, "spaces between the letters"),
        ("名称\t人数", SCHOOLS, "any name"),
        ("\tセンター\tＳＳＷ", SCHOOLS, "nothing over the names, short and wide"),
        ("機関\tセンター（人）\tSSW(人)", SCHOOLS, "with what they count"),
        ("取組\t計画\t実績", UNDERTAKINGS, "the other table"),
        ("事業\t計画\t実績\t備考", UNDERTAKINGS, "and one column more"),
    ],
)
def test_a_heading_is_no_line(row: str, headings: tuple[str, ...], reason: str) -> None:
    assert read(f"\n{row}\n" + "\t".join(LINE), headings) == Lines((LINE,), headings_and_totals=1), reason


@pytest.mark.parametrize(
    "name", ["合計", "計", "総計", "小計", "（合計）", "(計)", "合　計", "合計（両方に数のある行）", " 計 "]
)
def test_a_total_is_no_line(name: str) -> None:
    found = read(f"{name}\t12\t9\n" + "\t".join(LINE) + f"\n{name}\t12\t9\n", SCHOOLS)
    assert found == Lines((LINE,), headings_and_totals=2)


@pytest.mark.parametrize(
    ("text", "headings", "reason"),
    [
        ("計画相談\t3\t4", UNDERTAKINGS, "a name that begins like a total"),
        ("合計特殊出生率の話\t3\t4", UNDERTAKINGS, "and one that begins like another"),
        ("全体\t3\t4", SCHOOLS, "the line of the whole is one"),
        ("学校訪問\t計画\t実績なし", UNDERTAKINGS, "not each of its cells is a heading"),
        ("さつき野小学校\t\t", SCHOOLS, "nothing beside the name"),
        ("さつき野小学校\t不明\t不明", SCHOOLS, "words are no headings"),
    ],
)
def test_what_is_a_line_all_the_same(text: str, headings: tuple[str, ...], reason: str) -> None:
    assert read(text, headings) == Lines((tuple(text.split("\t")),)), reason


def test_a_heading_further_down_is_a_line() -> None:
    """Only what stands on top says what columns are called: below it may be a name."""
    assert [row[0] for row in read("若葉小学校\n学校", SCHOOLS).rows] == ["若葉小学校", "学校"]


def test_further_columns_are_counted() -> None:
    assert read("若葉小学校\t1\t2\t備考\n桜小学校\t1\t2\t \n\t\n", SCHOOLS) == Lines(
        (("若葉小学校", "1", "2"), ("桜小学校", "1", "2")), beyond=1
    )
