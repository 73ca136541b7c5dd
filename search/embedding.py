"""Texts to vectors: the protocol, the sentence-transformers one, and the hashing twin.

Nothing here imports torch until the first text is embedded.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from search.analysis import bigrams, words
from search.config import BUNDLED, HASHING, WORDS_ONLY, SearchConfig
from search.errors import ModelUnavailable
from search.normalize import fold_with_origin

Vectors = NDArray[np.float32]
WINDOW = 480  # characters; a character is at most one piece for this tokenizer, and 512 pieces is its window
BATCH = 32
DTYPE_NOTE = "dtype.json"


Side = Literal["query", "passage"]


@dataclass(frozen=True)
class Read:
    """A text as a model reads it.

    `vector` (dim,) of unit length stands for the whole; `tokens` (n, dim) of unit length for its pieces in their
    context; `spans` (n, 2) are the pieces' places in the text, an empty span for a mark of the model's own.
    """

    vector: Vectors
    tokens: Vectors
    spans: NDArray[np.int32]


class Embedder(Protocol):
    """Turns texts into vectors. Texts longer than `WINDOW` are for the caller to cut."""

    @property
    def model_id(self) -> str:
        """Names the vectors: equal names, comparable vectors."""

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        """Each text with the vectors of its pieces. Raises `ModelUnavailable`."""


class HashingEmbedder:
    """A deterministic small embedder: words and bigrams hashed into signed buckets. Needs no model."""

    dim = 256
    model_id = "hashing-2"

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:  # noqa: ARG002 both sides are alike
        """As the protocol says; a piece is a word, whatever stands around it."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> Read:
        folded = fold_with_origin(text)
        found = words(folded.text)
        spans = np.asarray([folded.span(word.start, word.end) for word in found], np.int32).reshape(-1, 2)
        pieces = [self._one([word.form]) for word in found]
        tokens = np.stack(pieces) if pieces else np.zeros((0, self.dim), np.float32)
        return Read(self._one([*(word.form for word in found), *bigrams(text)]), tokens, spans)

    def _one(self, terms: Sequence[str]) -> Vectors:
        vector = np.zeros(self.dim, np.float32)
        for term in terms:
            digest = int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big")
            vector[digest % self.dim] += 1.0 if digest >> 63 else -1.0
        return unit(vector)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; a directory or a hub name. Loaded on the first text."""

    def __init__(self, model: str, model_id: str, dtype: str = "auto", notes: Path | None = None) -> None:
        self._name = model
        self._notes = notes
        self.model_id = model_id
        self._dtype = dtype
        self._model: Any = None
        self._lock = threading.Lock()

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        """As the protocol says. Raises `ModelUnavailable`."""
        found: list[Read] = []
        # One batch at a time: torch already uses every core for one, and two would only share them.
        with self._lock:
            model = self._loaded()
            for at in range(0, len(texts), BATCH):
                found += _read_batch(model, list(texts[at : at + BATCH]), side)
        return found

    def _loaded(self) -> Any:
        if self._model is None:
            try:
                self._model = load_sentence_transformer(self._name, self._dtype, self._notes)
            except Exception as error:
                raise ModelUnavailable(_reason(error)) from error
        return self._model


def unit(vectors: Vectors) -> Vectors:
    """Vectors at unit length; a zero vector stays."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _read_batch(model: Any, texts: list[str], side: Side) -> list[Read]:
    """One forward pass gives both the vector of each text and those of its pieces."""
    import torch

    prefix = (model.prompts or {}).get(side, "")
    features = model.tokenizer(
        [prefix + text for text in texts],
        padding=True,
        truncation=True,
        max_length=model.max_seq_length,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    spans = features.pop("offset_mapping").numpy().astype(np.int32)
    with torch.inference_mode():
        out = model(dict(features))
    vectors = unit(out["sentence_embedding"].float().numpy())
    tokens, lengths = out["token_embeddings"].float().numpy(), features["attention_mask"].sum(1).tolist()
    rows = zip(vectors, tokens, spans, lengths, strict=True)
    return [
        _as_read(vector, pieces[:length], places[:length], len(prefix))
        for vector, pieces, places, length in rows
    ]


def _as_read(vector: Vectors, tokens: Vectors, spans: NDArray[np.int32], prefix: int) -> Read:
    """Without the pieces of the prefix; a piece that begins in it begins with the text."""
    kept = spans[:, 1] > prefix
    return Read(vector, unit(tokens[kept]), np.maximum(spans[kept] - prefix, 0))


def open_embedder(config: SearchConfig) -> Embedder | None:
    """The embedder the settings ask for; None for words alone. Cheap: weights are read on first use.

    Raises `ModelUnavailable` where the bundled weights are not installed.
    """
    if config.model == WORDS_ONLY:
        return None
    if config.model == HASHING:
        return HashingEmbedder()
    if config.model == BUNDLED:
        from search.model_files import prepare_bundled

        folder, model_id = prepare_bundled(config.model_dir)
        return SentenceTransformerEmbedder(str(folder), model_id, config.dtype, config.model_dir)
    return SentenceTransformerEmbedder(config.model, _named(config.model), config.dtype, config.model_dir)


def load_sentence_transformer(name: str, dtype: str, notes: Path | None = None) -> Any:
    """The model, in the dtype asked for; `auto` keeps float32 unless bfloat16 is clearly faster here.

    What was found to be faster is noted below `notes`, so that only the first load on a machine measures.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads cost a shared machine 30-fold
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    quiet: Any = logging
    quiet.set_verbosity_error()
    quiet.disable_progress_bar()

    def load(kind: Any) -> Any:
        return SentenceTransformer(name, device="cpu", model_kwargs={"dtype": kind}).eval()

    if dtype == "auto":
        dtype = _noted(notes) or _note(notes, _faster_dtype(load, torch))
    return load(getattr(torch, dtype))


def _faster_dtype(load: Callable[[Any], Any], torch: Any) -> str:
    if not _bfloat16_is_native():
        return "float32"
    faster = _seconds(load(torch.bfloat16)) < 0.8 * _seconds(load(torch.float32))
    return "bfloat16" if faster else "float32"


def _noted(notes: Path | None) -> str | None:
    """The dtype found to be faster on this processor."""
    try:
        noted = json.loads((notes / DTYPE_NOTE).read_text("utf-8")) if notes else {}
        return str(noted["dtype"]) if noted.get("processor") == _processor() else None
    except (OSError, ValueError, KeyError):
        return None


def _note(notes: Path | None, dtype: str) -> str:
    with contextlib.suppress(OSError):  # not being able to note it only costs the next start a second
        if notes and notes.is_dir():
            (notes / DTYPE_NOTE).write_text(json.dumps({"processor": _processor(), "dtype": dtype}), "utf-8")
    return dtype


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


_PROBE = ["朝の支度に時間がかかり、家を出るころには疲れてしまうと話した。" * 4] * 4


def _seconds(model: Any) -> float:
    """The better of two encodings after a warm-up."""
    model.encode(_PROBE, show_progress_bar=False)
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        model.encode(_PROBE, show_progress_bar=False)
        best = min(best, time.perf_counter() - start)
    return best


def _bfloat16_is_native() -> bool:
    """Processors without these only emulate bfloat16, so the probe would be time thrown away."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False
    return "amx_bf16" in flags or "avx512_bf16" in flags


def _named(model: str) -> str:
    """A directory is named by its weights' size and date, so that new weights are new vectors."""
    folder = Path(model).expanduser()
    stamps = [
        f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".safetensors", ".bin", ".json"}
    ]
    digest = hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:12]
    return f"{folder.name if stamps else model}:{digest}"


def _reason(error: Exception) -> str:
    if isinstance(error, ImportError):
        return f"{error.name or '必要なライブラリ'} がはいっていません"
    return f"{type(error).__name__}"
