"""The office's file: one group changes, every other line stays as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from conference.wordbook import lines, office_file
from conference.wordbook.errors import GroupChanged, WordbookDamaged, WordbookUnwritable
from search import synonyms

HAND = """\
# みんなの言葉 2026年度
same:
  # 訪問
  - [みまもり隊, 訪問支援]  # 旧町の呼び方
  - ['18トリソミー', "エドワーズ"]

wider:
  生保: [生活保護]
# おわり
"""


def test_a_group_is_put_after_the_others_and_nothing_else_moves() -> None:
    made = lines.changed(HAND, [], ["にこにこ便", "配食"])
    assert made.split("\n") == [*HAND.split("\n")[:5], "  - [にこにこ便, 配食]", *HAND.split("\n")[5:]]


def test_a_group_is_replaced_where_it_stands_with_its_remark() -> None:
    made = lines.changed(HAND, ["みまもり隊", "訪問支援"], ["みまもり隊", "家庭訪問"])
    assert made == HAND.replace("[みまもり隊, 訪問支援]", "[みまもり隊, 家庭訪問]")


def test_a_group_is_taken_out_with_its_line_only() -> None:
    assert lines.changed(HAND, ["18トリソミー", "エドワーズ"], []) == HAND.replace(
        "  - ['18トリソミー', \"エドワーズ\"]\n", ""
    )


EMPTY = [
    ("", "no file"),
    ("same:\n", "a heading alone"),
    ("same: []\n", "an empty list"),
    ("# 覚え書き\n", "a remark alone"),
    ("wider:\n  生保: [生活保護]\n", "another list"),
]


@pytest.mark.parametrize(("text", "why"), EMPTY)
def test_the_first_group_finds_its_place(text: str, why: str) -> None:
    made = lines.changed(text, [], ["A", "B"])
    assert lines.groups_in(made) == [["A", "B"]], why
    for line in text.split("\n"):
        assert line.startswith("same") or line in made, why


ODD_NAMES = ["yes", "1", "null", "a: b", "#x", "[x]", "'", '"', "，", "- x", "𠮷", "*a", "&b", "{}", "x, y"]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_whatever_is_typed_is_read_back_as_typed(name: str) -> None:
    made = lines.changed(HAND, [], [name, "ふつう"])
    assert lines.groups_in(made)[-1] == [name, "ふつう"]
    assert lines.groups_in(lines.changed(made, [name, "ふつう"], ["別"]))[-1] == ["別"]


DAMAGED = [
    ("same: [", "cut off"),
    ("- a\n- b\n", "no list of that name"),
    ("same: みまもり隊\n", "a word in the place of a list"),
    ("same:\n  - みまもり隊\n", "a word in the place of a group"),
    ("\x00", "no text"),
]


@pytest.mark.parametrize(("text", "why"), DAMAGED)
def test_a_damaged_file_is_refused_and_left(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "synonyms.yml").write_text(text, encoding="utf-8")
    with pytest.raises(WordbookDamaged):
        office_file.change(tmp_path, [], ["A", "B"])
    assert (tmp_path / "synonyms.yml").read_text(encoding="utf-8") == text, why


def test_another_way_of_writing_a_list_is_left_to_the_hand_that_wrote_it() -> None:
    with pytest.raises(WordbookDamaged):
        lines.changed("same:\n  - - a\n    - b\n", ["a", "b"], ["c", "d"])
    with pytest.raises(WordbookDamaged):
        lines.changed("same: [[a, b]]\n", [], ["c", "d"])


def test_what_somebody_else_changed_first_is_not_written_over(tmp_path: Path) -> None:
    office_file.change(tmp_path, [], ["A", "B"])
    office_file.change(tmp_path, ["A", "B"], ["A", "C"])
    with pytest.raises(GroupChanged):
        office_file.change(tmp_path, ["A", "B"], ["A", "D"])
    assert office_file.groups(tmp_path) == [["A", "C"]]


def test_the_search_reads_what_the_screen_writes(tmp_path: Path) -> None:
    office_file.change(tmp_path, [], ["みまもり隊", "訪問支援"])
    assert synonyms.office_groups(tmp_path / office_file.NAME) == office_file.groups(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["synonyms.yml"], "nothing is left beside it"


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    (tmp_path / "kb").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(WordbookUnwritable):
        office_file.change(tmp_path / "kb", [], ["A", "B"])
