from __future__ import annotations

import pytest

from search.analysis import bigrams
from search.results import Segment
from search.snippets import LIMIT, mark, merge, segments, word_shares


def test_words_are_marked_whatever_their_ending() -> None:
    marked = mark("母は歩いて帰った", {"歩く"})
    assert [segment.text for segment in marked if segment.matched] == ["歩い"]


def test_marks_stand_on_what_is_written() -> None:
    marked = mark("一歳半健診とｹﾞｰﾑ", {"ゲーム"}, {"1歳半健診"})
    assert [segment.text for segment in marked if segment.matched] == ["一歳半健診", "ｹﾞｰﾑ"]
    assert "".join(segment.text for segment in marked) == "一歳半健診とｹﾞｰﾑ"


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([(3, 5), (0, 2)], [(0, 2), (3, 5)]),
        ([(0, 2), (2, 4)], [(0, 4)]),
        ([(0, 9), (2, 4)], [(0, 9)]),
        ([], []),
    ],
)
def test_spans_that_touch_are_one(spans: list[tuple[int, int]], merged: list[tuple[int, int]]) -> None:
    assert merge(spans) == merged


def test_a_long_sentence_is_cut_around_its_first_match() -> None:
    shown = segments("前" * 300 + "答え" + "後" * 300, [(300, 302)])
    assert Segment("答え", True) in shown
    assert sum(len(segment.text) for segment in shown) <= LIMIT + 2
    assert shown[0].text.startswith("…")
    assert shown[-1].text.endswith("…")


def test_a_sentence_without_matches_is_shown_from_its_start() -> None:
    assert segments("短い文。", []) == (Segment("短い文。"),)


def test_the_sentence_with_more_of_the_question_comes_first() -> None:
    shares = word_shares(
        ["玄関で足が止まる日が続いた。", "玄関に立った母の声を聞いた。", "足。"], bigrams("玄関で足が止まる")
    )
    assert shares.argmax() == 0
    assert shares[0] > 0.9
