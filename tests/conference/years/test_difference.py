"""What lies between two sides of a line."""

from __future__ import annotations

import pytest

from conference.years.difference import against_the_plan, measure_of, who_knows_more

COUNTS = (
    ("12", "9", "センターが3多い", "the center knows more"),
    ("9", "12", "SSWが3多い", "the schools know more"),
    ("７", "7", "同じ", "typed full width"),
    ("12人", "9", "センターが3人多い", "only one side writes what it counts"),
    ("1,200", "1,199", "センターが1多い", "a comma between thousands"),
    ("12人", "9件", "", "different things are not subtracted"),
    ("12", "", "", "the other side has not counted yet"),
    ("約12", "9", "", "about twelve is no number"),
    ("3〜5", "4", "", "a span is no number"),
    ("", "", "", "nothing written"),
)
PLANS = (
    ("12回", "9回", "計画より3回少ない", "fewer"),
    ("12", "15", "計画より3多い", "more"),
    ("3回", "３ 回", "計画どおり", "the same number, typed otherwise"),
    ("1.5", "2", "計画より0.5多い", "halves"),
    ("0", "0", "計画どおり", "nothing planned, nothing done"),
    ("学校訪問（5〜6月）", "学校訪問（6月）", "", "words that differ speak for themselves"),
    ("学校訪問（6月）", "学校訪問（6月）\n", "計画どおり", "the same words"),
    ("学校訪問（6月）", "", "実績はまだ", "nobody has written what was done"),
    ("", "チラシを置いた", "計画になかった", "done without a plan"),
    ("", "", "", "nothing written"),
)


@pytest.mark.parametrize(("center", "social_workers", "said", "reason"), COUNTS)
def test_who_knows_more(center: str, social_workers: str, said: str, reason: str) -> None:
    assert who_knows_more(center, social_workers) == said, reason


@pytest.mark.parametrize(("plan", "done", "said", "reason"), PLANS)
def test_against_the_plan(plan: str, done: str, said: str, reason: str) -> None:
    assert against_the_plan(plan, done) == said, reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9" * 400, "longer than any count"),
        ("1,23", "a comma that divides nothing"),
        ("12/3", "a day"),
        ("-3", "no count is below zero"),
        ("十二", "written out"),
        ("\ud83d", "half a letter"),
    ],
)
def test_what_is_no_number(text: str, reason: str) -> None:
    assert measure_of(text) is None, reason
