"""The trained reading beside record and rules: it adds, it doubts, and the person decides where they differ."""

from __future__ import annotations

from datetime import date

import pytest

from conference.anonymize import Known, gate
from conference.anonymize.said import read
from conference.case_drafts.processing import Processed, process
from tests.conference.anonymize.pages import a_page, examined
from tests.conference.case_drafts.layers import Told

KNOWN = Known(family_name="森", given_names=("結衣",))
RULE = "山田先生と話した。"  # a rule is certain of 山田


def _processed(text: str, layer: Told | None, **words: str | None) -> Processed:
    return process({"worry": text}, KNOWN, words, date(2026, 6, 1), layer)


def test_what_it_is_certain_of_is_replaced() -> None:
    text = "こだまやの前で会った。"
    assert "こだまや" in _processed(text, None).text("worry")
    assert "こだまや" not in _processed(text, Told(certain=("こだまや",))).text("worry")


def test_what_it_holds_possible_is_asked_about() -> None:
    (mark,) = _processed("夕方はすすき野で会う。", Told(possible=("すすき野",))).asked_by_reading
    assert (mark.key, mark.kind) == ("すすき野", "unsure")
    kept = _processed("夕方はすすき野で会う。", Told(possible=("すすき野",)), すすき野=None)
    assert kept.asked_by_reading == kept.open_marks == []


def test_a_doubted_finding_is_shown_with_both_reasons_and_may_stay() -> None:
    layer = Told(doubts=("山田先生",))
    (mark,) = _processed(RULE, layer).open_marks
    assert (mark.key, mark.kind) == ("山田", "doubted")
    assert "学習した読み取り" in mark.why
    assert _processed(RULE, layer).doubted == frozenset()
    kept = _processed(RULE, layer, 山田=None)
    assert kept.open_marks == []
    assert kept.doubted == {"山田"}
    assert _processed(RULE, layer, 山田="ある").open_marks == []


def test_without_the_reading_nothing_is_doubted() -> None:
    (mark,) = [each for each in _processed(RULE, None, 山田="鈴木").open_marks if each.kind == "left"]
    assert mark.key == "山田"


def test_a_word_that_is_a_name_elsewhere_does_not_stand() -> None:
    """Doubted before 先生, certain before さん: kept as one word it would carry the name along."""
    layer = Told(doubts=("山田先生",))
    made = _processed("山田先生と話した。そこへ鈴木さんが来た。", layer, 山田=None, 鈴木="山田さん")
    assert any(each.kind == "left" for each in made.open_marks)
    assert made.doubted == frozenset()


@pytest.mark.parametrize(
    ("text", "why"), [("結衣さんが来た。", "a given name of the record"), ("森結衣が来た。", "the full name")]
)
def test_the_record_is_never_doubted(text: str, why: str) -> None:
    made = _processed(text, Told(doubts=("結衣さん", "森結衣が", "結衣")))
    assert "結衣" not in made.text("worry")


def test_the_gate_lets_a_doubted_word_through_but_never_the_record() -> None:
    doubted = a_page(sections=[("概要", RULE)])
    with pytest.raises(gate.DoesNotPass):
        examined(doubted)
    assert examined(doubted, doubted=frozenset(["山田"]))
    known = a_page(sections=[("概要", "結衣さんが来た。")])
    with pytest.raises(gate.DoesNotPass):
        examined(known, doubted=frozenset(["結衣"]))


def test_a_doubted_word_hides_no_name_cut_by_emphasis() -> None:
    page = a_page(sections=[("概要", RULE + "**結**衣さんも来た。")])
    assert [span for span in read("", page.sections[0].body, KNOWN).sure]
    with pytest.raises(gate.DoesNotPass):
        examined(page, doubted=frozenset(["山田"]))
