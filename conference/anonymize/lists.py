"""The word lists beside this module, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from conference.anonymize.normalize import fold, kana_key

_HERE = Path(__file__).with_name("wordlists")


def _lines(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def field_terms() -> tuple[str, ...]:
    """Terms and well-known things that are never masked, longest first, folded."""
    listed = (
        *_lines("field_terms.txt"),
        *_lines("ordinary_words.txt"),
        *_lines("nameless_kinds.txt"),
        *words("wellknown.txt"),
    )
    told = {fold(line).text for line in listed}
    return tuple(sorted(told, key=len, reverse=True))


@cache
def surnames() -> dict[str, str]:
    """Kanji to reading in hiragana; no reading where it is a word."""
    files = ("surnames.txt", "foreign_surnames.txt", "more_surnames.txt", "rare_surnames.txt")
    rows = [line.partition("\t") for name in files for line in _lines(name)]
    return {kana_key(kanji): kana for kanji, _, kana in reversed(rows)}


@cache
def given_names() -> frozenset[str]:
    """Spellings in kanji."""
    listed = (one for line in _lines("given_names.txt") for one in line.split("\t")[1].split())
    return frozenset(map(kana_key, [*listed, *words("more_given_names.txt")]))


@cache
def given_readings() -> frozenset[str]:
    """Readings in hiragana, those of foreign names as well."""
    listed = (line.split("\t")[0] for line in _lines("given_names.txt"))
    return frozenset([*listed, *map(kana_key, words("foreign_names.txt"))])


@cache
def everyday() -> frozenset[str]:
    """Words that are names as well, but in notes mostly are not: taken only with a title beside them."""
    return frozenset(kana_key(line) for line in _lines("everyday.txt"))


@cache
def describing() -> frozenset[str]:
    """Words that describe a school, shop or place without naming it."""
    return frozenset(fold(word).text for line in _lines("describing.txt") for word in line.split())


@cache
def surname_readings() -> frozenset[str]:
    return frozenset(filter(None, surnames().values()))


@cache
def word_surnames() -> frozenset[str]:
    """Family names that are words as well: only where somebody says who they are."""
    return frozenset(map(kana_key, words("word_surnames.txt")))


@cache
def katakana_words() -> frozenset[str]:
    """Ordinary words in katakana, and those of the field."""
    return frozenset(word for line in _lines("katakana.txt") for word in line.split())


@cache
def katakana_nouns() -> frozenset[str]:
    """Those, and words that are no person's name but may be a shop's."""
    return katakana_words() | words("katakana_nouns.txt")


@cache
def not_the_name() -> dict[str, re.Pattern[str]]:
    """Name in hiragana or kanji → what follows where the word is meant and not the name."""
    rows = [line.split("\t") for line in _lines("not_the_name.txt")]
    return {kana_key(name): re.compile(pattern) for name, pattern in rows}


@cache
def beside() -> frozenset[str]:
    """Words at which the name of a school, a shop or a place ends for certain."""
    return frozenset(fold(word).text for line in _lines("beside.txt") for word in line.split())


@cache
def municipalities() -> frozenset[str]:
    """Cities, wards, towns and villages, with and without their last letter; folded for matching."""
    whole = {kana_key(one) for one in words("municipalities.txt")}
    return frozenset(whole | {one[:-1] for one in whole if len(one) > 2})


@cache
def towns() -> frozenset[str]:
    """Neighbourhoods, folded for matching."""
    return frozenset(map(kana_key, words("towns.txt")))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words parted by spaces."""
    return frozenset(word for line in _lines(name) for word in line.split())
