"""A question made ready: its terms with their weights, its compounds, its other names (no index needed)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from search.analysis import bigrams, compounds, forms, said
from search.correction import Respelling, respell
from search.embedding import WINDOW
from search.normalize import clean, fold, to_hiragana
from search.passages import windows
from search.synonyms import Synonyms, Widening
from search.vocabulary import Vocabulary

LIMIT = 4_000  # characters of a question that are read
SUMMARY = 80  # characters from which a question tells of a family
KEYWORD_LIMIT = 24  # a question this short that is nothing but nouns is a keyword
_OTHER_NAME = 0.5
_OPERATORS = re.compile(
    r"\b(?:AND|OR|NOT)\b"
)  # typed by people who know other search boxes; no page says them
_NUMBER = re.compile(r"[0-9]+(?:か月|歳|才|週|年生|年|日|回|とりそみー)")  # as `Entry.spelling`


@dataclass(frozen=True)
class Question:
    """What is asked, in the forms the indexes understand; a summary tells of a family rather than asks.

    `names` are a keyword's compounds, each with its other names; `numbers` what it counts, 3か月 of 3か月児.
    """

    text: str
    forms: dict[str, float]
    bigrams: dict[str, float]
    other_forms: dict[str, float]
    other_bigrams: dict[str, float]
    names: tuple[tuple[str, ...], ...]
    is_keyword: bool
    widenings: tuple[Widening, ...]
    numbers: tuple[str, ...] = ()
    respelt: tuple[Respelling, ...] = ()
    is_summary: bool = False

    @property
    def windows(self) -> list[str]:
        """The text in pieces the model reads whole; other names follow where a short question has them."""
        text = unicodedata.normalize("NFKC", self.text)
        if self.is_keyword or len(text) <= KEYWORD_LIMIT:
            text = "、".join([text, *(other for widening in self.widenings for other in widening.others)])
        return windows(text, WINDOW)


def read(text: str, synonyms: Synonyms, known: Vocabulary | None = None) -> Question:
    """The question in `text`, respelt as the pages that are `known` write; only its first `LIMIT` characters are read."""
    text = _OPERATORS.sub(" ", clean(text)[:LIMIT]).strip()
    text, respelt = respell(text, known) if known else (text, ())
    widenings = synonyms.widen(text)
    runs = compounds(text)
    keyword = len(text) <= KEYWORD_LIMIT and sum(map(len, runs)) >= len("".join(fold(text).split())) - 1
    others = [other for widening in widenings for other in widening.others]
    return Question(
        text=text,
        forms=_weights([word.form for word in said(text)]),
        bigrams=_weights(bigrams(text)),
        other_forms=_shared(others, forms),
        other_bigrams=_shared(others, bigrams),
        names=_names(runs, widenings) if keyword else (),
        is_keyword=keyword,
        widenings=widenings,
        numbers=tuple(dict.fromkeys(_NUMBER.findall(to_hiragana(fold(text))))) if keyword else (),
        respelt=respelt,
        is_summary=len(text) >= SUMMARY,
    )


def _weights(terms: list[str]) -> dict[str, float]:
    """A word said more often counts a little more."""
    return {term: 1.0 + 0.2 * (min(count, 4) - 1) for term, count in Counter(terms).items()}


def _shared(names: list[str], analyze: Callable[[str], list[str]]) -> dict[str, float]:
    """Terms of other names; a name of many terms spreads its weight, so that none of them finds alone."""
    weights: dict[str, float] = {}
    for name in names:
        terms = analyze(name)
        for term in terms:
            weights[term] = max(weights.get(term, 0.0), _OTHER_NAME / len(terms))
    return weights


def _names(runs: list[str], widenings: tuple[Widening, ...]) -> tuple[tuple[str, ...], ...]:
    """Each compound with its other names, spelled as `Entry.spelling`; single characters say too little."""
    others = {widening.name: widening.others for widening in widenings}
    return tuple(
        tuple(to_hiragana(fold(name)) for name in (run, *others.get(run, ()))) for run in runs if len(run) > 1
    )
