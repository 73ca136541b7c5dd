"""The trained layer: its weights, its mean, what it drops and adds; no model is loaded but for the last test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from conference.anonymize import anonymize, find, tagger
from conference.anonymize.context import Reading
from conference.anonymize.letters import FLAGS
from conference.anonymize.spans import Label, Span
from conference.anonymize.tagger import KINDS, Floats, Silent, read_heads, scores, write


@dataclass(frozen=True)
class Convinced:
    """A layer that takes one word for a facility and believes no rule about another."""

    believed: str
    doubted: str
    likely: str = ""

    def read(self, reading: Reading) -> _Convinced:
        return _Convinced(self, reading)


@dataclass(frozen=True)
class _Convinced:
    of: Convinced
    reading: Reading

    def doubts(self, span: Span) -> bool:
        return self.reading.folded.original[span.start : span.end] == self.of.doubted

    def find(self, said: object, sure: float) -> Iterator[Span]:
        at = self.reading.text.find(self.of.believed)
        if at >= 0:
            yield self.reading.span(at, at + len(self.of.believed), Label.FACILITY, "")

    def likely(self, start: int, end: int) -> bool:
        return self.reading.text[start:end] == self.of.likely


def _zeros() -> dict[str, Floats]:
    shapes = {
        "mean": (4,), "spread": (4,), "read.weight": (3, 4), "read.bias": (3,), "flag.weight": (2, len(FLAGS)), "flag.bias": (2,),
        "sign.weight": (tagger.SIGNS, 2), "wide.weight": (4, 7, 5), "wide.bias": (4,), "near.weight": (3, 4, 3), "near.bias": (3,),
        "kind.weight": (len(KINDS), 3), "kind.bias": (len(KINDS),),
    }  # fmt: skip
    return {name: np.zeros(shape, np.float32) for name, shape in shapes.items()} | {
        "spread": np.ones(4, np.float32)
    }


def test_each_letter_gets_chances_that_add_up() -> None:
    weights = _zeros()
    weights["kind.bias"][KINDS.index("PERSON")] = 2
    told = scores(weights, np.zeros((3, 4)), np.zeros((3, len(FLAGS)), np.float32), tagger.signs("あ1z"))
    assert told.shape == (3, len(KINDS))
    assert np.allclose(told.sum(1), 1)
    assert (told.argmax(1) == KINDS.index("PERSON")).all()


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    first, second = _zeros(), _zeros()
    second["near.bias"][:] = 0.5
    write(tmp_path / "w.npz", [first, second])
    heads = read_heads(tmp_path / "w.npz")
    assert [head["near.bias"].tolist() for head in heads] == [[0, 0, 0], [0.5, 0.5, 0.5]]
    assert set(heads[0]) == set(first)


def test_what_the_layer_believes_is_added_and_what_it_doubts_dropped() -> None:
    text = "佐藤さんはゼブリナへ"
    assert [text[span.start : span.end] for span in find(text)] == ["佐藤"]
    found = find(text, None, Convinced("ゼブリナ", "佐藤"))
    assert [(text[span.start : span.end], span.label) for span in found] == [("ゼブリナ", Label.FACILITY)]


def test_terms_of_the_field_stay_whatever_the_layer_says() -> None:
    assert find("要対協で決めた", None, Convinced("要対協", "")) == []


def test_a_name_of_one_letter_is_found_again_where_the_layer_takes_it_for_one() -> None:
    text = "担当の乾さん。次回は乾も行く。乾いた咳"
    first = (text.index("乾"), text.index("乾") + 1)
    again = text.index("乾も")
    assert [(span.start, span.end) for span in find(text)] == [first]
    found = find(text, None, Convinced("ゼブリナ", "", likely="乾"))
    assert [(span.start, span.end) for span in found] == [first, (again, again + 1)]


def test_the_silent_layer_leaves_the_rules_alone() -> None:
    text = "佐藤さん、090-1234-5678"
    assert find(text, None, Silent()) == find(text)


@pytest.mark.model
def test_a_house_no_rule_foresaw(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEARCH_MODEL", raising=False)
    tagger.opened.cache_clear()
    made = anonymize("母は昨夜もビストロ海猫亭の手伝いで、ヤマナミが弟を寝かせた。", tagger=tagger.opened())
    tagger.opened.cache_clear()
    assert "海猫" not in made.text
    assert "ヤマナミ" not in made.text
