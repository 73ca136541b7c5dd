"""引き継ぎ: offered when 担当 changes, written by who leaves, agreed by who comes, roles moved and given back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from conference.decisions.models import Assignment
from conference.handovers import roles, service
from conference.handovers.models import Handover
from conference.households.models import Household
from conference.people.models import Person
from conference.rosters.models import ConferenceState
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def office(session: Session) -> Session:
    for actor in cast.CAST:
        cast.enter(session, actor)
    session.commit()
    return session


@pytest.fixture
def family(office: Session) -> Household:
    """鈴木's household with two open roles of hers and one that is done."""
    suzuki = office.query(Person).filter_by(login="suzuki").one()
    made: Household = factories.a_household(office, name="早瀬", lead_worker="鈴木")
    conference = factories.a_conference(office, state=ConferenceState.CONFIRMED)
    decision = factories.a_decision(office, factories.a_row(office, conference, household=made))
    for what, state in (("朝の訪問", ""), ("学校へ電話", ""), ("受診に同行", "済")):
        factories.an_assignment(office, decision, what=what, person_id=suzuki.id, state=state)
    office.commit()
    return made


def _changes_hands(as_: As, family: Household, to: str = "倉持") -> Page:
    browser = as_(cast.SATO)
    form = browser.get("households.edit_household", household_id=family.id).soup
    given = {str(each["name"]): str(each.get("value", "")) for each in form.select("main input[name]")}
    for chosen in form.select("main select[name]"):
        option = chosen.select_one("option[selected]")
        given[str(chosen["name"])] = str(option["value"]) if option else ""
    given = {name: text for name, text in given.items() if not name.endswith("-leaves")}
    return browser.post("households.change_household", {**given, "lead_worker": to}, household_id=family.id)


@pytest.mark.parametrize(
    ("before", "after", "offered", "reason"),
    [
        ("鈴木", "倉持", True, "another person"),
        ("鈴木／乾", "乾", True, "one of two leaves"),
        ("鈴木", "鈴木／乾", False, "nobody leaves"),
        ("", "倉持", False, "there was nobody"),
        ("鈴木", "鈴木", False, "nothing changed"),
    ],
)
def test_when_it_is_offered(office: Session, before: str, after: str, offered: bool, reason: str) -> None:
    household = factories.a_household(office, lead_worker=after)
    assert bool(service.begin(office, household, before, A_SATURDAY)) is offered, reason


def test_a_change_taken_back_leaves_nothing_to_do(office: Session) -> None:
    household = factories.a_household(office, lead_worker="倉持")
    service.begin(office, household, "鈴木", A_SATURDAY)
    household.lead_worker = "鈴木"
    assert service.begin(office, household, "倉持", A_SATURDAY) is None
    assert service.still_open(office, household) is None


def test_from_the_change_to_the_word_of_the_new_worker(as_: As, family: Household) -> None:
    page = _changes_hands(as_, family)
    assert "担当が「鈴木」から「倉持」に変わりました。引き継ぎがまだです。" in page.words
    for actor in (cast.SUZUKI, cast.KURAMOCHI):
        assert "早瀬（鈴木 → 倉持）" in as_(actor).get("home.index").words
    assert "早瀬（鈴木" not in as_(cast.INUI).get("home.index").words
    leaving = as_(cast.SUZUKI)
    leaving.post(
        "handovers.write", {"works": "朝9時が会いやすい", "avoid": "一人で行かない"}, household_id=family.id
    )
    coming = as_(cast.KURAMOCHI)
    sheet = coming.get("handovers.sheet", household_id=family.id)
    for words in (
        "朝9時が会いやすい",
        "一人で行かない",
        "朝の訪問",
        "訪問を週1回に増やす。",
        "済 鈴木：受診に同行",
    ):
        assert words in sheet.words
    page = coming.post("handovers.agree", handover_id=1)
    assert page.notices == ["引き継ぎを受けました。"]
    assert "倉持 拓 引き継ぎました" in page.words
    assert "引き継ぎがまだです" not in coming.get("households.household", household_id=family.id).words
    coming.post("handovers.take_back", handover_id=1)
    assert "引き継ぎがまだです" in coming.get("households.household", household_id=family.id).words


def test_only_the_new_worker_or_who_leads_says_so(as_: As, family: Household) -> None:
    _changes_hands(as_, family)
    assert as_(cast.SUZUKI).post("handovers.agree", handover_id=1).status == 403
    assert as_(cast.SATO).post("handovers.agree", handover_id=1).status == 200


def test_notes_come_before_the_change_too(as_: As, family: Household, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    browser.post("handovers.write", {"works": "祖母が頼れる", "avoid": ""}, household_id=family.id)
    assert browser.post("handovers.agree", handover_id=1).status == 409
    _changes_hands(as_, family)
    session.expire_all()
    kept = session.query(Handover).one()
    assert (kept.from_worker, kept.to_worker, kept.works) == ("鈴木", "倉持", "祖母が頼れる")


def test_two_writers_lose_no_word(as_: As, family: Household, session: Session) -> None:
    as_(cast.SUZUKI).post("handovers.write", {"works": "先の文", "avoid": ""}, household_id=family.id)
    page = as_(cast.SATO).post(
        "handovers.write", {"works": "後の文", "avoid": "", "version": ""}, household_id=family.id
    )
    assert page.status == 409
    assert "鈴木さんが先に書きました。" in page.words
    assert "今の文：先の文" in page.words
    assert page.soup.select_one("#f-works").get_text(strip=True) == "後の文"  # type: ignore[union-attr]
    assert session.query(Handover).one().works == "先の文"


def test_a_note_too_long_stays_in_its_field(as_: As, family: Household) -> None:
    page = as_(cast.SUZUKI).post(
        "handovers.write", {"works": "長" * 401, "avoid": ""}, household_id=family.id
    )
    assert page.status == 422
    assert "400字までで書いてください。" in page.words
    assert "長" * 401 in page.text


def test_roles_move_and_come_back(as_: As, family: Household, session: Session) -> None:
    _changes_hands(as_, family)
    keys = [each.key for each in session.query(Assignment).filter_by(state="")]
    session.commit()
    page = as_(cast.SATO).post("handovers.move_roles", {"role": keys[:1]}, handover_id=1)
    assert "役割1件を新しい担当のホームに移しました。" in page.notices[0]
    assert "朝の訪問" in as_(cast.KURAMOCHI).get("home.index").words
    assert "朝の訪問" not in as_(cast.SUZUKI).get("home.index").words
    assert (
        session.query(Assignment).filter_by(what="朝の訪問").one().who == "鈴木"
    )  # the record keeps its words
    session.commit()
    as_(cast.SATO).post("handovers.give_back_roles", handover_id=1)
    assert "朝の訪問" in as_(cast.SUZUKI).get("home.index").words


@pytest.mark.parametrize(
    ("to", "chosen", "sentence", "reason"),
    [
        ("応援職員", True, "新しい担当の利用者が見つからない", "nobody with an account comes"),
        ("倉持", False, "役割が選ばれていません。", "no box is ticked"),
    ],
)
def test_why_no_role_moves(
    as_: As, family: Household, session: Session, to: str, chosen: bool, sentence: str, reason: str
) -> None:
    _changes_hands(as_, family, to)
    keys = [each.key for each in session.query(Assignment)] if chosen else []
    session.commit()
    page = as_(cast.SATO).post("handovers.move_roles", {"role": keys}, handover_id=1)
    assert sentence in page.words, reason
    assert roles.moved(session, session.query(Handover).one()) == []


def test_a_sheet_nobody_wants_goes_and_comes_back(as_: As, family: Household) -> None:
    _changes_hands(as_, family)
    page = as_(cast.SATO).post("handovers.needed", handover_id=1, yes=0)
    assert "引き継ぎがまだです" not in page.words
    assert "引き継ぎがまだです" in as_(cast.SATO).post("handovers.needed", handover_id=1, yes=1).words


def test_what_was_agreed_is_undone_by_who_may_agree(as_: As, family: Household, session: Session) -> None:
    _changes_hands(as_, family)
    as_(cast.KURAMOCHI).post("handovers.agree", handover_id=1)
    assert as_(cast.SUZUKI).post("handovers.take_back", handover_id=1).status == 403
    assert as_(cast.SATO).post("handovers.needed", handover_id=1, yes=0).status == 409
    kept = session.query(Handover).one()
    assert (kept.agreed_at is not None, kept.needed) == (True, True)


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_nobody_outside_the_office_opens_it(as_: As, family: Household, actor: cast.Actor) -> None:
    assert as_(actor).get("handovers.sheet", household_id=family.id).status in (403, 404)
