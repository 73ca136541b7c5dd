"""A household that comes in without a spreadsheet, and corrections of one that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.households.models import Household
from conference.rosters.models import Conference, ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
NEW = {
    "name": "東雲", "case_number": "R8-900", "lead_function": "母子保健", "lead_worker": "乾", "concern": "産後の不安",
    "situation": "健診で話があった。", "mnew-name": "彩", "mnew-relation": "母", "mnew-born": "妊娠24週", "mnew-category": "特定妊婦",
}  # fmt: skip


@pytest.fixture
def meeting(session: Session) -> Conference:
    made: Conference = factories.a_conference(session)
    session.commit()
    return made


def _add(browser: Browser, meeting: Conference, **given: str) -> Page:
    return browser.post("households.add_household", {**NEW, **given}, conference_id=meeting.id)


def test_a_short_form_puts_it_on_the_roster(as_: As, session: Session, meeting: Conference) -> None:
    page = _add(as_(cast.SATO), meeting)
    assert page.notices[0] == "東雲を1番に加えました。"
    assert "妊娠24週" in page.words
    row = session.scalars(select(Row)).one()
    member = row.household.members[0]
    assert (row.concern, row.situation) == ("産後の不安", "健診で話があった。")
    assert (member.pregnancy_weeks, member.pregnancy_as_of, member.category) == (
        24,
        date(2026, 11, 21),
        "特定妊婦",
    )
    assert [each.person.name for each in row.household.workers] == [cast.INUI.name]
    actions = set(session.scalars(select(AuditEvent.action)))
    assert {"household_added", "row_added"} <= actions


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"case_number": "Ｒ８－１"}, "ケース番号が同じ"),
        ({"name": "別姓", "mnew-born": "H29.6.3"}, "生年月日が同じ人がいる"),
        ({"name": "髙 瀬"}, "世帯の名前が同じ"),
    ],
)
def test_a_family_that_may_be_the_same_is_offered(
    as_: As, session: Session, meeting: Conference, given: dict[str, str], why: str
) -> None:
    known = factories.a_household(session, name="髙瀬", case_number="R8-1")
    session.commit()
    browser = as_(cast.SATO)
    page = _add(browser, meeting, **given)
    assert (page.status, why in page.words) == (422, True)
    offer = page.soup.select_one(".alike form")
    assert offer is not None
    told = browser.post(str(offer["action"]))
    assert told.notices[0] == "髙瀬を1番に加えました。"
    assert session.scalars(select(Household)).all() == [known]


def test_another_family_of_the_same_name_is_added_when_said_so(
    as_: As, session: Session, meeting: Conference
) -> None:
    factories.a_household(session, name="東雲")
    session.commit()
    assert _add(as_(cast.SATO), meeting, another="1").status == 200
    assert len(session.scalars(select(Household)).all()) == 2


def test_a_case_number_is_one_familys_whatever_is_said(
    as_: As, session: Session, meeting: Conference
) -> None:
    factories.a_household(session, case_number="R8-900")
    session.commit()
    page = _add(as_(cast.SATO), meeting, another="1")
    assert (page.status, "このケース番号の世帯がもうあります" in page.words) == (422, True)


def test_odd_input_keeps_its_text(as_: As, meeting: Conference) -> None:
    page = _add(as_(cast.SATO), meeting, **{"mnew-born": "13/45"})
    assert (page.status, 'value="13/45"' in page.text, "を読めません" in page.words) == (422, True, True)


@pytest.mark.parametrize("actor", [cast.SUZUKI, cast.TANAKA, cast.KANRI])
def test_adding_is_for_facilitators(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    assert as_(actor).get("households.new_household", conference_id=meeting.id).status == 403
    assert _add(as_(actor), meeting).status == 403


def test_a_confirmed_roster_takes_no_household(as_: As, session: Session, meeting: Conference) -> None:
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    assert _add(as_(cast.SATO), meeting).status == 409


def _sent(page: Page) -> dict[str, str]:
    """The form as the page holds it."""
    fields = page.soup.select("main form.form [name]:not([type=checkbox], [name=csrf_token])")
    sent = {str(tag["name"]): str(tag.get("value", "")) for tag in fields if tag.name == "input"}
    for tag in page.soup.select("main form.form select"):
        chosen = tag.select_one("option[selected]")
        sent[str(tag["name"])] = str(chosen["value"]) if chosen else ""
    return sent


@pytest.fixture
def family(session: Session) -> Household:
    made: Household = factories.a_household(session, name="春野")
    assert len(made.members) == 1
    session.commit()
    return made


def test_members_category_and_registration_are_corrected(
    as_: As, session: Session, family: Household
) -> None:
    browser, key = as_(cast.SUZUKI), f"m{family.members[0].id}-"
    form = _sent(browser.get("households.edit_household", household_id=family.id))
    form |= {f"{key}category": "要保護", f"{key}registration_number": "12", f"{key}registered_on": "R8.4.1"}
    form |= {"mnew-name": "湊", "mnew-born": "R4.5.5"}
    page = browser.post("households.change_household", form, household_id=family.id)
    assert page.notices == ["世帯を保存しました。"]
    session.refresh(family)
    first, second = family.members
    assert (first.category, first.registration_number, first.registered_on) == (
        "要保護",
        "12",
        date(2026, 4, 1),
    )
    assert (second.name, second.birth_date, first.birth_date) == ("湊", date(2022, 5, 5), date(2017, 6, 3))
    changed = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "household_changed")).all()
    assert len(changed) == 5
    assert "湊" not in "".join(changed)


def test_a_person_who_is_taken_out_goes(as_: As, session: Session, family: Household) -> None:
    browser, key = as_(cast.SUZUKI), f"m{family.members[0].id}-"
    form = _sent(browser.get("households.edit_household", household_id=family.id))
    page = browser.post("households.change_household", {**form, f"{key}leaves": "1"}, household_id=family.id)
    assert page.status == 422  # somebody has to stay
    form |= {f"{key}leaves": "1", "mnew-name": "湊"}
    browser.post("households.change_household", form, household_id=family.id)
    session.refresh(family)
    assert [member.name for member in family.members] == ["湊"]


def test_two_people_correct_at_once(as_: As, session: Session, family: Household) -> None:
    suzuki, inui = as_(cast.SUZUKI), as_(cast.INUI)
    hers = _sent(suzuki.get("households.edit_household", household_id=family.id))
    suzuki.post("households.change_household", {**hers, "lead_worker": "鈴木"}, household_id=family.id)
    page = inui.post(
        "households.change_household", {**hers, "name": "春野（旧姓 秋）"}, household_id=family.id
    )
    assert (page.status, "書いたものは残っています" in page.words, "鈴木" in page.words) == (409, True, True)
    session.refresh(family)
    assert (family.name, family.lead_worker) == ("春野", "鈴木")


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_correcting_is_for_the_office(as_: As, family: Household, actor: cast.Actor) -> None:
    assert as_(actor).get("households.edit_household", household_id=family.id).status == 403
    assert as_(actor).post("households.change_household", {}, household_id=family.id).status == 403
