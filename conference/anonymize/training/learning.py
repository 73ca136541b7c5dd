"""How the tagger learns: the head over the language model and, if wanted, small deltas to its upper half with it.

The lower half is never changed; what it says of a text is computed once.  A delta is a product of two narrow matrices
(Hu et al. 2021, arXiv:2106.09685) beside each weight of a layer; the same seed gives the same weights on one machine.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from conference.anonymize import encoder, letters, tagger
from conference.anonymize.training.examples import Example

Weights = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Plan:
    """How long, how fast and how wide."""

    rounds: int = 7
    batch: int = 8
    rank: int = 0  # of the deltas; 0 leaves the language model as it is
    pace: float = 2e-3  # of the head
    deltas: float = 1e-3  # of the deltas
    device: str = "cpu"


@dataclass(frozen=True)
class Taught:
    """An example with what the lower half of the model says of it: (pieces, 2 × 384) of two layers."""

    example: Example
    below: torch.Tensor


def learn(
    examples: Sequence[Example], model: encoder.Encoder, plan: Plan, seed: int, begun: Weights | None = None
) -> Weights:
    """The weights of the deltas (`encoder.` before their names) and of the head, which goes on from `begun`."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    taught = [Taught(one, model.below(one.pieces)) for one in examples]
    net = _Net(model, plan.rank, *_spread(taught, model))
    net.begin(begun or {})
    net.to(plan.device)
    optimizer = torch.optim.AdamW(net.groups(plan), weight_decay=0.02)
    steps = plan.rounds * (len(taught) // plan.batch + 1)
    paces = [group["lr"] for group in optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=paces, total_steps=steps + 1)
    for turn in range(plan.rounds):
        lost = 0.0
        for batch in _batches(taught, plan.batch, random):
            optimizer.zero_grad()
            loss: Any = net.loss(_Padded(batch, random).to(plan.device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach()) * len(batch) / len(taught)
        sys.stderr.write(f"round {turn + 1} of {plan.rounds}: {lost:.4f}\n")
    return net.weights()


def _batches(taught: list[Taught], size: int, random: np.random.Generator) -> Iterator[list[Taught]]:
    """In another order each round; texts of like length together, so that little is read in vain."""
    order = [int(at) for at in random.permutation(len(taught))]
    pools = (order[at : at + 16 * size] for at in range(0, len(order), 16 * size))
    batches = []
    for pool in pools:
        pool.sort(key=lambda at: len(taught[at].example.pieces))
        batches += [pool[at : at + size] for at in range(0, len(pool), size)]
    for at in random.permutation(len(batches)):
        yield [taught[one] for one in batches[int(at)]]


def _spread(taught: list[Taught], model: encoder.Encoder) -> tuple[torch.Tensor, torch.Tensor]:
    with torch.inference_mode():
        some = torch.cat([model.above(one.below.float()) for one in taught[::17]])
    return some.mean(0).clone(), (some.std(0) + 0.01).clone()


class _Padded:
    """Some texts side by side; what is beyond the end of a text is kind -100."""

    def __init__(self, batch: list[Taught], random: np.random.Generator) -> None:
        pieces = max(len(one.example.pieces) for one in batch)
        size = max(len(one.example.kinds) for one in batch)
        self.below = torch.zeros(len(batch), pieces, 2 * encoder.SIZE)
        self.unread = torch.ones(len(batch), pieces, dtype=torch.bool)
        self.places = torch.full((len(batch), size), pieces)
        self.flags = torch.zeros(len(batch), size, len(letters.FLAGS))
        self.signs = torch.zeros(len(batch), size, dtype=torch.long)
        self.kinds = torch.full((len(batch), size), -100)
        for row, one in enumerate(batch):
            self._put(row, one, random)

    def _put(self, row: int, one: Taught, random: np.random.Generator) -> None:
        read, size, given = len(one.example.pieces), len(one.example.kinds), one.example
        self.below[row, :read] = one.below.float()
        self.unread[row, :read] = False
        places = torch.tensor(given.places)
        self.places[row, :size] = torch.where(places < 0, self.below.shape[1], places)
        self.flags[row, :size] = torch.tensor(given.flags, dtype=torch.float32)
        if random.random() < given.doubt:
            self.flags[row, :, letters.OPINIONS] = 0
        self.signs[row, :size] = torch.tensor(given.signs)
        self.kinds[row, :size] = torch.tensor(given.kinds)

    def to(self, device: str) -> _Padded:
        for name, value in vars(self).items():
            setattr(self, name, value.to(device))
        return self


class _Delta(torch.nn.Module):
    """A weight that stays, and the narrow product that is learned beside it."""

    def __init__(self, kept: torch.nn.Linear, rank: int) -> None:
        super().__init__()
        self.kept = kept.requires_grad_(requires_grad=False)
        self.narrow = torch.nn.Parameter(torch.randn(rank, kept.in_features) / kept.in_features**0.5)
        self.broad = torch.nn.Parameter(torch.zeros(kept.out_features, rank))
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        said: torch.Tensor = self.kept(given) + self.drop(given) @ self.narrow.T @ self.broad.T
        return said


class _Net(torch.nn.Module):
    """What `encoder` and `tagger.scores` compute, in a form that can learn."""

    layers: torch.nn.ModuleList
    mean: torch.Tensor
    spread: torch.Tensor

    def __init__(self, model: encoder.Encoder, rank: int, mean: torch.Tensor, spread: torch.Tensor) -> None:
        super().__init__()
        self.rank = rank
        # What never learns must hold no gradients: they would pile up and choke the clipping.
        self.layers = model.upper_layers().requires_grad_(requires_grad=False)
        for layer in self.layers.children():
            for name in encoder.CHANGED if rank else ():
                _swap(layer, name, rank)
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.head = torch.nn.ModuleDict({
            "read": torch.nn.Linear(encoder.DIM, 96),
            "flag": torch.nn.Linear(len(letters.FLAGS), 48),
            "sign": torch.nn.Embedding(tagger.SIGNS, 16),
            "wide": torch.nn.Conv1d(160, 128, 5, padding=2),
            "near": torch.nn.Conv1d(128, 96, 3, padding=1),
            "kind": torch.nn.Linear(96, len(tagger.KINDS)),
        })  # fmt: skip
        self.drop = torch.nn.Dropout(0.3)

    def begin(self, weights: Weights) -> None:
        """Take over a head that has learned already, and deltas of the same rank with it."""
        for name, value in weights.items():
            if name in {"mean", "spread"}:
                self.register_buffer(name, torch.tensor(value))
            elif name.startswith("encoder."):
                _, number, rest = name.split(".", 2)
                delta = self.layers[int(number) - encoder.KEPT - 1].get_parameter(rest)
                delta.data.copy_(torch.tensor(value))
            else:
                self.head.get_parameter(name).data.copy_(torch.tensor(value))

    def loss(self, given: _Padded) -> torch.Tensor:
        scores = self(given).flatten(0, 1)
        return torch.nn.functional.cross_entropy(scores, given.kinds.flatten(), label_smoothing=0.02)

    def forward(self, given: _Padded) -> torch.Tensor:
        with torch.autocast(given.below.device.type, torch.bfloat16):
            seen = self._read(given).float()
        read = torch.relu(self.head["read"](self.drop((seen - self.mean) / self.spread)))
        nowhere = torch.relu(self.head["read"](-self.mean / self.spread)).expand(len(read), 1, -1)
        at = given.places[..., None].expand(-1, -1, read.shape[-1])
        read = torch.cat([read, nowhere], 1).gather(1, at)
        joined = torch.cat(
            [self.drop(read), self.head["flag"](given.flags), self.head["sign"](given.signs)], -1
        )
        wide = self.drop(torch.relu(self.head["wide"](joined.transpose(1, 2))))
        near = self.drop(torch.relu(self.head["near"](wide)))
        scores: torch.Tensor = self.head["kind"](near.transpose(1, 2))
        return scores

    def _read(self, given: _Padded) -> torch.Tensor:
        """(texts, pieces, `DIM`): two layers from below, two from the layers that learn."""
        mask = torch.zeros(given.unread.shape).to(given.below).masked_fill(given.unread, -1e4)[:, None, None]
        states = [given.below]
        hidden = given.below[..., encoder.SIZE :]
        for number, layer in enumerate(self.layers.children(), encoder.KEPT + 1):
            hidden = layer(hidden, mask)
            if number in encoder.LAYERS:
                states.append(hidden)
        return torch.cat(states, -1)

    def groups(self, plan: Plan) -> list[dict[str, Any]]:
        deltas = [value for name, value in self.named_parameters() if name.endswith(("narrow", "broad"))]
        head = {"params": self.head.parameters(), "lr": plan.pace}
        return [head, {"params": deltas, "lr": plan.deltas}] if deltas else [head]

    def weights(self) -> Weights:
        told = {name: value.detach().cpu().float().numpy() for name, value in self.head.state_dict().items()}
        told |= {"mean": self.mean.cpu().numpy(), "spread": self.spread.cpu().numpy()}
        for number, layer in enumerate(self.layers.children(), encoder.KEPT + 1):
            for name in encoder.CHANGED if self.rank else ():
                delta = layer.get_submodule(name)
                for side in ("narrow", "broad"):
                    value = delta.get_parameter(side).detach().cpu().numpy()
                    told[f"encoder.{number}.{name}.{side}"] = value
        return told


def _swap(layer: torch.nn.Module, name: str, rank: int) -> None:
    holder, _, last = name.rpartition(".")
    kept: Any = layer.get_submodule(name)
    setattr(layer.get_submodule(holder), last, _Delta(kept, rank))
