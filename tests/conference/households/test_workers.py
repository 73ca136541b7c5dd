"""Who stands behind 担当."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from conference.households.models import HouseholdWorker
from conference.households.workers import first_worker, is_worker, leaving
from tests import cast, factories


@pytest.mark.parametrize(
    ("written", "first", "hers", "reason"),
    [
        ("鈴木", "鈴木", True, "the family name"),
        ("鈴木 花", "鈴木 花", True, "the whole name"),
        ("鈴木花", "鈴木花", True, "without the space"),
        ("児福 鈴木／保健師 乾", "児福 鈴木", True, "with the function, two people"),
        ("保健師 乾、児福 鈴木", "保健師 乾", True, "second"),
        ("鈴木田", "鈴木田", False, "another family name"),
        ("乾", "乾", False, "somebody else"),
        ("", "", False, "nobody yet"),
    ],
)
def test_as_written(session: Session, written: str, first: str, hers: bool, reason: str) -> None:
    household = factories.a_household(session, lead_worker=written)
    found = (first_worker(household), is_worker(household, cast.enter(session, cast.SUZUKI)))
    assert found == (first, hers), reason


def test_the_account_of_the_lead_function_comes_first(session: Session) -> None:
    household = factories.a_household(session, lead_worker="児福 鈴木／保健師 乾", lead_function="母子保健")
    for actor in (cast.SUZUKI, cast.INUI):
        person = cast.enter(session, actor)
        session.add(HouseholdWorker(household_id=household.id, person_id=person.id))
    session.flush()
    session.refresh(household)
    assert first_worker(household) == "乾"


@pytest.mark.parametrize(
    ("before", "after", "leaves", "reason"),
    [
        ("鈴木", "倉持", ["鈴木"], "another person"),
        ("保健師 乾", "保健師 山本", ["保健師 乾"], "a post is nobody"),
        ("児福 三宅", "三宅", [], "the function is left out"),
        ("三宅", "三宅 美咲", [], "the whole name"),
        ("乾保健師／三宅", "保健師 乾・三宅さん", [], "the post before or behind"),
        ("児福 鈴木（主）／保健師 乾", "児福 倉持／保健師 乾", ["児福 鈴木（主）"], "one of two"),
        ("保健師", "倉持", [], "nobody was named"),
        ("倉持", "", ["倉持"], "nobody comes"),
    ],
)
def test_who_leaves(before: str, after: str, leaves: list[str], reason: str) -> None:
    assert leaving(before, after) == leaves, reason
