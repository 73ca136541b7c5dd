from __future__ import annotations

import random

import numpy as np
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
        ["玄関で足が止まる日が続いた。", "玄関に立った母の声を聞いた。", "足。"],
        [bigrams("玄関で足が止まる")],
    )
    assert shares.argmax() == 0
    assert shares[0] > 0.9


ENDS = [
    "スーパー〜",
    "十",
    "月が出た",
    "3",
    "箇",
    "か",
    "ﾞがつく",
    "ΑΣ",
    "Σ",
    "々",
    "々々の",
    "",
    "母",
    "a_b c",
]
ASKED = ["ースーパーか月月が10月3箇月", "母 子", "ΑΣΣ", "々々の々", "a b c", "が つ ーか", "スーパーで 月"]


def test_sentences_spelt_together_hold_what_each_holds_alone() -> None:
    """Whatever stands at the end of one sentence and at the beginning of the next."""
    choose = random.Random(7)
    for _ in range(300):
        told = [choose.choice(ENDS) + choose.choice(["", "。", "ー", "一"]) for _ in range(6)]
        asked = bigrams(choose.choice(ASKED))
        alone = [len(set(asked).intersection(bigrams(sentence))) / len(set(asked)) for sentence in told]
        scraps = np.asarray([0.3 * (1 - min(len(sentence) / 14, 1.0)) for sentence in told])
        assert word_shares(told, [asked]) + scraps == pytest.approx(alone, abs=1e-6), told


def test_of_several_names_the_one_held_most_counts() -> None:
    asked = [bigrams("要保護児童対策地域協議会"), bigrams("要対協")]
    assert word_shares(["要対協の実務者会議をひらいた。"], asked) == pytest.approx([1.0])
