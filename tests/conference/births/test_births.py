"""特定妊婦 asked again after birth: whom, what is written, what stays, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from conference.births import service
from conference.births.expecting import due_on
from conference.households.models import HouseholdMerge, Member
from conference.people.models import Person
from conference.rosters.models import Row
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
TODAY = date(2026, 11, 21)


@pytest.fixture
def mother(session: Session) -> Member:
    """乾's household; the expected day was 4 November 2026."""
    for actor in cast.CAST:
        cast.enter(session, actor)
    made = factories.a_member(
        name="美咲", relation="母", birth_date=None, affiliation="", category="特定妊婦",
        pregnancy_weeks=20, pregnancy_as_of=date(2026, 6, 17),
        registration_number="特-12", registered_on=date(2026, 6, 20),
    )  # fmt: skip
    household = factories.a_household(
        session, name="水野", lead_worker="乾", lead_function="母子保健", members=[made]
    )
    factories.a_row(session, household=household)
    session.commit()
    return made


@pytest.mark.parametrize(
    ("weeks", "as_of", "expected", "reason"),
    [
        (40, date(2026, 11, 1), date(2026, 11, 1), "on the day itself"),
        (20, date(2026, 6, 17), date(2026, 11, 4), "twenty weeks to go"),
        (41, date(2026, 11, 8), date(2026, 11, 1), "noted a week late"),
    ],
)
def test_expected_day(weeks: int, as_of: date, expected: date, reason: str) -> None:
    assert due_on(weeks, as_of) == expected, reason


def test_who_is_asked_and_where(as_: As, mother: Member) -> None:
    assert "出産後の確認 水野（予定日 11/4 ）" in as_(cast.INUI).get("home.index").words
    assert "水野（予定日" not in as_(cast.SUZUKI).get("home.index").words
    page = as_(cast.INUI).get("households.household", household_id=mother.household_id)
    assert "美咲の出産予定日を過ぎました。" in page.words
    page = as_(cast.SATO).get("lists.shown", name="births", worker="all")
    assert "確かめていない 1 件" in page.words
    assert "超過17日" in page.words


@pytest.mark.parametrize(
    ("change", "asked", "reason"),
    [
        ({}, 1, "the day has passed"),
        ({"pregnancy_as_of": date(2026, 11, 1)}, 0, "twenty weeks ahead"),
        ({"birth_date": date(1999, 4, 1)}, 0, "the line is somebody's who was born"),
        ({"pregnancy_as_of": None}, 0, "nobody wrote when the weeks were true"),
    ],
)
def test_when_it_is_asked(
    session: Session, mother: Member, change: dict[str, date | None], asked: int, reason: str
) -> None:
    for name, value in change.items():
        setattr(mother, name, value)
    inui = session.query(Person).filter_by(login="inui").one()
    assert len(service.asked_of(session, inui, TODAY)) == asked, reason


def test_many_pregnancies_are_a_handful_of_questions(session: Session) -> None:
    for _ in range(20):
        expecting = factories.a_member(birth_date=None, pregnancy_weeks=38, pregnancy_as_of=date(2026, 6, 1))
        household = factories.a_household(session, members=[expecting])
        factories.a_decision(session, factories.a_row(session, household=household))
    session.commit()
    session.expunge_all()
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2]))
    found = service.expecting(session)
    shown = [(each.household.name, each.row and each.row.conference.series.title) for each in found]
    assert len(shown) == 20
    assert len([each for each in asked if each.startswith("SELECT")]) <= 5


def test_a_household_that_left_is_not_asked(session: Session, mother: Member) -> None:
    factories.a_decision(session, session.query(Row).one(), kind="終結", closure_kind="転出・移管")
    assert service.expecting(session) == []


def test_a_household_that_went_into_another_is_not_asked(session: Session, mother: Member) -> None:
    other = factories.a_household(session)
    sato = session.query(Person).filter_by(login="sato").one()
    merge = HouseholdMerge(
        gone_id=mother.household_id, kept_id=other.id, person_id=sato.id, at=A_SATURDAY, moved="{}"
    )
    session.add(merge)
    session.flush()
    assert service.expecting(session) == []


def _answered(as_: As, mother: Member, **given: str) -> Page:
    form = {
        "outcome": "born",
        "names": "海斗",
        "born_on": "11/2",
        "category": "要支援",
        "settled_on": "11/20",
    }
    return as_(cast.INUI).post("births.answer", {**form, **given}, member_id=mother.id)


def _members(session: Session) -> dict[str, tuple[str, str, date | None, int | None]]:
    session.expire_all()
    found = {
        each.name: (each.category, each.registration_number, each.birth_date, each.pregnancy_weeks)
        for each in session.query(Member).join(Member.household).filter_by(name="水野")
    }
    session.commit()
    return found


BEFORE = {"美咲": ("特定妊婦", "特-12", None, 20)}


@pytest.mark.parametrize(
    ("given", "expected", "reason"),
    [
        (
            {},
            {"美咲": ("", "", None, None), "海斗": ("要支援", "特-12", date(2026, 11, 2), None)},
            "the register goes on with the child",
        ),
        (
            {"names": "海斗、陸斗", "category": "登録を終える"},
            {
                "美咲": ("", "", None, None),
                "海斗": ("", "", date(2026, 11, 2), None),
                "陸斗": ("", "", date(2026, 11, 2), None),
            },
            "twins, and the register ends",
        ),
        (
            {"outcome": "none", "names": "", "born_on": "", "category": "要支援"},
            {"美咲": ("要支援", "特-12", None, None)},
            "no child is added; the mother stays on the register",
        ),
    ],
)
def test_an_answer_and_the_way_back(
    as_: As,
    session: Session,
    mother: Member,
    given: dict[str, str],
    expected: dict[str, tuple[str, str, date | None, int | None]],
    reason: str,
) -> None:
    page = _answered(as_, mother, **given)
    assert page.notices == ["出産後の確認を書きました。"]
    assert "出産予定日を過ぎました" not in page.words
    assert _members(session) == expected, reason
    page = as_(cast.INUI).post("births.take_back", birth_id=1)
    assert "出産後の確認を書く前に戻しました。" in page.notices
    assert _members(session) == BEFORE, reason


@pytest.mark.parametrize(
    ("given", "sentence", "reason"),
    [
        ({"outcome": ""}, "どちらかを選んでください。", "nothing chosen"),
        ({"category": "特定妊婦"}, "区分を選んでください。", "she is not that any more"),
        ({"names": ""}, "子の名前を書いてください。", "no name"),
        ({"born_on": "13/45"}, "を日付として読めません。", "no such day"),
        ({"born_on": ""}, "日を書いてください。", "no day"),
        ({"born_on": "11/25"}, "今日より後の日です。", "not yet"),
        ({"born_on": "R8.1.10"}, "妊娠の始まりより前の日です。", "she was not yet pregnant"),
        ({"settled_on": "12/1"}, "今日より後の日です。", "decided in the future"),
    ],
)
def test_what_cannot_be_kept_says_why_and_changes_nothing(
    as_: As, session: Session, mother: Member, given: dict[str, str], sentence: str, reason: str
) -> None:
    page = _answered(as_, mother, **given)
    assert page.status == 422, reason
    assert sentence in page.words
    assert _members(session) == BEFORE


def test_it_is_answered_once(as_: As, session: Session, mother: Member) -> None:
    _answered(as_, mother)
    assert _answered(as_, mother).status == 409
    assert len(_members(session)) == 2


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_nobody_outside_the_office_opens_it(as_: As, mother: Member, actor: cast.Actor) -> None:
    assert as_(actor).get("births.ask", member_id=mother.id).status in (403, 404)
