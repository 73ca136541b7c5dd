"""The real model with a memory on disk: a question is read once, so that trying a variant takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from search.embedding import Embedder, Read, Side


class KeptEmbedder:
    """Questions as the model reads them, kept in one file per model below `folder`; pages pass through."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self._inner = inner
        name = hashlib.sha256(inner.model_id.encode()).hexdigest()[:12]
        self._file = folder / f"questions-{name}.npz"
        self._known = self._load()
        self._new = False

    @property
    def model_id(self) -> str:
        """The real model's: the vectors are its own."""
        return self._inner.model_id

    def read(self, texts: Sequence[str], side: Side) -> list[Read]:
        """As the real model reads."""
        if side == "passage":
            return self._inner.read(texts, side)
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known |= zip(missing, self._inner.read(missing, side), strict=True)
        self._new = self._new or bool(missing)
        return [self._known[text] for text in texts]

    def save(self) -> None:
        """Writes the file where there is something new."""
        if not self._new:
            return
        reads = list(self._known.values())
        self._file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            self._file,
            texts=np.asarray(list(self._known)),
            vectors=np.stack([read.vector for read in reads]),
            tokens=np.concatenate([read.tokens for read in reads]).astype(np.float16),
            spans=np.concatenate([read.spans for read in reads]),
            lengths=np.asarray([len(read.tokens) for read in reads]),
        )
        self._new = False

    def _load(self) -> dict[str, Read]:
        if not self._file.exists():
            return {}
        with np.load(self._file, allow_pickle=False) as held:
            ends = np.cumsum(held["lengths"])[:-1]
            tokens = np.split(held["tokens"].astype(np.float32), ends)
            reads = map(Read, held["vectors"], tokens, np.split(held["spans"], ends))
            return dict(zip(held["texts"].tolist(), reads, strict=True))
