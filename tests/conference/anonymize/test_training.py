"""The notes the tagger learns from: how they are read, and what other names are put into them."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from conference.anonymize.training import fillers, marked

NOTES = Path(marked.__file__).parent


def test_marks_become_pieces_and_labels() -> None:
    (note,) = marked.read("## 電話\n@ family=森; given=翼,光\n{P:森}母が{-:木}を見た\n")
    assert note.text == "森母が木を見た"
    assert note.labels() == ["B-PERSON", "O", "O", "O", "O", "O", "O"]
    assert note.known.family_name == "森"
    assert note.known.given_names == ("翼", "光")


def test_every_note_beside_the_trainer_is_read() -> None:
    notes = [
        note for path in sorted(NOTES.glob("notes_*.txt")) for note in marked.read(path.read_text("utf-8"))
    ]
    assert len(notes) > 200
    assert not [note.text for note in notes if "{" in note.text or "}" in note.text]


MAKES = (
    # label, as written, what the other name must look like, reason
    ("PERSON", "佐藤", r"[一-龠々ヶ]{1,4}", "a surname for a surname"),
    ("PERSON", "ゆうと", r"[ぁ-んー]{2,8}", "kana for kana"),
    ("PERSON", "マリア", r"[ァ-ヶー]{2,8}", "katakana for katakana"),
    ("PERSON", "佐藤 花子", r"[一-龠々ヶ]+ [一-龠々ヶ]+", "a full name with its space"),
    ("PERSON", "K.T", r"[A-Z]\.[A-Z]", "initials for initials"),
    ("SCHOOL", "高砂小", r".+小", "the kind of school stays"),
    ("FACILITY", "あさひ病院", r".+病院", "the kind of house stays"),
    ("PLACE", "二又川", r".+川", "the kind of place stays"),
    ("PHONE", "090-0000-0000", r"090-0000-0000", "numbers are the rules' alone"),
)


@pytest.mark.parametrize(("label", "said", "shape", "reason"), MAKES, ids=[row[3] for row in MAKES])
def test_another_name_of_the_same_make(label: str, said: str, shape: str, reason: str) -> None:
    random = Random(1)
    assert all(re.fullmatch(shape, fillers.another(label, said, random)) for _ in range(30))


def test_the_same_seed_tells_the_same_names() -> None:
    told = [[fillers.another("PERSON", "佐藤", Random(7)) for _ in range(5)] for _ in range(2)]
    assert told[0] == told[1]
