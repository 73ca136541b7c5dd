"""Ranked pages as hits: the sentence to show, and the reasons."""

from __future__ import annotations

from typing import cast

from search import reasons
from search.catalogue import Entry
from search.circumstances import Circumstances
from search.embedding import Vectors
from search.pages.case import CasePage
from search.question import Question
from search.ranking import Ranking
from search.results import Hit, Kind, Reason, Segment
from search.snapshot import Snapshot
from search.snippets import mark, word_shares

MEANING_OF_SENTENCE = 10.0  # cosines of sentences lie close together; shares of words do not
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
        url=entry.page.url,
        page=entry.page,
        segments=segments,
        reasons=why,
        stage=entry.stage,
        themes=entry.themes,
        origin=entry.origin,
    )


def found(snapshot: Snapshot, asked: Question, row: int, ranking: Ranking) -> Hit:
    """A page found by a question, with the sentence that answers."""
    entry = snapshot.entries[row]
    number, by_words = _sentence_to_show(snapshot, asked, row, ranking)
    sentence = entry.sentences[number].text
    segments = _marked(sentence, asked)
    matched = dict.fromkeys(segment.text for segment in segments if segment.matched)
    why = list(reasons.of_search(asked, entry, tuple(matched) if by_words else ()))
    if not by_words and ranking.vector is not None:
        why.append(reasons.of_meaning(asked.text, sentence))
    return bare(snapshot, row, ranking, segments, tuple(why))


def similar(
    snapshot: Snapshot,
    asked: Question,
    shared: Circumstances,
    row: int,
    ranking: Ranking,
    told: tuple[list[str], Vectors | None],
) -> Hit:
    """A case like a family's, with what they share; `told` are the summary's sentences and their vectors."""
    entry = snapshot.entries[row]
    number, pair = _meeting(snapshot, asked, row, ranking, told)
    turning = reasons.of_turning_point(cast(CasePage, entry.page))
    why = (*reasons.of_circumstances(shared, entry), *(reason for reason in (pair, turning) if reason))
    return bare(snapshot, row, ranking, _marked(entry.sentences[number].text, asked), why)


def _meeting(
    snapshot: Snapshot, asked: Question, row: int, ranking: Ranking, told: tuple[list[str], Vectors | None]
) -> tuple[int, Reason | None]:
    """The sentence of the page that meets one of the summary, and the pair as a reason."""
    sentences, vectors = told
    if vectors is not None and snapshot.vectors is not None:
        pair = reasons.of_pair(
            sentences, vectors, snapshot.entries[row], snapshot.vectors.sentence_vectors(row)
        )
        if pair:
            return pair[1], pair[0]
    return _sentence_to_show(snapshot, asked, row, ranking)[0], None


def _sentence_to_show(snapshot: Snapshot, asked: Question, row: int, ranking: Ranking) -> tuple[int, bool]:
    """Which sentence of the page to show, and whether words led there (else meaning)."""
    entry = snapshot.entries[row]
    shown = _shown(entry)
    wanted = {**asked.other_bigrams, **asked.bigrams}
    shares = word_shares([entry.sentences[number].text for number in shown], wanted)
    near = shares
    if ranking.vector is not None and snapshot.vectors is not None:
        near = shares + MEANING_OF_SENTENCE * (snapshot.vectors.sentence_vectors(row)[shown] @ ranking.vector)
    best = int(near.argmax())
    return shown[best], bool(shares[best] >= SHARED_PAIRS)


def _shown(entry: Entry) -> list[int]:
    shown = [number for number, sentence in enumerate(entry.sentences) if sentence.shown]
    return shown or list(range(len(entry.sentences)))


def _marked(sentence: str, asked: Question) -> tuple[Segment, ...]:
    names = [name for names in asked.names for name in names]
    return mark(sentence, {**asked.forms, **asked.other_forms}, names)
