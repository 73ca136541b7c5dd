"""Notes and plain sentences as the numbers the tagger learns from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from conference.anonymize import encoder, engine, letters, lists, tagger
from conference.anonymize.context import Reading
from conference.anonymize.record import Known
from conference.anonymize.training import fillers, marked

_HERE = Path(__file__).parent
_DOUBT = 0.3  # how often the rules' opinion is kept from the learner: it must stand without
_LONGEST = 400  # letters


@dataclass(frozen=True)
class Example:
    """One text as numbers; `kinds` are indices into `tagger.KINDS`, `places` into `pieces`, one a letter."""

    pieces: list[int]
    places: NDArray[np.int64]
    flags: NDArray[np.bool_]
    signs: NDArray[np.int64]
    kinds: NDArray[np.int64]
    doubt: float = _DOUBT


def of_notes(notes: list[Path], voices: int, model: encoder.Encoder, random: Random) -> Iterator[Example]:
    """Each note as written and `voices` times with other names."""
    for path in notes:
        for note in marked.read(path.read_text(encoding="utf-8")):
            yield example(note, model)
            for _ in range(voices):
                yield example(retold(note, random), model)


def of_pages(pages: Path, model: encoder.Encoder) -> Iterator[Example]:
    """Paragraphs of the knowledge base, in which nobody is named."""
    for page in sorted(pages.glob("*.md"))[::6]:
        for part in paragraphs(page.read_text(encoding="utf-8")):
            yield example(marked.Marked((marked.Piece(part),)), model)


def of_sentences(count: int, model: encoder.Encoder, random: Random) -> Iterator[Example]:
    """Sentences in which nothing is named; without the flag that tells a term: their meaning must do."""
    for line in (_HERE / "plain.txt").read_text("utf-8").splitlines()[1:]:
        yield example(marked.Marked((marked.Piece(line),)), model)
    frames = [line for line in (_HERE / "frames.txt").read_text("utf-8").splitlines() if "{}" in line]
    told = sorted({*lists.field_terms(), *lists.katakana_nouns(), *lists.beside(), *lists.describing()})
    for _ in range(count):
        frame = random.choice(frames)
        text = frame.format(*random.choices(told, k=frame.count("{}")))
        made = example(marked.Marked((marked.Piece(text),)), model)
        made.flags[:, letters.FLAGS.index("term")] = False
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


def example(note: marked.Marked, model: encoder.Encoder) -> Example:
    """As numbers; of a long text its beginning."""
    reading = Reading.of(note.text)
    said = engine.by_rule(reading, Known())
    written = [label[2:] if label != "O" else "" for label in note.labels()]
    kinds = [tagger.number(written[start]) for start in reading.folded.starts]
    pieces, places = model.pieces(reading.text[:_LONGEST])
    return Example(
        pieces,
        places,
        letters.flags(reading, said)[:_LONGEST].astype(np.bool_),
        tagger.signs(reading.text)[:_LONGEST],
        np.asarray(kinds, np.int64)[:_LONGEST],
    )
