"""Which offers are shown beside a need, and why."""

from __future__ import annotations

import numpy as np
import pytest

from conference.groups.fitting import MOST, Fit, fitting

NEEDS = ("調理をする場所がほしい", "荷物を運ぶ車がない", "会計をつける人がいない", "チラシを訳してほしい")
OFFERS = ("台所のある集会所", "軽トラックを出せる", "助成金の書き方を教えられる", "英語で話せる")


def test_without_a_model_the_shared_words_tell() -> None:
    offers = ("車と運転手を出せる", "調理のできる部屋", "車がある")
    assert fitting(NEEDS[:2], offers, None) == [
        [Fit(1, "同じ言葉：調理")],
        [Fit(0, "同じ言葉：車"), Fit(2, "同じ言葉：車")],
    ]


@pytest.mark.parametrize(
    ("need", "offer", "reason"),
    [
        ("見てくれる人がいない", "話せる人がいる", "人 stands in every second line"),
        ("8月の昼ごはん", "8月は休み", "a number and a month say nothing"),
        ("回覧板がほしい", "掲示板にのせられる", "板 is a part of both words"),
        ("お便りがない", "お茶を出せる", "お before a noun is no noun"),
        ("配ってほしい", "配っている", "a verb alone says little"),
    ],
)
def test_words_that_tell_nothing(need: str, offer: str, reason: str) -> None:
    assert fitting([need], [offer], None) == [[]], reason


def test_a_word_within_a_longer_one_is_not_told_twice() -> None:
    assert fitting(["食材の保管場所"], ["保管場所がある"], None) == [[Fit(0, "同じ言葉：保管場所")]]


def test_never_more_than_three() -> None:
    found = fitting(
        ["車がない"], [f"車{each}" for each in ("庫あり", "を出す", "の運転", "の鍵", "検の店")], None
    )
    assert len(found[0]) <= MOST
    assert found[0]


def test_near_in_meaning_where_a_model_is_open() -> None:
    """A model finds everything somewhat alike; what stands out of its row and column is shown."""
    near = 0.8 + 0.1 * np.eye(4, dtype=np.float32)
    assert fitting(NEEDS, OFFERS, near) == [[Fit(at, "近い言葉")] for at in range(4)]


def test_when_everything_is_alike_nothing_stands_out() -> None:
    assert fitting(NEEDS, OFFERS, np.full((4, 4), 0.85, np.float32)) == [[], [], [], []]


def test_a_small_board_is_seen_at_a_glance() -> None:
    assert fitting(NEEDS[:3], OFFERS[:3], np.eye(3, dtype=np.float32)) == [[], [], []]


def test_an_empty_board() -> None:
    assert fitting([], OFFERS, None) == []
    assert fitting(NEEDS, [], np.zeros((4, 0), np.float32)) == [[], [], [], []]


def test_offers_of_ones_own_take_no_place() -> None:
    offers = ("車がある", "車がある", "車がある", "車を出せる")
    own = {(0, 0), (0, 1), (0, 2)}
    assert fitting(["車がない"], offers, None, own) == [[Fit(3, "同じ言葉：車")]]
