"""家族の図: one line a person, kept for the household, drawn on its page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.households.models import Household, Relative
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def household(session: Session) -> Household:
    made: Household = factories.a_household(session, name="春野")
    session.commit()
    return made


def _sent(page: Page) -> dict[str, str]:
    """The form as the page holds it."""
    sent = {
        str(tag["name"]): str(tag.get("value", "")) for tag in page.soup.select("main form.form input[name]")
    }
    for tag in page.soup.select("main form.form select"):
        chosen = tag.select_one("option[selected]")
        sent[str(tag["name"])] = str(chosen["value"]) if chosen else ""
    return sent


def _change(browser: Browser, household: Household, **given: str) -> Page:
    form = _sent(browser.get("briefs.family", household_id=household.id))
    named = {key.replace("_", "-"): value for key, value in given.items()}
    return browser.post("briefs.change_family", {**form, **named}, household_id=household.id)


def test_a_mother_and_a_father_are_added(as_: As, session: Session, household: Household) -> None:
    browser = as_(cast.SUZUKI)
    page = _change(
        browser, household, n1_name="さくら", n1_relation="母", n2_relation="父", n2_standing="離婚"
    )
    assert page.notices == ["家族の図を保存しました。"]
    drawing = page.soup.select_one("svg.genogram")
    assert drawing is not None
    assert "さくら（母）と父は離婚している。" in str(drawing["aria-label"])
    assert browser.get("households.household", household_id=household.id).soup.select_one("svg.genogram")


def test_saved_as_it_was_nothing_is_kept(as_: As, session: Session, household: Household) -> None:
    _change(as_(cast.SUZUKI), household)
    assert session.scalars(select(Relative)).all() == []


def test_a_line_made_empty_goes(as_: As, session: Session, household: Household) -> None:
    browser = as_(cast.SUZUKI)
    _change(browser, household, n1_name="さくら", n1_relation="母")
    (kept,) = session.scalars(select(Relative.id)).all()
    session.commit()  # lets go of the lock
    _change(browser, household, **{f"r{kept}_name": "", f"r{kept}_relation": ""})
    assert session.scalars(select(Relative)).all() == []


def test_a_members_place_is_put_right(as_: As, session: Session, household: Household) -> None:
    key = f"m{household.members[0].id}_relation"
    _change(as_(cast.SUZUKI), household, **{key: "妹"})
    (kept,) = session.scalars(select(Relative)).all()
    assert (kept.member_id, kept.name, kept.relation) == (household.members[0].id, "", "妹")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"n1_name": "さくら"}, 422),
        ({"n1_name": "あ" * 65, "n1_relation": "母"}, 422),
        ({"state": "old"}, 409),
    ],
)
def test_odd_input_keeps_its_text(
    as_: As, session: Session, household: Household, given: dict[str, str], status: int
) -> None:
    page = _change(as_(cast.SUZUKI), household, **given)
    assert page.status == status
    assert given.get("n1_name", "") in page.text
    assert session.scalars(select(Relative)).all() == []


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_it_is_for_the_office(as_: As, household: Household, actor: cast.Actor) -> None:
    assert as_(actor).get("briefs.family", household_id=household.id).status == 403
    assert as_(actor).post("briefs.change_family", {}, household_id=household.id).status == 403
