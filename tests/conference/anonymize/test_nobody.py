"""Turns of phrase, counted things and kinds of agencies name nobody; the record and a title say otherwise."""

from __future__ import annotations

import pytest

from conference.anonymize import Known, nobody
from conference.anonymize.said import certain
from conference.anonymize.spans import Label, Span

LET_GO = (
    ("のち児相", Label.FACILITY, "", "an adverb before a kind of agency"),
    ("即日児童相談所", Label.FACILITY, "", "the same in full"),
    ("グリーフケア", Label.FACILITY, "", "a kind of service"),
    ("その子", Label.PERSON, "", "that child"),
    ("四軒", Label.PLACE, "", "counted houses"),
    ("2日", Label.DATE, "週に", "how often"),
)
KEPT = (
    ("つくし児相", Label.FACILITY, "", "a place before it"),
    ("なお子", Label.PERSON, "", "a name"),
    ("2日", Label.DATE, "9月", "a day"),
    ("四軒", Label.PHONE, "", "a number stays a number"),
)


def _left(said: str, label: Label, before: str, after: str = "が", known: Known | None = None) -> list[Span]:
    span = Span(len(before), len(before) + len(said), label, "")
    return nobody.without(f"{before}{said}{after}", [span], known or Known())


@pytest.mark.parametrize(("said", "label", "before", "why"), LET_GO, ids=[row[3] for row in LET_GO])
def test_what_names_nobody_is_let_go(said: str, label: Label, before: str, why: str) -> None:
    assert _left(said, label, before) == []


@pytest.mark.parametrize(("said", "label", "before", "why"), KEPT, ids=[row[3] for row in KEPT])
def test_what_may_name_somebody_stays(said: str, label: Label, before: str, why: str) -> None:
    assert len(_left(said, label, before)) == 1


def test_a_title_and_the_record_say_that_it_is_a_name() -> None:
    assert len(_left("その子", Label.PERSON, "", "さんが")) == 1
    assert len(_left("その子", Label.PERSON, "", "が来た。", Known(given_names=("その子",)))) == 1


@pytest.mark.parametrize(
    "text", ["週に2日から始めた。", "のち児相が訪問した。", "その子はグリーフケアの集まりに行った。"]
)
def test_sentences_of_the_casebook_pass(text: str) -> None:
    assert certain(text, Known()) == []
