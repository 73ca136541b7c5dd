from __future__ import annotations

import pytest

from search.correction import respell
from search.normalize import fold, to_hiragana
from search.vocabulary import Vocabulary, sound, terms_of

PAGES = [
    "要対協の進行管理を児童相談所と話した。",
    "サポートプランの様式を不登校の中学生と書いた。",
    "母子手帳を赤ちゃんの祖父母に渡した。避難のあと家庭復帰した。用事がある。一人で帰った。",
    "利用措置の説明をした。利用措置。",
    "指摘と指定の内容を要約し、一緒にセンターで改訂した。",
]


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return Vocabulary.of([terms_of([page]) for page in PAGES], {"要対協": sound("要対協")})


MEANT = [
    ("ふとうこう", "不登校", "kana for kanji"),
    ("さぽーとぷらん", "サポートプラン", "hiragana for katakana"),
    ("りようそち", "利用措置", "two words in kana"),
    ("児童相談書", "児童相談所", "the wrong kanji, the same sound"),
    ("進行菅理", "進行管理", "the wrong kanji, another sound"),
    ("赤ちやん", "赤ちゃん", "a large kana for a small one"),
    ("母子手張をわたす", "母子手帳をわたす", "a slip inside a sentence"),
]


@pytest.mark.parametrize(("written", "meant", "why"), MEANT)
def test_slips_are_respelt(known: Vocabulary, written: str, meant: str, why: str) -> None:
    text, changes = respell(written, known)
    assert text == meant, why
    assert changes, why


LEFT = [
    ("幼児", "a word of its own that sounds like 用事"),
    ("どうすればいいですか", "grammar in kana"),
    ("不登校の中学生", "what the pages write so"),
    ("家庭か学校か", "a term and a particle"),
    ("異動してきた職員をどう育てるか", "grammar after a word that sounds like 指摘"),
    ("職場の人が納得していません", "grammar after a word that sounds like 指定"),
    ("学校へ行かないようすをきく", "particles in a row that sound like 内容"),
    ("1回センターに行く", "a counter belongs to its number"),
    ("ようやく会えた", "an adverb that sounds like 要約"),
    ("母が書いていたこと", "a verb and its ending that sound like 改訂"),
    ("", "nothing"),
    ("ふとうこう" * 20, "too long to be typed in a hurry"),
]


@pytest.mark.parametrize(("written", "why"), LEFT)
def test_what_needs_no_respelling_stays(known: Vocabulary, written: str, why: str) -> None:
    assert respell(written, known) == (written, ()), why


def test_one_word_in_another_spelling_is_nothing_to_tell(known: Vocabulary) -> None:
    assert respell("いっしょに渡す", known) == ("一緒に渡す", ())


def test_terms_are_suggested_by_spelling_and_by_sound(known: Vocabulary) -> None:
    assert known.beginning("児童", 5) == ["児童相談所"]
    assert "不登校" in known.beginning("ふとう", 5)


def test_what_begins_so_is_found_without_looking_at_every_term(known: Vocabulary) -> None:
    for prefix in ("児", "じ", "ふと", "不", "a", "ん", "3"):
        heard = to_hiragana(fold(prefix)).translate(
            str.maketrans("ぁぃぅぇぉゃゅょっゎ", "あいうえおやゆよつわ")
        )
        every = [
            term for term in known.counts if term.startswith(fold(prefix)) or sound(term).startswith(heard)
        ]
        assert sorted(known.beginning(prefix, 99)) == sorted(every), prefix
