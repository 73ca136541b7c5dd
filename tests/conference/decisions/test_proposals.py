"""Dates proposed from the kind of decision, each with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conference.decisions.proposals import Ahead, months_later, propose, working_day

AHEAD = Ahead(held_on=date(2026, 11, 26), next_on=date(2026, 12, 24), told_by="山田")


@pytest.mark.parametrize(
    ("kind", "fields", "reason"),
    [
        (
            "継続",
            {"next_conference_on", "review_on", "plan_review_on", "family_told_by"},
            "three dates and who tells",
        ),
        ("変更", {"next_conference_on", "review_on", "plan_review_on", "family_told_by"}, "likewise"),
        ("終結", {"family_told_by"}, "no more dates, but the family hears of it"),
        ("次回へ", {"next_conference_on"}, "only when it comes back"),
        ("共有", set(), "nothing was decided"),
        ("", set(), "nothing chosen yet"),
    ],
)
def test_what_is_proposed(kind: str, fields: set[str], reason: str) -> None:
    assert set(propose(kind, AHEAD)) == fields, reason


@pytest.mark.parametrize(
    ("closure", "goes_on", "reason"),
    [
        ("名簿から外す", True, "the plan goes on without the conference"),
        ("要対協の進行管理終結", True, "likewise"),
        ("支援終結", False, "nothing goes on"),
        ("転出・移管", False, "somebody else's plan"),
        ("", False, "which of four is not said yet"),
    ],
)
def test_a_plan_that_goes_on_keeps_its_day(closure: str, goes_on: bool, reason: str) -> None:
    proposed = propose("終結", replace(AHEAD, last_plan_review_on=date(2027, 3, 1)), closure)
    assert "family_told_by" in proposed
    assert (proposed.get("plan_review_on") is not None) is goes_on, reason
    assert not goes_on or proposed["plan_review_on"].value == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("kind", "last", "day", "why"),
    [
        ("変更", None, date(2026, 12, 28), "変更なので1か月後"),  # 26 December is a Saturday
        ("継続", None, date(2027, 2, 26), "継続なので3か月後"),
        ("継続", date(2027, 1, 22), date(2027, 1, 22), "前回決めた日がまだ先"),
        ("継続", date(2026, 11, 20), date(2027, 2, 26), "継続なので3か月後"),
        ("変更", date(2027, 1, 22), date(2026, 12, 28), "変更なので1か月後"),
    ],
)
def test_review_day(kind: str, last: date | None, day: date, why: str) -> None:
    proposal = propose(kind, replace(AHEAD, last_review_on=last))["review_on"]
    assert (proposal.value, proposal.why) == (day, why)


def test_an_unknown_next_conference_is_said() -> None:
    proposal = propose("次回へ", replace(AHEAD, next_is_fixed=False))["next_conference_on"]
    assert "まだ決まっていない" in proposal.why


@pytest.mark.parametrize(
    ("day", "months", "later", "reason"),
    [
        (date(2027, 1, 31), 1, date(2027, 3, 1), "28 February is a Sunday"),
        (date(2027, 8, 31), 6, date(2028, 2, 29), "leap year, Tuesday"),
        (date(2026, 11, 30), 1, date(2026, 12, 30), "plain"),
        (date(2026, 10, 15), 3, date(2027, 1, 15), "over the year"),
    ],
)
def test_months_later(day: date, months: int, later: date, reason: str) -> None:
    assert months_later(day, months) == later, reason


def test_working_day_moves_weekends_to_monday() -> None:
    assert [working_day(date(2026, 11, n)).day for n in (20, 21, 22, 23)] == [20, 23, 23, 23]
