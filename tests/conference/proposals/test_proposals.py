"""提案: who may propose, what the answer does, what a school waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from conference import db
from conference.audit.models import AuditEvent
from conference.households.models import Household
from conference.proposals import criteria, service
from conference.proposals.forms import AnswerForm, ProposalForm
from conference.proposals.models import Answer, Proposal
from conference.rosters.models import Conference, ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
Look = Callable[[], Session]
TODAY = date(2026, 11, 21)
SAID = {"why": "朝起きられない日が増えた", "question": "朝の支援を組めるか", "criteria": ["c2", "b1"]}
SCHOOL = {
    "channel": "電話",
    "received_from": "さつき野小 教頭",
    "ground": "要対協の中での共有",
    "reply_on": "12/1",
}
NEW = {"name": "東雲", "mnew-name": "彩", "mnew-relation": "長女", "mnew-born": "H29.6.3"}


@pytest.fixture
def meeting(session: Session) -> Conference:
    made: Conference = factories.a_conference(session)
    session.commit()
    return made


@pytest.fixture
def household(session: Session) -> Household:
    made: Household = factories.a_household(session, name="春野")
    session.commit()
    return made


@pytest.fixture
def look(engine: Engine) -> Iterator[Look]:
    """`look()`: what the pages have written, without holding them up."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(db.reading(engine))


def _propose(browser: Browser, household: Household | None = None, **given: Any) -> Page:
    form = {**SAID, **given} | ({"household": str(household.id)} if household else {})
    return browser.post("proposals.propose", form)


def _only(session: Session) -> Proposal:
    return session.scalars(select(Proposal)).one()


def _answer(browser: Browser, proposal: Proposal, said: Answer, **given: str) -> Page:
    return browser.post("proposals.answer", {"answer": said.value, **given}, proposal_id=proposal.id)


def test_every_criterion_names_its_source() -> None:
    assert len({each.id for each in criteria.CRITERIA}) == len(criteria.CRITERIA)
    assert {(each.source, each.page) for each in criteria.CRITERIA} == {("S4", 64)}
    first = criteria.in_order_for("母子保健")[0]
    assert first.function == "母子保健"


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"why": ""}, "why", "a proposal says why"),
        ({"why": "あ" * 501}, "why", "short enough to read in the room"),
        ({**SCHOOL, "channel": ""}, "channel", "how it came is part of a report"),
        ({**SCHOOL, "received_from": ""}, "received_from", "who told it too"),
        ({**SCHOOL, "reply_on": "13/45"}, "reply_on", "no such day"),
    ],
)
def test_what_a_form_lacks(given: dict[str, str], field: str, reason: str) -> None:
    form = ProposalForm.read({"why": "理由", **given}, [], TODAY)
    assert set(form.problems) == {field}, reason


@pytest.mark.parametrize(
    ("said", "why", "is_refused"),
    [
        (Answer.TAKE, "", False),
        (Answer.LATER, "", True),
        (Answer.OTHERWISE, "", True),
        (Answer.LATER, "来月", False),
    ],
)
def test_an_answer_says_why(said: Answer, why: str, is_refused: bool) -> None:
    assert bool(AnswerForm.read({"answer": said.value, "why": why}).problem) is is_refused


@pytest.mark.parametrize(
    ("actor", "status"),
    [(cast.SUZUKI, 200), (cast.INUI, 200), (cast.SATO, 200), (cast.TANAKA, 403), (cast.KANRI, 403)],
)
def test_the_office_proposes(as_: As, household: Household, actor: cast.Actor, status: int) -> None:
    assert _propose(as_(actor), household).status == status


def test_a_new_household_is_kept_and_proposed(
    look: Look, as_: As, session: Session, meeting: Conference
) -> None:
    page = _propose(as_(cast.SUZUKI), **NEW)
    assert page.notices == ["東雲を提案しました。答えはホームに出ます。"]
    proposal = _only(look())
    assert (proposal.household.name, proposal.criteria_ids) == ("東雲", ["c2", "b1"])
    assert {"household_added", "proposal_made"} <= set(look().scalars(select(AuditEvent.action)))


@pytest.mark.parametrize(("same", "households"), [("", 1), ("another", 2), ("this", 1)])
def test_a_family_that_may_be_known_is_asked_about(
    look: Look, as_: As, session: Session, household: Household, same: str, households: int
) -> None:
    given = {**NEW, "same": str(household.id) if same == "this" else same}
    page = _propose(as_(cast.SUZUKI), **given)
    assert page.status == (200 if same else 422)
    assert ("同じ家族かもしれない" in page.words) is not bool(same)
    assert len(look().scalars(select(Household)).all()) == households
    assert len(look().scalars(select(Proposal)).all()) == (1 if same else 0)


def test_odd_input_keeps_its_text(as_: As, household: Household) -> None:
    page = _propose(as_(cast.SUZUKI), household, reply_on="13/45", channel="電話", received_from="教頭")
    assert (page.status, 'value="13/45"' in page.text) == (422, True)


def test_taken_it_stands_on_the_roster_with_its_reasons(
    look: Look, as_: As, session: Session, meeting: Conference, household: Household
) -> None:
    _propose(as_(cast.SUZUKI), household)
    page = _answer(as_(cast.SATO), _only(look()), Answer.TAKE)
    assert page.notices == ["春野を11/26の名簿に入れました。"]
    row = look().scalars(select(Row)).one()
    assert (row.household_id, row.conference_id) == (household.id, meeting.id)
    assert row.concern == "継続の支援・両機能で支える"
    assert row.situation == "提案（11/21 鈴木）朝起きられない日が増えた\n聞きたいこと：朝の支援を組めるか"
    assert "採る" in as_(cast.SUZUKI).get("home.index").words
    _undo(as_(cast.SATO), page)
    assert look().scalars(select(Row)).all() == []
    assert _only(look()).answer == ""


def _undo(browser: Browser, page: Page) -> Page:
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    return browser.post(str(undo["action"]))


def test_a_row_that_was_there_keeps_its_words(
    look: Look, as_: As, session: Session, meeting: Conference, household: Household
) -> None:
    factories.a_row(session, meeting, household=household, situation="欠席が続く。", concern="不登校")
    session.commit()
    _propose(as_(cast.SUZUKI), household)
    sato = as_(cast.SATO)
    page = _answer(sato, _only(look()), Answer.TAKE)
    row = look().scalars(select(Row)).one()
    assert (row.concern, row.situation.split("\n")[0]) == ("不登校", "欠席が続く。")
    assert "朝起きられない" in row.situation
    _undo(sato, page)
    row = look().scalars(select(Row)).one()
    assert row.situation == "欠席が続く。"


def test_a_row_somebody_has_written_in_stays(
    look: Look, as_: As, session: Session, meeting: Conference, household: Household
) -> None:
    _propose(as_(cast.SUZUKI), household)
    sato = as_(cast.SATO)
    page = _answer(sato, _only(look()), Answer.TAKE)
    row_id = look().scalars(select(Row.id)).one()
    asked = {"field": "change", "value": "あり", "base": 0, "page": "p1"}
    as_(cast.SUZUKI).post("decisions.save", json=asked, row_id=row_id)
    assert _undo(sato, page).status == 409
    assert look().scalars(select(Row.id)).one() == row_id


def test_put_off_it_comes_again_before_that_meeting(
    look: Look, as_: As, session: Session, meeting: Conference, household: Household
) -> None:
    december = factories.a_conference(session, held_on=date(2026, 12, 24))
    session.commit()
    _propose(as_(cast.SUZUKI), household)
    sato = as_(cast.SATO)
    assert _answer(sato, _only(look()), Answer.LATER).status == 422
    page = _answer(sato, _only(look()), Answer.LATER, why="学校の話を聞いてから")
    assert page.notices == ["春野を12/24の会議へ回しました。"]
    assert service.waiting(look(), TODAY) == []
    assert "学校の話を聞いてから" in as_(cast.SUZUKI).get("home.index").words
    meeting = session.merge(meeting)
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    assert [each.conference_id for each in service.waiting(look(), date(2026, 12, 1))] == [december.id]


def test_without_a_later_meeting_nothing_is_put_off(
    look: Look, as_: As, session: Session, meeting: Conference, household: Household
) -> None:
    _propose(as_(cast.SUZUKI), household)
    page = _answer(as_(cast.SATO), _only(look()), Answer.LATER, why="来月")
    assert (page.status, "回す先の会議がまだありません" in page.words) == (422, True)
    assert 'value="来月"' in page.text
    seen = select(AuditEvent.household_id).where(AuditEvent.action == "list_viewed")
    assert look().scalars(seen).all() == [household.id], "the list came back with its names"


@pytest.mark.parametrize("word", ["", "今度の月例で話す。"])
def test_taken_it_may_carry_a_word(
    look: Look, as_: As, meeting: Conference, household: Household, word: str
) -> None:
    suzuki = as_(cast.SUZUKI)
    _propose(suzuki, household)
    assert _answer(as_(cast.SATO), _only(look()), Answer.TAKE, why=word).status == 200
    assert _only(look()).answer_why == word
    (line,) = suzuki.get("home.index").soup.select(".mine li")
    assert "採る" in line.text
    assert word in line.text


def test_answered_otherwise_it_waits_no_more(
    look: Look, as_: As, session: Session, household: Household
) -> None:
    _propose(as_(cast.SUZUKI), household)
    proposal = _only(look())
    _answer(as_(cast.SATO), proposal, Answer.OTHERWISE, why="個別ケース検討会議で")
    assert service.waiting(look(), TODAY) == []
    assert _answer(as_(cast.SATO), proposal, Answer.TAKE).status in (409, 422)


def test_a_schools_answer_is_owed_until_it_is_given(
    look: Look, as_: As, session: Session, household: Household
) -> None:
    suzuki = as_(cast.SUZUKI)
    _propose(suzuki, household, **SCHOOL)
    assert "さつき野小 教頭へ回答する" in suzuki.get("home.index").words
    page = suzuki.post("proposals.replied", proposal_id=_only(look()).id)
    assert "さつき野小 教頭へ回答する" not in page.words
    assert "さつき野小 教頭へ回答する" in _undo(suzuki, page).words


@pytest.mark.parametrize(("today", "over"), [(date(2026, 11, 30), 0), (date(2026, 12, 3), 2)])
def test_whose_answer_it_is(session: Session, household: Household, today: date, over: int) -> None:
    suzuki, inui = cast.enter(session, cast.SUZUKI), cast.enter(session, cast.INUI)
    session.add(
        Proposal(
            household_id=household.id,
            proposed_by_id=suzuki.id,
            proposed_at=A_SATURDAY,
            why="欠席",
            received_by="乾 真由",
            received_by_id=inui.id,
            reply_on=date(2026, 12, 1),
        )
    )
    session.flush()
    assert service.replies_owed(session, suzuki, today) == []
    (owed,) = service.replies_owed(session, inui, today)
    assert (max(owed.days_over, 0), owed.is_overdue) == (over, over > 0)


def test_only_ones_own_is_withdrawn(look: Look, as_: As, session: Session, household: Household) -> None:
    _propose(as_(cast.SUZUKI), household)
    proposal_id = _only(look()).id
    assert as_(cast.INUI).post("proposals.withdraw", proposal_id=proposal_id).status == 404
    assert as_(cast.SUZUKI).post("proposals.withdraw", proposal_id=proposal_id).status == 200
    assert look().scalars(select(Proposal)).all() == []


def test_the_facilitator_sees_how_many_wait(
    look: Look, as_: As, session: Session, household: Household
) -> None:
    _propose(as_(cast.SUZUKI), household)
    sato = as_(cast.SATO)
    assert "提案 1" in sato.get("home.index").words
    assert "春野" in sato.get("proposals.proposals").words
    assert "list_viewed" in set(look().scalars(select(AuditEvent.action)))


def test_a_meeting_without_a_roster_is_not_offered(session: Session) -> None:
    study = factories.a_series(session, "事例検討会")
    study.kind = "study"
    factories.a_conference(session, series=study, held_on=date(2026, 11, 25))
    joint = factories.a_conference(session, held_on=date(2026, 11, 26))
    assert service.coming(session, TODAY) == [joint]
