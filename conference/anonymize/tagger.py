"""The trained layer: reads a text with the bundled language model and says of each letter how much it looks a name.

Its own weights are small (`tagger.npz`), made by `conference.anonymize.train` from the notes in `training/`; the
language model's files stay as they are.  It knows persons, places, schools, facilities and addresses; numbers are the rules'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from conference.anonymize import encoder, letters
from conference.anonymize.context import Reading
from conference.anonymize.spans import Label, Span
from conference.anonymize.stretches import stretches
from search.config import HASHING, WORDS_ONLY, SearchConfig
from search.model_files import prepare_bundled

WEIGHTS: Final = Path(__file__).with_name("tagger.npz")
KINDS: Final = ("", "PERSON", "PLACE", "SCHOOL", "FACILITY", "ADDRESS", "number")
SIGNS: Final = 1024  # letters are told apart by their code modulo this
_DELTAS: Final = "encoder."  # before the names of what the language model has learned
_NAMED: Final = slice(1, 6)
_SOFT: Final = {Label.PERSON, Label.PLACE, Label.SCHOOL, Label.FACILITY}
_DOUBTED: Final = 0.04  # a rule's finding that stays below it is dropped
_LIKELY: Final = 0.5
_LABELS: Final = [Label(kind) for kind in KINDS[_NAMED]]
Floats = NDArray[np.float32]


def number(label: str) -> int:
    """The index of a label in `KINDS`; what is no name and no plain text is a number."""
    return KINDS.index(label) if label in KINDS else len(KINDS) - 1


def signs(text: str) -> NDArray[np.int64]:
    """A number below `SIGNS` for each letter."""
    return np.asarray([ord("0" if letter.isdigit() else letter) % SIGNS for letter in text], np.int64)


class Opinion(Protocol):
    """What a trained layer makes of one text."""

    def doubts(self, span: Span) -> bool:
        """Whether nothing in these letters looks like a name, whatever a rule said."""

    def find(self, said: Iterable[Span], sure: float) -> Iterable[Span]:
        """Stretches that reach the chance `sure` of being a name; `said` is what is known already."""

    def likely(self, start: int, end: int) -> bool:
        """Whether letters that are a name elsewhere in the text may be one here; places of the folded text."""


class Layer(Protocol):
    """What the engine asks of a trained layer."""

    def read(self, reading: Reading) -> Opinion:
        """Read a text once."""


class Silent:
    """A layer that has nothing to say: the rules speak alone."""

    def read(self, reading: Reading) -> Silent:  # noqa: ARG002 every text alike
        return self

    def doubts(self, span: Span) -> bool:  # noqa: ARG002
        return False

    def find(self, said: Iterable[Span], sure: float) -> Iterable[Span]:  # noqa: ARG002
        return ()

    def likely(self, start: int, end: int) -> bool:  # noqa: ARG002
        return False


@dataclass(frozen=True)
class Tagger:
    """Heads that were taught alike from other beginnings, and the model that reads for them."""

    heads: Sequence[Mapping[str, Floats]]
    model: encoder.Encoder

    def read(self, reading: Reading) -> _Read:
        return _Read(reading, self.heads, self.model.read(reading.text))


@dataclass(frozen=True)
class _Read:
    """One text with its vectors; asked as often as needed."""

    reading: Reading
    heads: Sequence[Mapping[str, Floats]]
    vectors: encoder.Vectors

    def doubts(self, span: Span) -> bool:
        inside = [at for at, start in enumerate(self.reading.folded.starts) if span.start <= start < span.end]
        return span.label in _SOFT and float(self._unasked[inside].max(initial=0)) < _DOUBTED

    def find(self, said: Iterable[Span], sure: float) -> Iterator[Span]:
        if not self.reading.text.strip():
            return
        chances = self.chances(said)[:, _NAMED]
        yield from stretches(self.reading, chances.sum(1), chances.argmax(1), _LABELS, sure)

    def likely(self, start: int, end: int) -> bool:
        return float(self._unasked[start:end].max(initial=0)) >= _LIKELY

    def chances(self, said: Iterable[Span]) -> Floats:
        """(letters, `KINDS`), each row adding up to 1: the mean of what the heads say."""
        flags, marks = letters.flags(self.reading, said), signs(self.reading.text)
        told = [scores(weights, self.vectors, flags, marks) for weights in self.heads]
        return np.asarray(np.mean(told, 0), np.float32)

    @cached_property
    def _unasked(self) -> Floats:
        """(letters,): the chance of being a name where no rule has said anything."""
        return np.asarray(self.chances(())[:, _NAMED].sum(1), np.float32)


def scores(weights: Mapping[str, Floats], vectors: Any, flags: Floats, marks: NDArray[np.int64]) -> Floats:
    """(letters, `KINDS`) from the vectors, flags and signs of a text."""
    plain = (np.asarray(vectors, np.float32) - weights["mean"]) / weights["spread"]
    read = np.maximum(plain @ weights["read.weight"].T + weights["read.bias"], 0)
    flagged = flags @ weights["flag.weight"].T + weights["flag.bias"]
    joined = np.concatenate([read, flagged, weights["sign.weight"][marks]], 1)
    wide = np.maximum(_slide(joined, weights["wide.weight"]) + weights["wide.bias"], 0)
    near = np.maximum(_slide(wide, weights["near.weight"]) + weights["near.bias"], 0)
    kinds = near @ weights["kind.weight"].T + weights["kind.bias"]
    raised = np.exp(kinds - kinds.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def _slide(rows: Floats, kernel: Floats) -> Floats:
    """A convolution over letters; `kernel` is (out, in, width)."""
    width = kernel.shape[2]
    padded = np.pad(rows, ((width // 2, width // 2), (0, 0)))
    return np.asarray(
        sum(padded[at : at + len(rows)] @ kernel[:, :, at].T for at in range(width)), np.float32
    )


def write(path: Path, heads: Sequence[Mapping[str, Floats]]) -> None:
    """In half precision, a number before each name for its head."""
    kept: dict[str, Any] = {
        f"{number}.{name}": value.astype(np.float16)
        for number, weights in enumerate(heads)
        for name, value in weights.items()
    }
    np.savez_compressed(path, **kept)


def read_heads(path: Path) -> list[dict[str, Floats]]:
    """The heads that `write` wrote, a mapping for each."""
    return [
        {name: value for name, value in head.items() if not name.startswith(_DELTAS)} for head in _read(path)
    ]


def read_deltas(path: Path) -> dict[str, Floats]:
    """What the language model has learned for the first head, by the names `encoder.Encoder` knows."""
    first = _read(path)[0]
    return {name.removeprefix(_DELTAS): value for name, value in first.items() if name.startswith(_DELTAS)}


def _read(path: Path) -> list[dict[str, Floats]]:
    heads: dict[str, dict[str, Floats]] = defaultdict(dict)
    with np.load(path) as kept:
        for name in kept.files:
            number, _, weight = name.partition(".")
            heads[number][weight] = kept[name].astype(np.float32)
    return [heads[number] for number in sorted(heads)]


@cache
def opened() -> Layer:
    """The trained layer that comes with the product, once a process; the silent one where no model is wanted.

    Raises `search.errors.ModelUnavailable`.
    """
    config = SearchConfig.from_environment()
    if config.model in (HASHING, WORDS_ONLY):
        return Silent()
    folder, _ = prepare_bundled(config.model_dir)
    return Tagger(read_heads(WEIGHTS), encoder.Encoder(folder, read_deltas(WEIGHTS)))
