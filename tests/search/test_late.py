from __future__ import annotations

import numpy as np
import pytest

from search.embedding import HashingEmbedder, unit
from search.late import WIDTH, Axes, TokenBlock, TokenIndex, content, rounded, sentence_of
from search.semantic import starts


def some_vectors(count: int, width: int = 96) -> np.ndarray:
    return unit(np.random.default_rng(7).normal(size=(count, width)).astype(np.float32))


def a_block(tokens: np.ndarray, counts: list[int], sentences: list[int]) -> TokenBlock:
    return TokenBlock.of(rounded(tokens), starts(counts), np.asarray(sentences, np.int16))


def places(*found: tuple[int, int]) -> np.ndarray:
    return np.asarray(found, np.int64)


def test_words_and_sentences_of_chosen_pages_are_those_of_each_alone() -> None:
    tokens, asked = some_vectors(9), some_vectors(3)
    block = a_block(tokens, [4, 1, 4], [-1, 0, 0, 1, 0, -1, 0, 1, 1])
    index = TokenIndex([block], places((0, 0), (0, 1), (0, 2)))
    both = index.of([0, 2])
    for place, page in enumerate([0, 2]):
        alone = index.of([page])
        assert both.words(asked)[place] == pytest.approx(alone.words(asked)[0])
        assert both.sentences(asked)[place] == pytest.approx(alone.sentences(asked)[0])
        vectors, numbers = index.sentences_of(page)
        assert np.array_equal(vectors, alone.sentence_vectors)
        assert np.array_equal(numbers, alone.numbers)
    assert both.words(asked)[0] == pytest.approx((tokens[:4] @ asked.T).max(axis=0), abs=0.03)
    assert both.numbers.tolist() == [-1, 0, 1, -1, 0, 1]


def test_a_sentence_is_the_mean_of_its_words() -> None:
    tokens = some_vectors(5)
    words = TokenIndex([a_block(tokens, [5], [-1, 0, 0, 0, 1])], places((0, 0))).of([0])
    assert words.sentence_vectors[1] == pytest.approx(unit(tokens[1:4].sum(axis=0)), abs=0.02)
    assert np.linalg.norm(words.sentence_vectors, axis=1) == pytest.approx(1, abs=1e-3)


def test_pages_of_two_blocks_are_as_those_of_one() -> None:
    tokens, asked, sentences = some_vectors(9), some_vectors(3), [-1, 0, 0, 1, 0, -1, 0, 1, 1]
    whole = TokenIndex([a_block(tokens, [4, 1, 4], sentences)], places((0, 0), (0, 1), (0, 2)))
    parts = [a_block(tokens[:5], [4, 1], sentences[:5]), a_block(tokens[5:], [4], sentences[5:])]
    other_way = TokenIndex(parts, places((1, 0), (0, 1), (0, 0)))
    one, other = whole.of([2, 1, 0]), other_way.of([0, 1, 2])
    assert one.words(asked) == pytest.approx(other.words(asked))
    assert one.sentences(asked) == pytest.approx(other.sentences(asked))
    assert one.numbers.tolist() == other.numbers.tolist()


def test_shortened_vectors_keep_who_is_near() -> None:
    tokens = some_vectors(400, 200)
    axes = Axes.of(tokens)
    short = axes.shorten(tokens)
    assert short.shape == (400, WIDTH)
    assert (short @ short[0]).argmax() == 0
    assert np.linalg.norm(short, axis=1) == pytest.approx(1)


def test_particles_are_no_content() -> None:
    text = "朝は、玄関で足が止まる。"
    (read,) = HashingEmbedder().read([text], "query")
    kept = [text[start:end] for start, end in read.spans[content(text, read)]]
    assert "玄関" in kept
    assert not {"は", "で", "が"} & set(kept)


def test_words_know_their_sentence() -> None:
    spans = np.asarray([[0, 2], [3, 4], [6, 8]], np.int32)
    assert sentence_of("題名\n朝。\n夜だ", ["朝。", "夜だ"], spans, 3).tolist() == [-1, 0, 1]
