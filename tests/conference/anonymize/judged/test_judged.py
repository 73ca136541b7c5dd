"""The judged notes are what their source says, and as mixed as they are meant to be."""

from __future__ import annotations

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
    assert len(notes) == 150
    assert 30 <= without <= 45
    assert labels == set(LABELS.values())


def test_the_sets_share_no_text() -> None:
    """Fifteen characters in common would be a sentence used twice."""

    def pieces(which: str) -> set[str]:
        return {note.text[i : i + 15] for note in read_notes(which) for i in range(len(note.text) - 14)}

    assert not pieces("dev") & pieces("held")


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
