from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.passages import ASKED, PASSAGE_LIMIT, cut, plain, sentences, windows
from tests.search.factories import a_case, a_point


def test_passages_follow_headings() -> None:
    page = a_case(sections={"概要": "朝が長い。", "見立て": "疲れている。"})
    assert [(passage.heading, passage.text) for passage in cut(page)] == [
        ("概要", "朝が長い。"),
        ("見立て", "疲れている。"),
    ]


def test_what_only_trainers_read_is_not_indexed() -> None:
    page = a_case(sections={"概要": "朝が長い。", "進行役メモ": "答えを先に言わない。"})
    assert all("答え" not in passage.text for passage in cut(page))


def test_the_decision_is_found_but_not_shown() -> None:
    page = a_case(sections={"会議で決めたこと": "日数を目標にしない。"})
    assert [passage.shown for passage in cut(page)] == [False]


def test_words_people_ask_in_come_last_and_are_not_shown() -> None:
    page = a_point(sections={"すすめ方": "名簿を絞る。"}, asked=("件数が多すぎて終わらない", "名簿 多い"))
    assert [(passage.heading, passage.text, passage.shown) for passage in cut(page)] == [
        ("すすめ方", "名簿を絞る。", True),
        (ASKED, "件数が多すぎて終わらない\n名簿 多い", False),
    ]


def test_a_long_section_is_cut_between_sentences() -> None:
    body = "".join(f"{number}番めの文はここで終わる。" for number in range(80))
    passages = cut(a_point(sections={"すすめ方": body}))
    assert len(passages) > 1
    assert all(len(passage.text) <= PASSAGE_LIMIT and passage.text.endswith("。") for passage in passages)


def test_a_page_without_text_is_found_by_its_title() -> None:
    assert [passage.text for passage in cut(a_case(sections={}, title="題名だけ"))] == ["題名だけ"]


def test_list_items_stay_apart() -> None:
    (passage,) = cut(a_point(sections={"すすめ方": "1. 声をかける\n2. 待つ"}))
    assert sentences(passage.text) == ["声をかける", "待つ"]


def test_plain_leaves_the_words() -> None:
    markdown = "## 例\n- **声**をかける[^1]\n| 出す側 | 家庭 |\n|---|---|\n[案内](https://example.org) <!-- 覚え --> [[p4-2]]\n出所：S4 p64"
    text = plain(markdown)
    for mark in ("**", "|", "---", "https", "覚え", "出所", "[[", "p4-2", "[^1]"):
        assert mark not in text
    for word in ("声をかける", "出す側", "案内"):
        assert word in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("「来た。明日は？」と母。泣いた！？", ["「来た。明日は？」と母。", "泣いた！？"]),
        ("開いた「ままの括弧。\n次の行。", ["開いた「ままの括弧。", "次の行。"]),
        ("閉じただけ」の文。次。", ["閉じただけ」の文。", "次。"]),
        ("", []),
    ],
)
def test_what_is_said_stays_in_its_sentence(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@given(st.text(st.sampled_from("あい。\n字、x"), max_size=300), st.integers(5, 60))
def test_windows_drop_nothing(text: str, limit: int) -> None:
    pieces = windows(text, limit)
    assert all(len(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
