"""Ranked pages as hits: the sentence to show, and the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

import numpy as np

from search import reasons
from search.analysis import bigrams
from search.catalogue import Entry
from search.circumstances import Circumstances
from search.embedding import Vectors, unit
from search.pages.case import CasePage
from search.question import Question
from search.ranking import Ranking
from search.results import Hit, Kind, Reason, Segment
from search.snapshot import Snapshot
from search.snippets import mark, word_shares

MOST_NAMES = 6  # other names that are looked for in a page's sentences
SHARED_PAIRS = 0.34  # the share of what was asked that a sentence holds when words led to it


def bare(
    snapshot: Snapshot,
    row: int,
    ranking: Ranking,
    segments: tuple[Segment, ...] = (),
    why: tuple[Reason, ...] = (),
) -> Hit:
    """The page of a row as a hit, without a sentence or reasons unless they are given."""
    entry = snapshot.entries[row]
    return Hit(
        id=entry.id,
        kind=cast(Kind, entry.kind),
        title=entry.title,
        score=float(ranking.scores[row]),
        url=entry.url,
        page=lambda: entry.page,
        segments=segments,
        reasons=why,
        stage=entry.stage,
        themes=entry.themes,
        origin=entry.origin,
        review_by=entry.review_by,
    )


def found(snapshot: Snapshot, asked: Question, shared: Circumstances, row: int, ranking: Ranking) -> Hit:
    """A page found by a question, with the sentence that answers."""
    entry = snapshot.entries[row]
    number, by_words = _sentence_to_show(snapshot, asked, row, ranking)
    sentence = entry.sentences[number].text
    segments = _marked(sentence, asked)
    matched = dict.fromkeys(segment.text for segment in segments if segment.matched)
    why = list(reasons.of_search(asked, entry, tuple(matched) if by_words else (), shared.themes))
    if not why and ranking.told is not None:
        why.append(reasons.of_meaning(asked.text, sentence, entry.sentences[number].heading))
    return bare(snapshot, row, ranking, segments, tuple(why))


def similar(snapshot: Snapshot, asked: Question, shared: Circumstances, row: int, ranking: Ranking) -> Hit:
    """A case like a family's, with what they share."""
    entry = snapshot.entries[row]
    pair = _meeting(snapshot, row, ranking)
    turning = reasons.of_turning_point(cast(CasePage, entry.page))
    number = pair[1] if pair else _sentence_to_show(snapshot, asked, row, ranking)[0]
    segments = _marked(entry.sentences[number].text, asked)
    why = [
        *reasons.of_circumstances(shared, entry),
        *([pair[0]] if pair else []),
        *([turning] if turning else []),
    ]
    if not why:
        why = list(_by_the_sentence(asked, entry, number, segments))
    return bare(snapshot, row, ranking, segments, tuple(why))


def _by_the_sentence(
    asked: Question, entry: Entry, number: int, segments: tuple[Segment, ...]
) -> Iterator[Reason]:
    """The words that the sentence shown shares with what was asked, or else its meaning."""
    matched = dict.fromkeys(segment.text for segment in segments if segment.matched)
    told = list(reasons.of_search(asked, entry, tuple(matched)))
    yield from told or [
        reasons.of_meaning(asked.text, entry.sentences[number].text, entry.sentences[number].heading)
    ]


def _meeting(snapshot: Snapshot, row: int, ranking: Ranking) -> tuple[Reason, int] | None:
    """The sentence of the page that meets one of the summary as a reason, and its number; None where none does."""
    told, vectors = ranking.told, snapshot.vectors
    if told is None or vectors is None or not len(told.sentence_vectors):
        return None
    near = _by_sentence(snapshot, row, told.sentence_vectors)
    return reasons.of_pair(told.sentences, snapshot.entries[row], near)


def _by_sentence(snapshot: Snapshot, row: int, asked: Vectors) -> Vectors:
    """(sentences of the page, asked) cosines; -1 for a sentence without a word that says something."""
    entry = snapshot.entries[row]
    near = np.full((len(entry.sentences), len(asked)), -1.0, np.float32)
    if snapshot.vectors is not None:
        vectors, numbers = snapshot.vectors.words.sentences_of(row)
        told = numbers >= 0
        near[numbers[told]] = vectors[told] @ asked.T
    return near


def _sentence_to_show(snapshot: Snapshot, asked: Question, row: int, ranking: Ranking) -> tuple[int, bool]:
    """Which sentence of the page to show, and whether words led there (else meaning)."""
    entry = snapshot.entries[row]
    shown = _shown(entry)
    told = [entry.sentences[number].text for number in shown]
    names = [other for widening in asked.widenings for other in widening.others][:MOST_NAMES]
    shares = word_shares(told, [asked.bigrams, *map(_pairs, names)])
    near = shares
    if ranking.told is not None and len(ranking.told.words):
        whole = unit(ranking.told.words.sum(axis=0, keepdims=True))
        near = shares + _by_sentence(snapshot, row, whole)[shown, 0]
    best = int(near.argmax())
    return shown[best], bool(shares[best] >= SHARED_PAIRS)


@lru_cache(maxsize=1024)
def _pairs(name: str) -> frozenset[str]:
    """Of another name, which every page found is looked through for."""
    return frozenset(bigrams(name))


def _shown(entry: Entry) -> list[int]:
    shown = [number for number, sentence in enumerate(entry.sentences) if sentence.shown]
    return shown or list(range(len(entry.sentences)))


def _marked(sentence: str, asked: Question) -> tuple[Segment, ...]:
    names = [name for names in asked.names for name in names]
    return mark(sentence, {**asked.forms, **asked.other_forms}, names)
