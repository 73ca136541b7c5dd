"""The people named in one cell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conference.importing.members import Member, parse_members

BORN = date(2017, 6, 14)
CELLS = [
    ("青葉 湊（長男）、青葉 凪（長女）", [Member("青葉 湊", "長男"), Member("青葉 凪", "長女")], "the usual form"),
    ("織部 結愛（第1子、妊娠28週）", [Member("織部 結愛", "第1子", pregnancy_weeks=28)], "a pregnancy in the brackets"),
    ("織部 結愛、妊娠28週", [Member("織部 結愛", pregnancy_weeks=28)], "a pregnancy behind a comma is no person"),
    ("織部 結愛（２８ｗ）", [Member("織部 結愛", pregnancy_weeks=28)], "w for weeks, full width"),
    ("織部 結愛（妊娠99週）", [Member("織部 結愛", note="妊娠99週")], "no such week"),
    ("母：織部 結愛（妊娠28週）", [Member("織部 結愛", "母", pregnancy_weeks=28)], "the relation before the name"),
    ("母 織部 結愛 妊娠28週", [Member("織部 結愛", "母", pregnancy_weeks=28)], "no brackets at all"),
    ("胎児（妊娠20週）", [Member("胎児", "胎児", pregnancy_weeks=20)], "a child not born"),
    ("母", [Member("母", "母")], "only a relation"),
    ("ファム ミン アン（長男）", [Member("ファム ミン アン", "長男")], "blanks inside a foreign name"),
    ("ファム・ミン・アン（長男）", [Member("ファム・ミン・アン", "長男")], "middle dots inside a foreign name"),
    ("湊（小3）・凪（年長）", [Member("湊", note="小3"), Member("凪", note="年長")], "middle dots between people"),
    ("湊／凪", [Member("湊"), Member("凪")], "a slash between people"),
    ("湊(H29.6.14生)\n凪", [Member("湊", birth_date=BORN), Member("凪")], "a birth date, a line break"),
    ("湊（H29/6/14、長男）", [Member("湊", "長男", BORN)], "slashes of a date do not part people"),
    ("青葉 湊（あおば みなと）（長男）", [Member("青葉 湊", "長男", kana="あおば みなと")], "a reading with its blank"),
    ("あおば みなと\n青葉 湊（長男）", [Member("青葉 湊", "長男", kana="あおば みなと")], "the reading on the line above"),
    ("さくら\n湊", [Member("さくら"), Member("湊")], "a name in kana is no reading"),
    ("青葉 湊（ｱｵﾊﾞ ﾐﾅﾄ）", [Member("青葉 湊", kana="ｱｵﾊﾞ ﾐﾅﾄ")], "a half-width reading stays"),
    ("青葉 湊（長男） 青葉 凪（長女）", [Member("青葉 湊", "長男"), Member("青葉 凪", "長女")], "only a blank between"),
    ("青葉湊（長男）青葉凪（長女）", [Member("青葉湊", "長男"), Member("青葉凪", "長女")], "nothing between"),
    ("①湊 ②凪", [Member("湊"), Member("凪")], "circled numbers"),
    ("１．湊　２．凪", [Member("湊"), Member("凪")], "numbers with a point"),
    ("湊（長男（小3））", [Member("湊", "長男", note="小3")], "brackets in brackets"),
    ("湊（長男", [Member("湊", "長男")], "a bracket that does not close"),
    ("青葉 湊（長男）他2名", [Member("青葉 湊", "長男", note="他2名")], "others uncounted"),
    ("青葉 湊、ほか2人", [Member("青葉 湊", note="ほか2人")], "others behind a comma"),
    ("外崎 翔（長男）", [Member("外崎 翔", "長男")], "a family name that begins like 外2名"),
    ("孫 悟（長男）", [Member("孫 悟", "長男")], "a family name that is also a relation"),
    ("髙﨑 邊（長女）", [Member("髙﨑 邊", "長女")], "old character forms stay"),
    ("\ue000田 湊", [Member("\ue000田 湊")], "the office's own characters stay"),
    ("小鳥遊　奏多", [Member("小鳥遊　奏多")], "a full-width blank stays"),
    ("長男 湊、長女 凪", [Member("湊", "長男"), Member("凪", "長女")], "relations first"),
    ("ほか2人", [], "nobody named"),
    ("（長男）", [], "a relation of nobody"),
    ("―", [], "a dash"),
    ("", [], "empty"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected", "reason"), CELLS)
def test_members(cell: str, expected: list[Member], reason: str) -> None:
    assert expected == list(parse_members(cell)), reason


@given(st.text(alphabet="青葉湊凪 　（）()、・/／\n①他2名長男女母妊娠週H29.6.14ファム", max_size=60))
def test_nothing_typed_breaks_it_and_nobody_is_nameless(cell: str) -> None:
    assert all(member.name.strip() for member in parse_members(cell))


@given(st.text(max_size=200))
def test_any_text_is_read(cell: str) -> None:
    assert len(parse_members(cell)) <= len(cell)
