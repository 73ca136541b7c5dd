"""The real model with a memory on disk: a text is embedded once, so that trying a variant takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from search.embedding import BATCH, Embedder, Vectors


class KeptEmbedder:
    """Vectors by text, kept in one file per model below `folder`; `save` writes what is new."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self._inner = inner
        name = hashlib.sha256(inner.model_id.encode()).hexdigest()[:12]
        self._file = folder / f"vectors-{name}.npz"
        self._known = self._read()
        self._new = 0

    @property
    def model_id(self) -> str:
        """The real model's: the vectors are its own."""
        return self._inner.model_id

    def queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 of unit length."""
        return self._vectors(texts, "q", self._inner.queries)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """(n, dim) float32 of unit length."""
        return self._vectors(texts, "p", self._inner.passages)

    def save(self) -> None:
        """Writes the file where there is something new."""
        if self._new:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            keys = np.frombuffer(b"".join(self._known), np.uint8).reshape(len(self._known), 16)
            np.savez(self._file, keys=keys, vectors=np.stack(list(self._known.values())))
            self._new = 0

    def _vectors(self, texts: Sequence[str], side: str, embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [hashlib.blake2b(f"{side}{text}".encode(), digest_size=16).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        missing = sorted(new, key=lambda key: -len(new[key]))
        for at in range(0, len(missing), BATCH):
            batch = missing[at : at + BATCH]
            self._known |= zip(batch, embed([new[key] for key in batch]), strict=True)
        self._new += len(missing)
        return np.stack([self._known[key] for key in keys])

    def _read(self) -> dict[bytes, Vectors]:
        if not self._file.exists():
            return {}
        with np.load(self._file, allow_pickle=False) as held:
            return dict(zip((key.tobytes() for key in held["keys"]), held["vectors"], strict=True))
