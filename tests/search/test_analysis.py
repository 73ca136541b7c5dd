from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.analysis import BigramAnalyzer, FormsAnalyzer, bigrams, compounds, forms

SAME_FORM = [
    ("子ども", "こども", "spellings of one word"),
    ("打合せ", "打ち合わせ", "okurigana"),
    ("サーバー", "サーバ", "a long vowel at the end"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME_FORM)
def test_spellings_share_a_form(one: str, other: str, why: str) -> None:
    assert set(forms(one)) & set(forms(other)), why


@pytest.mark.parametrize("term", ["健診", "18", "トリソミー"])
def test_words_with_numbers_keep_their_parts(term: str) -> None:
    assert term in forms("１歳半健診で18トリソミーと分かった")


def test_particles_are_not_searched() -> None:
    assert "を" not in forms("手帳を見た")


def test_the_repeat_mark_and_the_long_vowel_stay() -> None:
    assert "々" in "".join(forms("日々の様子")) + "".join(bigrams("日々"))
    assert bigrams("ケアラー") == ["けあ", "あら", "らー"]


def test_bigrams_do_not_cross_punctuation() -> None:
    assert "。母" not in bigrams("泣いた。母が来た")
    assert bigrams("内") == ["内"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("口腔内の状態", ["口腔内", "状態"]),
        ("1歳半健診", ["1歳半健診"]),
        ("こども家庭センターへ行く", ["こども家庭センター"]),
        ("走って帰る", []),
    ],
)
def test_compounds_are_runs_of_nouns(text: str, found: list[str]) -> None:
    assert compounds(text) == found


def test_a_megabyte_is_read_in_pieces() -> None:
    assert len(forms("保育園" * 60_000)) >= 60_000


def test_many_threads_share_the_dictionary() -> None:
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: tuple(forms("要保護児童対策地域協議会の三層構造")), range(64)))
    assert len(set(found)) == 1


@pytest.mark.parametrize("analyzer", [FormsAnalyzer(), BigramAnalyzer()])
def test_analyzers_survive_the_index_file(analyzer: FormsAnalyzer) -> None:
    again = pickle.loads(pickle.dumps(analyzer))  # noqa: S301 - what Whoosh does with its schema
    assert again == analyzer
    assert [token.text for token in again("保育園")] == [token.text for token in analyzer("保育園")]
