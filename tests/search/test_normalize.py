from __future__ import annotations

import unicodedata

import jaconv
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import normalize
from search.normalize import arabic, clean, fold, fold_with_origin, to_hiragana

ALIKE = [
    ("１歳半健診", "1歳半健診", "full width"),
    ("一歳半健診", "1歳半健診", "a number in kanji before a counter"),
    ("三ヶ月児健診", "3か月児健診", "small ke"),
    ("3ヵ月児健診", "3か月児健診", "small ka"),
    ("十八トリソミー", "18トリソミー", "ten and eight"),
    ("ｹﾞｰﾑ依存", "ゲーム依存", "half-width kana with its mark"),
    ("㍻", "平成", "one character for two"),
    ("ケアラ−", "ケアラー", "a minus for a long vowel"),
    ("ＳＳＷ", "ssw", "full-width letters"),
    ("㋿元年", "令和元年", "the newest era"),
]
UNLIKE = [
    ("一人親", "1人親", "ひとり is a word, not a number"),
    ("一時保護", "1時保護", "no counter"),
    ("家族々々", "家族", "the repeat mark is kept"),
]


@pytest.mark.parametrize(("written", "same", "why"), ALIKE)
def test_spellings_of_one_word_meet(written: str, same: str, why: str) -> None:
    assert fold(written) == fold(same), why


@pytest.mark.parametrize(("written", "other", "why"), UNLIKE)
def test_different_words_stay_apart(written: str, other: str, why: str) -> None:
    assert fold(written) != fold(other), why


@pytest.mark.parametrize(
    ("kanji", "number"), [("三", 3), ("十", 10), ("十八", 18), ("二十", 20), ("百二", 102), ("二〇", 20)]
)
def test_kanji_numbers(kanji: str, number: int) -> None:
    assert arabic(kanji) == number


@pytest.mark.parametrize("harmful", ["\0", "\ud800", "\x1b[31m", "\u202e", "\ufeff"])
def test_clean_takes_out_what_breaks_things(harmful: str) -> None:
    cleaned = clean(f"前{harmful}後")
    assert harmful not in cleaned
    cleaned.encode("utf-8")


def test_clean_keeps_what_people_write() -> None:
    assert clean("髙﨑さん🏠\r\n〆切…") == "髙﨑さん🏠\n〆切…"


@given(st.text(st.characters(codec=None), max_size=60))
def test_every_folded_character_has_a_place_in_the_text(text: str) -> None:
    folded, cleaned = fold_with_origin(text), clean(text)
    assert len(folded.origin) == len(folded.text) + 1
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= place <= len(cleaned) for place in folded.origin)


def test_a_span_leads_back_to_what_was_written() -> None:
    written = "本児は一歳半健診で、ｹﾞｰﾑをした"
    folded = fold_with_origin(written)
    start = folded.text.index("1歳半健診")
    begin, end = folded.span(start, start + len("1歳半健診"))
    assert written[begin:end] == "一歳半健診"


def test_katakana_reads_as_hiragana() -> None:
    assert to_hiragana("ネグレクト") == "ねぐれくと"


LETTERS = "ァヾ・ー〜-−~ケヶヵ箇月かか歳三十〇Aa１ﾞｶΣςİé\u3099\t\r\n\x07\ud800 、。「」々"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(LETTERS), max_size=12))
def test_looking_first_changes_nothing(text: str) -> None:
    """Folding leaves out replacements that would find nothing."""
    slow = unicodedata.normalize("NFKC", clean(f"{text}\x00")[:-1]).lower()
    slow = normalize._MONTHS.sub("か月", normalize._DASH_AFTER_KANA.sub("ー", slow))
    slow = normalize._KANJI_NUMBER.sub(lambda match: str(arabic(match.group())), slow)
    assert fold(text) == slow
    assert to_hiragana(text) == jaconv.kata2hira(text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(LETTERS), max_size=12))
def test_text_that_is_normal_already_has_the_same_origins(text: str) -> None:
    text = text.rstrip("\r\n")  # a dash before the last line's end is at the end of the text too
    marked = fold_with_origin(f"{text}㌔")  # what is not normal goes the long way
    whole = fold_with_origin(text)
    assert marked.text.startswith(whole.text[:-1])
    assert whole.origin[:-1] == marked.origin[: len(whole.origin) - 1]


def joining() -> set[str]:
    """Whatever joins the character before it; syllables of hangul, whose parts do, are among those taken apart."""
    apart = (unicodedata.normalize("NFD", chr(code)) for code in range(0x110000))
    return {each[-1] for each in apart if len(each) > 1}


def test_what_is_spelt_by_itself_joins_nothing_before_it() -> None:
    alone = [chr(code) for code in range(0x110000) if normalize._ALONE.fullmatch(chr(code))]
    joins = joining()
    assert len(alone) > 20_000
    for character in alone:
        first = unicodedata.normalize("NFKC", character)[0]
        assert first not in joins, hex(ord(character))
        assert not unicodedata.combining(first), hex(ord(character))
        assert bool(normalize._CHANGED.fullmatch(character)) == (
            unicodedata.normalize("NFKC", character) != character
        ), hex(ord(character))


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("ｶﾞはﾟ゙か（あ）１２①…が、。 \nA\u0301é각ᄀ\u1161ヿ‑カ月-〜㍻×ß") | st.characters())
)
def test_the_short_way_is_the_normal_form(text: str) -> None:
    assert normalize.nfkc(text) == unicodedata.normalize("NFKC", text)
