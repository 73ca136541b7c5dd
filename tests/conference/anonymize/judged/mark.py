"""Turn the marked-up notes (`source_dev.txt`, `source_held.txt` …) into `dev.jsonl`, `held.jsonl` ….

A note is `## kind of note`, an optional `@ key=value; key=a,b` line with what the record knows, the text with
marks `{P:青葉}`, and a blank line. `python -m tests.conference.anonymize.judged.mark` writes all files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
SETS = {
    "dev": 150,
    "held": 150,
    "later": 225,
    "second": 150,
    "third": 150,
    "fourth": 150,
    "fifth": 150,
    "sixth": 225,
    "seventh": 300,
    "eighth": 193,
}  # how many notes each holds
LABELS = {
    "P": "PERSON", "B": "BIRTHDATE", "D": "DATE", "A": "ADDRESS", "L": "PLACE", "S": "SCHOOL",
    "F": "FACILITY", "T": "PHONE", "E": "EMAIL", "I": "ID", "U": "URL", "V": "VEHICLE",
}  # fmt: skip
DECOY = "-"
KEYS = {
    "family": "family_name", "given": "given_names", "kana": "kana", "nick": "nicknames", "school": "school",
    "birth": "birth_date", "addr": "address", "phone": "phone", "workers": "workers", "agencies": "agencies",
}  # fmt: skip
LISTS = {"given_names", "kana", "nicknames", "workers", "agencies"}
MARK = re.compile(r"\{([A-Z-]):([^{}]+)\}")


class BadMark(ValueError):
    """A note whose marks cannot be read; says which."""


@dataclass
class Note:
    """One judged note; offsets are Python code points of `text`."""

    id: str
    kind: str
    text: str
    known: dict[str, str | list[str]] = field(default_factory=dict)
    spans: list[dict[str, int | str]] = field(default_factory=list)
    decoys: list[dict[str, int]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)  # the words inside the marks, in order, to check against

    def line(self) -> str:
        """The note as a line of the JSON file."""
        shown = {
            "id": self.id,
            "text": self.text,
            "known": self.known,
            "spans": self.spans,
            "decoys": self.decoys,
        }
        return json.dumps(shown, ensure_ascii=False)


def read_known(line: str) -> dict[str, str | list[str]]:
    """`family=森; given=光,望` → the `known` of the contract; lists where a household may have several."""
    known: dict[str, str | list[str]] = {}
    for pair in filter(None, (part.strip() for part in line.split(";"))):
        short, _, value = pair.partition("=")
        key = KEYS[short.strip()]
        known[key] = value.strip().split(",") if key in LISTS else value.strip()
    return known


def place_marks(note: Note, marked: str) -> None:
    """Take the marks out of the text and keep where they were."""
    pieces: list[str] = []
    at = last = 0
    for mark in MARK.finditer(marked):
        before, word = marked[last : mark.start()], mark[2]
        at += len(before)
        where = {"start": at, "end": at + len(word)}
        if mark[1] == DECOY:
            note.decoys.append(where)
        else:
            note.spans.append({**where, "label": LABELS[mark[1]]})
        note.marked.append(word)
        pieces += [before, word]
        at, last = at + len(word), mark.end()
    note.text = "".join([*pieces, marked[last:]])


def check(note: Note) -> None:
    """Refuse a note whose offsets do not give back the marked words, or with a mark left over."""
    spans = [(int(span["start"]), int(span["end"])) for span in note.spans]
    places = sorted([*spans, *((decoy["start"], decoy["end"]) for decoy in note.decoys)])
    if [note.text[start:end] for start, end in places] != note.marked:
        raise BadMark(f"{note.id}: offsets and words differ")
    if re.search(r"[{}]", note.text):
        raise BadMark(f"{note.id}: a mark is left in the text")
    if not 60 <= len(note.text) <= 300:
        raise BadMark(f"{note.id}: {len(note.text)} characters, wanted 60 to 300: {note.text[:20]}")


def read_note(number: int, which: str, block: str) -> Note:
    """One block of the source as a checked note."""
    head, *lines = block.strip("\n").split("\n")
    note = Note(f"{which}-{number:03}", head, "")
    if lines[0].startswith("@ "):
        note.known = read_known(lines.pop(0)[2:])
    place_marks(note, "\n".join(lines))
    check(note)
    return note


def read_notes(which: str) -> Iterator[Note]:
    """All notes of a set, in order."""
    source = (HERE / f"source_{which}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"^## ", source, flags=re.MULTILINE)[1:]
    for number, block in enumerate(blocks, 1):
        yield read_note(number, which, block)


def as_lines(which: str) -> str:
    """The content of a set's file."""
    return "".join(note.line() + "\n" for note in read_notes(which))


def main() -> None:
    """Write the files beside this one."""
    for which in SETS:
        (HERE / f"{which}.jsonl").write_text(as_lines(which), encoding="utf-8")


if __name__ == "__main__":
    main()
