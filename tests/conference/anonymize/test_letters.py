"""What the tagger is told of each letter."""

from __future__ import annotations

import pytest

from conference.anonymize.context import Reading
from conference.anonymize.letters import FLAGS, flags, script
from conference.anonymize.spans import Label, Span

CASES = (
    # text, letter, flags that must be set, reason
    ("佐藤さん", "佐", {"c", "姓", "starts", "Sb"}, "a surname begins"),
    ("佐藤さん", "藤", {"ends", "Si"}, "and goes on"),
    ("佐藤さん", "さ", {"h", "title"}, "a title"),
    ("母がいう", "母", {"role", "relative"}, "a relation before and after names"),
    ("要対協の場", "対", {"term"}, "a term of the field"),
    ("テレビを見た", "レ", {"k", "ordinary"}, "an ordinary word in katakana"),
    ("鶴見病院", "病", {"after"}, "a word of kind"),
    ("小学校へ", "学", {"school"}, "a kind of school"),
)


@pytest.mark.parametrize(("text", "letter", "wanted", "reason"), CASES, ids=[row[3] for row in CASES])
def test_flags(text: str, letter: str, wanted: set[str], reason: str) -> None:
    row = flags(Reading.of(text), [])[text.index(letter)]
    assert wanted <= {name for name, value in zip(FLAGS, row, strict=True) if value}


def test_what_rules_said_is_told_letter_for_letter() -> None:
    told = flags(Reading.of("㈱東と西"), [Span(0, 2, Label.FACILITY, "")])
    assert told[:, FLAGS.index("FACILITY")].tolist() == [1, 1, 1, 1, 0, 0]
    assert told[:, FLAGS.index("begins")].tolist() == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("letter", "kind"), [("あ", "h"), ("ー", "k"), ("漢", "c"), ("7", "0"), ("z", "a"), ("、", ".")]
)
def test_script(letter: str, kind: str) -> None:
    assert script(letter) == kind
