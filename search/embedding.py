"""Texts to vectors: the protocol, the one over a model, and the hashing twin.

Nothing here loads a model until the first text is embedded.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from search import loading
from search.analysis import bigrams, words
from search.config import BUNDLED, HASHING, WORDS_ONLY, SearchConfig
from search.errors import ModelUnavailable
from search.model_files import prepare_bundled
from search.normalize import fold_with_origin
from search.vectors import Batches
from search.vectors import Read as Read
from search.vectors import Side as Side
from search.vectors import Vectors as Vectors
from search.vectors import unit as unit

WINDOW = 480  # characters; a character is at most one piece for this tokenizer, and 512 pieces is its window
BATCH = 32


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


class ModelEmbedder:
    """A model that is loaded on the first text."""

    def __init__(self, load: Callable[[], Batches], model_id: str) -> None:
        self._load = load
        self.model_id = model_id
        self._model: Batches | None = None
        self._lock = threading.Lock()

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        """As the protocol says. Raises `ModelUnavailable`."""
        found: list[Read] = []
        # One batch at a time: the model already uses every core for one, and two would only share them.
        with self._lock:
            model = self._loaded()
            for at in range(0, len(texts), BATCH):
                found += model.read(texts[at : at + BATCH], side)
        return found

    def _loaded(self) -> Batches:
        if self._model is None:
            try:
                self._model = self._load()
            except Exception as error:
                raise ModelUnavailable(_reason(error)) from error
        return self._model


def open_embedder(config: SearchConfig) -> Embedder | None:
    """The embedder the settings ask for; None for words alone. Cheap: weights are read on first use.

    Raises `ModelUnavailable` where the bundled weights are not installed.
    """
    if config.model == WORDS_ONLY:
        return None
    if config.model == HASHING:
        return HashingEmbedder()
    if config.model == BUNDLED:
        folder, model_id = prepare_bundled(config.model_dir)
        return ModelEmbedder(lambda: loading.bundled(folder, config.dtype, config.model_dir), model_id)
    return ModelEmbedder(
        lambda: loading.sentence_transformer(config.model, config.dtype, config.model_dir),
        _named(config.model),
    )


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
