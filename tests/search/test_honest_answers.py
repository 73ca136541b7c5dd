"""Words of the field that are easily taken for something else, and questions to which no page has an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.indexing import build_index
from search.results import Hit
from search.searcher import Searcher, open_searcher
from tests.search.factories import a_case, a_config, a_point, write

PAGES = (
    ("c0101", "歯のこと", "口腔内の傷みが多く、受診の約束が流れた。"),
    ("c0102", "家のきまり", "家庭内のきまりが多い。校内では内気だと言われ、市内の会に出ない。"),
    ("c0103", "夕食の当番", "ヤングケアラーの子が弟の夕食を作り、部活をやめた。"),
    ("c0104", "夜の泣き声", "三か月の男児が夜に泣き、母は眠れない。"),
    ("c0105", "返ってきた封筒", "四か月児健診の案内が返ってきた。"),
    ("c0106", "券の束", "一歳半健診で言葉の数が少ないと言われた。"),
    ("c0107", "小さな手", "18トリソミーの子が退院する。"),
    ("c0108", "質問票の十点", "エジンバラの質問票が高く、母は朝がこわいと言う。"),
    ("c0109", "米びつの下", "夫の配偶者暴力を子が見ている。"),
    ("c0110", "並んだ靴", "児童発達支援を週に二日使う。"),
)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    place: Path = tmp_path_factory.mktemp("honest")
    config = a_config(place)
    pages = [a_case(id, title=title, sections={"概要": body}) for id, title, body in PAGES]
    law = a_point("p7-1", title="根拠は？", sections={"まず30秒で": "雇児発第0225001号の通知が根拠です。"})
    council = a_point(
        "p7-2", title="進み具合をどう見る？", sections={"まず30秒で": "要保護児童対策地域協議会で見ます。"}
    )
    write(place / "kb", *pages, law, council)
    build_index(config)
    return open_searcher(config)


FIRST = [
    ("口腔内", "c0101", "a compound, not its last character"),
    ("ケアラー", "c0103", "the tail of a longer word"),
    ("ﾔﾝｸﾞｹｱﾗｰ", "c0103", "half-width kana"),
    ("3か月", "c0104", "a number in figures, in kanji on the page"),
    ("３ヶ月の子", "c0104", "another way to write months"),
    ("3か月児", "c0104", "the number counts, not the child of another age"),
    ("四か月児", "c0105", "the other way round"),
    ("1歳半健診", "c0106", "figures for kanji, the half kept"),
    ("18トリソミー", "c0107", "a number that is part of a name"),
    ("十八トリソミー", "c0107", "the same in kanji"),
    ("EPDS", "c0108", "an abbreviation that no page writes"),
    ("epds", "c0108", "in small letters"),
    ("要対協", "p7-2", "the short name of a council"),
    ("DV", "c0109", "letters for a word"),
    ("ＤＶ", "c0109", "in full width"),
    ("児発", "c0110", "not the tail of 雇児発"),
]


@pytest.mark.parametrize(("asked", "page", "why"), FIRST)
def test_the_page_that_is_meant_comes_first(asking: Searcher, asked: str, page: str, why: str) -> None:
    found = [hit.id for hit in asking.search(asked).hits]
    assert found[:1] == [page], why


def test_a_lone_character_of_a_compound_is_not_the_compound(asking: Searcher) -> None:
    assert "c0102" not in [hit.id for hit in asking.search("口腔内").hits]


NONSENSE = [
    ("ぬぬぬ", "one kana again and again"),
    ("あばばば", "a sound"),
    ("ほげほげ", "a word of no meaning"),
    ("qwerty", "a row of keys"),
    ("宇宙船の燃料", "another field"),
    ("。。。？", "marks"),
]


@pytest.mark.parametrize(("asked", "why"), NONSENSE)
def test_nonsense_finds_nothing_and_says_so(asking: Searcher, asked: str, why: str) -> None:
    results = asking.search(asked)
    assert (results.hits, results.total) == ((), 0), why
    assert "見つかりませんでした" in (results.notice or ""), why


NEAR = [
    ("口腔外科", "虫歯", "another name"),
    ("口腔外科", "口腔内", "begins alike"),
    ("児童公園の清掃", "児童発達支援", "its first word begins alike"),
]


@pytest.mark.parametrize(("asked", "near", "why"), NEAR)
def test_where_nothing_is_found_near_words_are_offered(
    asking: Searcher, asked: str, near: str, why: str
) -> None:
    results = asking.search(asked)
    assert results.hits == (), why
    assert any(near in one for one in results.suggestions), why


def _marked(hit: Hit) -> list[str]:
    return [segment.text for segment in hit.segments if segment.matched]


MARKS = [
    ("口腔内の傷み", "c0101", ["口腔内", "傷み"], "whole words of the sentence"),
    ("1歳半健診", "c0106", ["一歳半健診"], "in the page's own spelling"),
    ("EPDS", "c0108", ["エジンバラ", "質問票"], "the other name that was used"),
]


@pytest.mark.parametrize(("asked", "page", "marks", "why"), MARKS)
def test_the_sentence_that_matters_is_shown_with_its_matches_marked(
    asking: Searcher, asked: str, page: str, marks: list[str], why: str
) -> None:
    hit = asking.search(asked).hits[0]
    assert hit.id == page, why
    assert _marked(hit) == marks, why


def test_another_number_is_not_marked(asking: Searcher) -> None:
    hits = {hit.id: hit for hit in asking.search("3か月児健診").hits}
    assert all("か月" not in "".join(_marked(hits[page])) for page in hits.keys() & {"c0105"})


REASONS = [
    ("EPDS", "「EPDS」を「", "the name as the field writes it, and what it was read as"),
    ("要対協", "「要対協」を「要保護児童対策地域協議会」と読みかえました", "an abbreviation spelled out"),
    ("口腔内の傷み", "ことばが一致: 口腔内・傷み", "the words that met"),
    ("ヤングケアラーの夕食", "ことばが一致: ヤングケアラー・夕食", "in the page's spelling"),
]


@pytest.mark.parametrize(("asked", "said", "why"), REASONS)
def test_the_reason_is_told_in_a_workers_words(asking: Searcher, asked: str, said: str, why: str) -> None:
    told = [reason.text for reason in asking.search(asked).hits[0].reasons]
    assert any(said in text for text in told), why
    assert not any(word in text for text in told for word in ("スコア", "ベクトル", "cos", "None")), why
