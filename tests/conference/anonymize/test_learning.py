"""What is learned beside the language model is what is read later with it; on a small model made by seed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from conference.anonymize import encoder, tagger
from conference.anonymize.letters import FLAGS
from conference.anonymize.training import learning
from conference.anonymize.training.examples import Example


class Small(encoder.Encoder):
    """Twelve narrow layers; a piece for each letter."""

    def __init__(self, deltas: dict[str, Any] | None = None) -> None:
        torch.manual_seed(5)
        shape = BertConfig(
            vocab_size=50,
            hidden_size=encoder.SIZE,
            num_hidden_layers=12,
            num_attention_heads=2,
            intermediate_size=8,
        )
        model = BertModel(shape, add_pooling_layer=False).eval()
        self._torch: Any = torch
        self._table: Any = model.embeddings
        self._layers: Any = model.encoder.layer
        self._add(deltas or {})


@pytest.fixture
def taught() -> list[Example]:
    random = np.random.default_rng(1)
    return [_example(random, length) for length in (5, 9, 7, 6)]


def _example(random: np.random.Generator, length: int) -> Example:
    pieces = [int(one) for one in random.integers(0, 50, length)]
    kinds = np.asarray([one % len(tagger.KINDS) for one in pieces], np.int64)
    flags = np.zeros((length, len(FLAGS)), np.bool_)
    return Example(pieces, np.arange(length), flags, np.zeros(length, np.int64), kinds)


def test_the_same_seed_teaches_the_same(taught: list[Example]) -> None:
    plan = learning.Plan(rounds=1, batch=2, rank=2)
    first, second = (learning.learn(taught, Small(), plan, seed=3) for _ in range(2))
    assert set(first) == set(second)
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_what_is_read_later_is_what_was_taught(taught: list[Example]) -> None:
    weights = learning.learn(taught, Small(), learning.Plan(rounds=3, batch=2, rank=2, deltas=5e-3), seed=3)
    deltas = {name.removeprefix("encoder."): value for name, value in weights.items() if "encoder." in name}
    plain, changed = (_vectors(Small(given), taught[0]) for given in ({}, deltas))
    half = 2 * encoder.SIZE
    assert np.allclose(plain[:, :half], changed[:, :half]), "the layers below stay as they are"
    assert not np.allclose(plain[:, half:], changed[:, half:], atol=1e-2)
    assert _loss(weights, changed, taught[0]) < _loss(weights, plain, taught[0])


def _vectors(model: Small, one: Example) -> tagger.Floats:
    with torch.inference_mode():
        return np.asarray(model.above(model.below(one.pieces).float()).numpy(), np.float32)


def _loss(weights: learning.Weights, vectors: tagger.Floats, one: Example) -> float:
    told = tagger.scores(weights, vectors, one.flags.astype(np.float32), one.signs)
    return float(-np.log(told[np.arange(len(one.kinds)), one.kinds]).mean())


def test_a_head_goes_on_from_where_it_was(taught: list[Example]) -> None:
    begun = learning.learn(taught, Small(), learning.Plan(rounds=1, batch=2, rank=2), seed=3)
    slow = learning.Plan(rounds=1, batch=2, rank=2, pace=1e-9, deltas=1e-9)
    after = learning.learn(taught, Small(), slow, seed=4, begun=begun)
    assert np.allclose(after["kind.weight"], begun["kind.weight"], atol=1e-5)
    assert np.array_equal(after["mean"], begun["mean"])


def test_without_rank_the_language_model_stays(taught: list[Example]) -> None:
    weights = learning.learn(taught, Small(), learning.Plan(rounds=1, batch=2), seed=3)
    assert not [name for name in weights if name.startswith("encoder.")]
    assert "kind.weight" in weights


def test_learning_goes_on_from_what_was_learned(taught: list[Example]) -> None:
    learned = learning.learn(taught, Small(), learning.Plan(rounds=2, batch=2, rank=2), seed=3)
    hardly = learning.Plan(rounds=1, batch=2, rank=2, pace=1e-9, deltas=1e-9)
    after = learning.learn(taught, Small(), hardly, seed=4, begun=learned)
    anew = learning.learn(taught, Small(), hardly, seed=4)
    assert all(np.allclose(after[name], learned[name], atol=1e-5) for name in learned)
    assert not all(np.allclose(anew[name], learned[name], atol=1e-5) for name in learned)
