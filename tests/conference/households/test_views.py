"""One household across conferences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.rosters.models import ConferenceState
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]


def test_newest_first_with_what_was_decided(as_: As, session: Session) -> None:
    household = factories.a_household(session, name="春野")
    for day, policy in ((date(2026, 9, 24), "前々回の方針"), (date(2026, 10, 22), "前回の方針")):
        conference = factories.a_conference(session, held_on=day, state=ConferenceState.CONFIRMED)
        decision = factories.a_decision(
            session, factories.a_row(session, conference, household=household), policy=policy
        )
        factories.an_assignment(session, decision, state="済")
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=household.id)
    assert page.h1 == "春野"
    assert page.words.index("前回の方針") < page.words.index("前々回の方針")
    assert "鈴木 朝の訪問" in page.words


def test_a_household_without_history(as_: As, session: Session) -> None:
    household = factories.a_household(session)
    session.commit()
    page = as_(cast.SATO).get("households.household", household_id=household.id)
    assert "まだ会議の名簿に載っていません。" in page.words


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_the_office_only(as_: As, session: Session, actor: cast.Actor) -> None:
    row = factories.a_row(session)
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    assert as_(actor).get("households.household", household_id=row.household_id).status in (403, 404)


def test_a_household_that_is_none(as_: As) -> None:
    assert as_(cast.SATO).get("households.household", household_id=999).status == 404


def test_the_list_finds_a_household_on_no_roster(as_: As, session: Session) -> None:
    household = factories.a_household(session, name="東雲")
    session.commit()
    page = as_(cast.INUI).get("households.households")
    assert page.soup.find("a", href=f"/households/{household.id}")


def test_the_list_is_in_the_order_names_are_read(as_: As, session: Session) -> None:
    for name in ("山ノ辺", "泉谷", "青木", "卯月"):
        factories.a_household(session, name=name)
    session.commit()
    page = as_(cast.INUI).get("households.households")
    named = [link.get_text() for link in page.soup.select("main a[href^='/households/']")]
    assert [name for name in named if name in ("山ノ辺", "泉谷", "青木", "卯月")] == [
        "青木",
        "泉谷",
        "卯月",
        "山ノ辺",
    ]


def test_an_empty_list_says_what_fills_it(as_: As) -> None:
    assert "名簿を取り込むと" in as_(cast.INUI).get("households.households").words
