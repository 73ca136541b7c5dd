"""`python -m conference.anonymize.train`: teach the tagger from the notes beside it and write its weights.

Each note is read once as written and several times with other names; pages of the knowledge base and plain
sentences, in which nobody is named, teach what is no name.  On a processor without an accelerator it takes from half
an hour to some hours, with the machine's load; `--device cuda` uses a graphics card where there is one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

from conference.anonymize import encoder, tagger
from conference.anonymize.training import examples, learning
from search.config import SearchConfig
from search.model_files import prepare_bundled

_HERE = Path(__file__).with_name("training")
_SEED = 20261122
_VOICES = 2  # how often each note is told with other names
_PLAIN = 300  # sentences of ordinary words


def main() -> int:
    """Read, learn, write; progress goes to standard error."""
    wanted = _arguments()
    folder, _ = prepare_bundled(SearchConfig.from_environment().model_dir)
    model = encoder.Encoder(folder)
    taught = _examples(wanted, model)
    sys.stderr.write(f"{len(taught)} texts\n")
    begun = _begun(wanted.begin) if wanted.begin else None
    plan = learning.Plan(rounds=wanted.rounds, rank=wanted.rank, device=wanted.device)
    tagger.write(wanted.to, [learning.learn(taught, model, plan, wanted.seed, begun)])
    sys.stderr.write(f"{wanted.to}: {wanted.to.stat().st_size} bytes\n")
    return 0


def _begun(weights: Path) -> dict[str, tagger.Floats]:
    """A head, and the deltas it was taught with."""
    deltas = {f"encoder.{name}": value for name, value in tagger.read_deltas(weights).items()}
    return {**tagger.read_heads(weights)[0], **deltas}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="conference.anonymize.train")
    notes = sorted(_HERE.glob("notes_*.txt"))
    parser.add_argument("--notes", type=Path, nargs="+", default=notes)
    parser.add_argument("--pages", type=Path, default=Path("kb/cases"))
    parser.add_argument("--voices", type=int, default=_VOICES)
    parser.add_argument("--rounds", type=int, default=learning.Plan.rounds)
    parser.add_argument("--rank", type=int, default=0, help="of deltas to the language model; 0: none")
    parser.add_argument("--begin", type=Path, help="weights whose head is taught on")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--to", type=Path, default=tagger.WEIGHTS)
    return parser.parse_args()


def _examples(wanted: argparse.Namespace, model: encoder.Encoder) -> list[examples.Example]:
    """Every text as numbers, in the same order each time."""
    random = Random(_SEED)  # noqa: S311 the same each time, nothing secret
    return [
        *examples.of_notes(wanted.notes, wanted.voices, model, random),
        *examples.of_pages(wanted.pages, model),
        *examples.of_sentences(_PLAIN, model, random),
    ]


if __name__ == "__main__":
    sys.exit(main())
