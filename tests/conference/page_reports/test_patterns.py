"""The shape of a leak: what the engine has to learn, and nothing that leaked."""

from __future__ import annotations

import json

import pytest

from conference.anonymize.spans import Label
from conference.page_reports import patterns

SHAPES = [("結衣", "漢漢"), ("ゆい", "ああ"), ("ユイ", "アア"), ("080-1234", "000-0000"), ("A.K", "A.A")]


@pytest.mark.parametrize(("surface", "shape"), SHAPES)
def test_shapes(surface: str, shape: str) -> None:
    assert patterns.shape(surface) == shape


def test_a_line_has_the_words_around_it_masked() -> None:
    text = "担任が結衣さん（080-1111-2222、結衣の母）に電話をした。"
    line = patterns.line(text, "結衣", Label.PERSON)
    told = json.loads(line)
    assert (told["label"], told["shape"], told["before"]) == ("PERSON", "漢漢", "担任が")
    assert "結衣" not in line
    assert not any(char.isdigit() for char in told["before"] + told["after"])


def test_a_word_that_does_not_stand_there_makes_no_line() -> None:
    assert patterns.line("文", "結衣", Label.PERSON) == ""
    assert patterns.line("文", "", Label.PERSON) == ""
