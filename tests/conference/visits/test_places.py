"""Which children of a roster go to the place that is visited."""

from __future__ import annotations

import pytest

from conference.visits.places import is_at


@pytest.mark.parametrize(
    ("affiliation", "place", "same", "reason"),
    [
        ("さつき野小学校", "さつき野小学校", True, "as it is"),
        ("さつき野小 3年2組", "市立さつき野小学校", True, "short, with a class; who runs it is left out"),
        ("さつき野小（3年）", "さつき野小学校", True, "a class in brackets"),
        ("ヒバリ保育園　年長", "ひばり保育所", True, "other kana, another word for a nursery"),
        ("国立第二小学校2年", "第二小学校", True, "who runs it stands on the roster's side"),
        ("川辺認定こども園", "川辺こども園", True, "its legal kind is left out"),
        ("みどり台高校", "みどり台高等学校", True, "a high school"),
        ("さつき野中", "さつき野小学校", False, "another kind of school"),
        ("第一小規模保育", "第一小", False, "begins alike, goes on as another word"),
        ("南さつき野小", "さつき野小学校", False, "ends alike"),
        ("川辺こども園分園", "川辺こども園", False, "a branch is a place of its own"),
        ("", "さつき野小学校", False, "nobody wrote it down"),
        ("小1", "小", False, "one letter is no name"),
    ],
)
def test_same_place(affiliation: str, place: str, same: bool, reason: str) -> None:
    assert is_at(affiliation, place) is same, reason
