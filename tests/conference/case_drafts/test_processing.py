"""Two texts from one: every replacement with its reason, letters without a gap, what is open and what stands."""

from __future__ import annotations

from datetime import date

import pytest

from conference.anonymize import Known
from conference.case_drafts.processing import Processed, process

KNOWN = Known(
    family_name="森", given_names=("結衣", "蒼太"), school=("さつき野小学校",), workers=("佐藤 恵",)
)
WRITTEN = {
    "title": "結衣さんの朝",
    "worry": "森結衣さんはさつき野小学校を休んだ。山田先生が来た。",
    "now": "R8.9.3から蒼太くんと通う。絵に47の点を描いた。",
}


def _processed(words: dict[str, str | None] | None = None, written: dict[str, str] = WRITTEN) -> Processed:
    return process(written, KNOWN, words or {}, date(2026, 6, 1))


def test_the_same_person_has_the_same_letter_in_every_field() -> None:
    said = _processed().said
    assert said["title"].startswith("A")
    assert said["worry"].startswith("A")
    assert "X年9月" in said["now"]


@pytest.mark.parametrize(
    "words", [{}, {"山田": "ある先生"}, {"結衣": "その子"}, {"47": None, "さつき野小学校": "学校"}]
)
def test_what_was_written_is_what_the_pieces_hold(words: dict[str, str | None]) -> None:
    processed = _processed(words)
    for field, pieces in processed.fields.items():
        assert "".join(piece.written for piece in pieces) == WRITTEN[field]
        assert not any(name in processed.text(field) for name in ("結衣", "森", "さつき野", "蒼太"))


def test_a_chosen_word_takes_no_letter() -> None:
    letters = {piece.shown[0] for piece in _processed({"山田": "ある"}).marks if piece.shown[0].isascii()}
    assert {"A", "B"} <= letters
    assert "C" not in letters


def test_every_mark_says_why_and_what_is_open_comes_first() -> None:
    marks = _processed().marks
    assert all(piece.why and piece.label for piece in marks)
    assert (marks[0].key, marks[0].kind) == ("47", "unsure")
    assert [piece.key for piece in _processed().open_marks] == ["47"]


def test_kept_is_no_longer_open_and_stands_for_the_gate() -> None:
    processed = _processed({"47": None})
    assert processed.open_marks == []
    assert processed.kept == {"47"}


def test_a_choice_that_names_somebody_again_is_still_open() -> None:
    marks = _processed({"山田": "鈴木花子"}).open_marks
    assert [(piece.key, piece.kind) for piece in marks if piece.kind == "left"] == [("山田", "left")]


@pytest.mark.parametrize(
    "text", ["9月から通う。", "週2回会う。", "小4のころ。", "3か月続いた。", "2週間戻った。"]
)
def test_everyday_numbers_are_not_asked_about(text: str) -> None:
    assert _processed(written={"now": text}).open_marks == []
