"""`python -m conference.anonymize.train`: teach the tagger from the notes beside it and write its weights.

Each note is read once as written and several times with other names; pages of the knowledge base, in which
nobody is named, teach what is no name.  The same seed gives the same weights.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from conference.anonymize import encoder, engine, letters, lists, tagger
from conference.anonymize.context import Reading
from conference.anonymize.record import Known
from conference.anonymize.training import fillers, marked
from search.config import SearchConfig
from search.model_files import prepare_bundled

_HERE = Path(__file__).with_name("training")
_SEED = 20261122
_VOICES = 2  # how often each note is told with other names
_ROUNDS = 7
_HEADS = 1  # more are taught alike from other beginnings, and what they say is averaged
_PLAIN = 300  # sentences of ordinary words
_DOUBT = 0.3  # how often the rules' opinion is kept from the learner: it must stand without


@dataclass(frozen=True)
class Example:
    """One text as numbers; `kinds` are indices into `tagger.KINDS`, one a letter."""

    vectors: NDArray[np.float16]
    flags: NDArray[np.float32]
    signs: NDArray[np.int64]
    kinds: NDArray[np.int64]
    doubt: float


def main() -> int:
    """Read, learn, write; progress goes to standard error."""
    wanted = _arguments()
    taught = list(examples(wanted.notes, wanted.pages, wanted.voices))
    sys.stderr.write(f"{len(taught)} texts\n")
    tagger.write(wanted.to, [learn(taught, _SEED + head) for head in range(_HEADS)])
    sys.stderr.write(f"{wanted.to}: {wanted.to.stat().st_size} bytes\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="conference.anonymize.train")
    parser.add_argument("--notes", type=Path, nargs="+", default=sorted(_HERE.glob("notes_*.txt")))
    parser.add_argument("--pages", type=Path, default=Path("kb/cases"))
    parser.add_argument("--voices", type=int, default=_VOICES)
    parser.add_argument("--to", type=Path, default=tagger.WEIGHTS)
    return parser.parse_args()


def examples(notes: list[Path], pages: Path, voices: int = _VOICES) -> Iterator[Example]:
    """Every text as numbers, in the same order each time."""
    random = Random(_SEED)  # noqa: S311 the same each time, nothing secret
    for path in notes:
        for note in marked.read(path.read_text(encoding="utf-8")):
            yield example(note)
            for _ in range(voices):
                yield example(retold(note, random))
    for page in sorted(pages.glob("*.md"))[::6]:
        for part in paragraphs(page.read_text(encoding="utf-8")):
            yield example(marked.Marked((marked.Piece(part),)))
    yield from plain(random)


def plain(random: Random, count: int = _PLAIN) -> Iterator[Example]:
    """Sentences in which nothing is named; without the flag that tells a term: their meaning must do."""
    for line in (_HERE / "plain.txt").read_text("utf-8").splitlines()[1:]:
        yield example(marked.Marked((marked.Piece(line),)))
    frames = [line for line in (_HERE / "frames.txt").read_text("utf-8").splitlines() if "{}" in line]
    told = sorted({*lists.field_terms(), *lists.katakana_words(), *lists.beside(), *lists.describing()})
    for _ in range(count):
        frame = random.choice(frames)
        text = frame.format(*random.choices(told, k=frame.count("{}")))
        made = example(marked.Marked((marked.Piece(text),)))
        made.flags[:, letters.FLAGS.index("term")] = 0
        yield made


def retold(note: marked.Marked, random: Random) -> marked.Marked:
    """The note with other names; the same name becomes the same other name, and the record knows nothing."""
    given: dict[tuple[str, str], str] = {}
    for piece in note.pieces:
        if piece.label and (piece.label, piece.text) not in given:
            given[piece.label, piece.text] = fillers.another(piece.label, piece.text, random)
    told = (marked.Piece(given.get((one.label, one.text), one.text), one.label) for one in note.pieces)
    return marked.Marked(tuple(told))


def paragraphs(page: str) -> list[str]:
    body = page.split("---", 2)[-1]
    return [part for part in re.split(r"\n+|^#+ ", body, flags=re.MULTILINE) if len(part) > 60]


def example(note: marked.Marked) -> Example:
    reading = Reading.of(note.text)
    said = engine.by_rule(reading, Known())
    written = [label[2:] if label != "O" else "" for label in note.labels()]
    kinds = [tagger.number(written[start]) for start in reading.folded.starts]
    return Example(
        _reader().read(reading.text),
        letters.flags(reading, said),
        tagger.signs(reading.text),
        np.asarray(kinds, np.int64),
        _DOUBT,
    )


@cache
def _reader() -> encoder.Encoder:
    folder, _ = prepare_bundled(SearchConfig.from_environment().model_dir)
    return encoder.opened(folder)


def learn(taught: list[Example], seed: int) -> dict[str, NDArray[np.float32]]:
    """The weights after `_ROUNDS` rounds."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    mean, spread = _spread(taught)
    net = _Net(mean, spread)
    steps = _ROUNDS * (len(taught) // 8 + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=2e-3, total_steps=steps + 1)
    for _ in range(_ROUNDS):
        order = random.permutation(len(taught))
        for at in range(0, len(order), 8):
            optimizer.zero_grad()
            loss: Any = _loss(net, [taught[one] for one in order[at : at + 8]], random)
            loss.backward()
            optimizer.step()
            schedule.step()
    return net.weights()


def _spread(taught: list[Example]) -> tuple[torch.Tensor, torch.Tensor]:
    some = np.concatenate([one.vectors[::3] for one in taught[::4]]).astype(np.float32)
    return torch.tensor(some.mean(0)), torch.tensor(some.std(0) + 0.01)


def _loss(net: _Net, batch: list[Example], random: np.random.Generator) -> torch.Tensor:
    longest = max(len(one.kinds) for one in batch)
    vectors = torch.zeros(len(batch), longest, encoder.DIM)
    flags = torch.zeros(len(batch), longest, len(letters.FLAGS))
    signs = torch.zeros(len(batch), longest, dtype=torch.long)
    kinds = torch.full((len(batch), longest), -100)
    for row, one in enumerate(batch):
        size = len(one.kinds)
        vectors[row, :size] = torch.tensor(one.vectors.astype(np.float32))
        flags[row, :size] = torch.tensor(one.flags)
        if random.random() < one.doubt:
            flags[row, :, letters.OPINIONS] = 0
        signs[row, :size] = torch.tensor(one.signs)
        kinds[row, :size] = torch.tensor(one.kinds)
    scores: torch.Tensor = net(vectors, flags, signs)
    return torch.nn.functional.cross_entropy(scores.flatten(0, 1), kinds.flatten(), label_smoothing=0.02)


class _Net(torch.nn.Module):
    """What `tagger.scores` computes, in a form that can learn."""

    def __init__(self, mean: torch.Tensor, spread: torch.Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.read = torch.nn.Linear(encoder.DIM, 96)
        self.flag = torch.nn.Linear(len(letters.FLAGS), 48)
        self.sign = torch.nn.Embedding(tagger.SIGNS, 16)
        self.wide = torch.nn.Conv1d(160, 128, 5, padding=2)
        self.near = torch.nn.Conv1d(128, 96, 3, padding=1)
        self.kind = torch.nn.Linear(96, len(tagger.KINDS))
        self.drop = torch.nn.Dropout(0.3)

    def forward(self, vectors: torch.Tensor, flags: torch.Tensor, signs: torch.Tensor) -> torch.Tensor:
        read = torch.relu(self.read(self.drop((vectors - self.mean) / self.spread)))
        joined = torch.cat([self.drop(read), self.flag(flags), self.sign(signs)], -1)
        wide = self.drop(torch.relu(self.wide(joined.transpose(1, 2))))
        near = self.drop(torch.relu(self.near(wide)))
        scores: torch.Tensor = self.kind(near.transpose(1, 2))
        return scores

    def weights(self) -> dict[str, Any]:
        told = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        return {**told, "mean": self.mean.numpy(), "spread": self.spread.numpy()}


if __name__ == "__main__":
    sys.exit(main())
