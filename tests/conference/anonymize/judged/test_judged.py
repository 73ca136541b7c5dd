"""The judged notes are what their source says, and as mixed as they are meant to be."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.conference.anonymize.judged.mark import (
    HERE,
    LABELS,
    SETS,
    BadMark,
    as_lines,
    read_note,
    read_notes,
)


@pytest.mark.parametrize("which", SETS)
def test_the_file_is_what_the_source_says(which: str) -> None:
    assert (HERE / f"{which}.jsonl").read_text(encoding="utf-8") == as_lines(which)


@pytest.mark.parametrize("which", SETS)
def test_the_notes_are_mixed(which: str) -> None:
    notes = list(read_notes(which))
    without = sum(not note.spans for note in notes)
    labels = {str(span["label"]) for note in notes for span in note.spans}
    assert len(notes) == SETS[which]
    assert 0.2 <= without / len(notes) <= 0.3
    assert labels == set(LABELS.values())


def _pieces(which: str, length: int) -> set[str]:
    return {
        note.text[i : i + length] for note in read_notes(which) for i in range(len(note.text) - length + 1)
    }


def test_the_first_two_sets_share_no_text() -> None:
    """Fifteen characters in common would be a sentence used twice."""
    assert not _pieces("dev", 15) & _pieces("held", 15)


@pytest.mark.parametrize(("first", "second"), [*combinations(SETS, 2)])
def test_no_two_sets_share_a_sentence(first: str, second: str) -> None:
    """Up to twenty are terms of the field (ファミリー・サポート・センター)."""
    assert not _pieces(first, 21) & _pieces(second, 21)


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("電話メモ\n{P:青葉}", "too short to be a note"),
        ("電話メモ\n{P:青葉 " + "あ" * 70, "a mark that is never closed"),
    ],
)
def test_a_badly_marked_note_is_refused(block: str, why: str) -> None:
    with pytest.raises(BadMark):
        read_note(1, "dev", block)
