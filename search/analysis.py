"""Text to search terms: Sudachi's normalized forms, and character bigrams, as Whoosh analyzers.

Both work on folded text, so that what is indexed and what is asked meet in one spelling.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sudachipy import Dictionary, Morpheme, SplitMode
from whoosh.analysis import Analyzer, Token

from search.normalize import fold, to_hiragana

SUDACHI_LIMIT = 12_000  # characters; Sudachi refuses 49,149 bytes, and four bytes is the longest character
_PARTICLES = {"助詞", "助動詞"}
_STOP_CLASSES = {*_PARTICLES, "空白"}
_STOP_FORMS = {
    "為る",
    "有る",
    "居る",
    "成る",
    "事",
    "物",
    "の",
    "其の",
    "此の",
    "其れ",
    "此れ",
    "様",
    "為",
    "等",
    "よう",
}
_WORD = re.compile(r"[\w々ー〆]", re.UNICODE)
_RUN = re.compile(r"[^\W_]+|[々〆]+", re.UNICODE)
_LONE_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_NOUN_LIKE = {"名詞", "接頭辞", "接尾辞", "形状詞"}
_RECENT = 32  # texts: a question's words are asked for half a dozen times
_local = threading.local()


@dataclass(frozen=True)
class Word:
    """A word of a text: its normalized form and its place in the folded text."""

    form: str
    start: int
    end: int
    noun: bool = False


def words(folded: str) -> Sequence[Word]:
    """Words of folded text in order: the short unit, and the long one where it differs."""
    return _words(folded)


@lru_cache(maxsize=_RECENT)
def _words(folded: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for offset, piece in _pieces(folded):
        for long in _tokenizer().tokenize(piece, SplitMode.C):
            short = long.split(SplitMode.A)
            units = [long, *short] if len(short) > 1 else [long]
            found += [_word(unit, offset) for unit in units if _kept(unit)]
    return tuple(found)


def forms(text: str) -> list[str]:
    """Normalized forms of any text, in order, with repetition."""
    return [word.form for word in words(fold(text))]


def said(text: str) -> list[Word]:
    """Words of a question; a lone kana (ぬ) is read as a verb it hardly ever is, and says nothing."""
    folded = fold(text)
    return [word for word in words(folded) if not _LONE_KANA.fullmatch(folded[word.start : word.end])]


def bigrams(text: str) -> list[str]:
    """Overlapping character pairs of each run of letters, katakana read as hiragana; one lone character as itself."""
    return [pair for run in _RUN.findall(to_hiragana(fold(text))) for pair in _pairs(run)]


def compounds(text: str) -> list[str]:
    """Runs of nouns standing together in folded spelling: 口腔内, 1歳半健診, こども家庭センター."""
    found: list[str] = []
    folded = fold(text)
    for offset, piece in _pieces(folded):
        end = -1
        for unit in _tokenizer().tokenize(piece, SplitMode.C):
            if unit.part_of_speech()[0] not in _NOUN_LIKE or not _WORD.search(unit.surface()):
                end = -1
                continue
            begin = offset + unit.begin()
            found[-1:] = [found[-1] + unit.surface()] if begin == end else [*found[-1:], unit.surface()]
            end = offset + unit.end()
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class Unit:
    """A morpheme as it is written; `plain` is grammar and verbs, `unknown` is in no dictionary."""

    surface: str
    plain: bool
    unknown: bool
    particle: bool = False  # 助詞 and 助動詞: what only ever follows another word


def units(folded: str) -> list[Unit]:
    """Every morpheme of folded text in order, nothing left out."""
    found = (unit for _, piece in _pieces(folded) for unit in _tokenizer().tokenize(piece, SplitMode.A))
    return [_unit(unit) for unit in found]


def reading(folded: str) -> str:
    """How folded text is read, in katakana; what has no reading stays as it is written."""
    found = (unit for _, piece in _pieces(folded) for unit in _tokenizer().tokenize(piece, SplitMode.C))
    return "".join(unit.reading_form() or unit.surface() for unit in found)


class FormsAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh analyzer over `words`."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        return _tokens(forms(value))

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class BigramAnalyzer(FormsAnalyzer):
    """Whoosh analyzer over `bigrams`."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        return _tokens(bigrams(value))


def _tokens(terms: list[str]) -> Iterator[Token]:
    token = Token(boost=1.0)
    for position, term in enumerate(terms):
        token.text, token.pos = term, position
        yield token


def _tokenizer() -> Any:
    """One tokenizer a thread: Sudachi's are not to be shared; the dictionary is."""
    if not hasattr(_local, "tokenizer"):
        _local.tokenizer = _dictionary().tokenizer()
    return _local.tokenizer


_dictionary_lock = threading.Lock()
_dictionaries: list[Any] = []


def _dictionary() -> Any:
    with _dictionary_lock:
        if not _dictionaries:
            _dictionaries.append(Dictionary())
        return _dictionaries[0]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for at in range(0, len(text), SUDACHI_LIMIT):
        yield at, text[at : at + SUDACHI_LIMIT]


def _kept(unit: Morpheme) -> bool:
    if not _WORD.search(unit.surface()) or unit.part_of_speech()[0] in _STOP_CLASSES:
        return False
    return unit.normalized_form().lower() not in _STOP_FORMS


def _word(unit: Morpheme, offset: int) -> Word:
    noun = unit.part_of_speech()[0] in _NOUN_LIKE
    return Word(unit.normalized_form().lower(), offset + unit.begin(), offset + unit.end(), noun)


def _unit(found: Morpheme) -> Unit:
    kind = found.part_of_speech()[0]
    return Unit(found.surface(), kind not in _NOUN_LIKE, found.is_oov(), kind in _PARTICLES)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
