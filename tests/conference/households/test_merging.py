"""Putting one family's two households together, and back: nothing written is lost either way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.decisions.edits import Editor
from conference.decisions.models import FieldEdit
from conference.households import merging
from conference.households.models import Household, HouseholdMerge
from conference.importing.households import group_households
from conference.importing.roster import read_roster
from conference.invitations.models import RowComment, RowQuestion
from conference.roster_import.matching import Known, propose
from conference.rosters.models import Conference, ConferenceState, Row
from conference.whiteboards.models import Whiteboard
from tests import cast, factories
from tests.browser import Browser
from tests.conference.roster_import.sheets import a_line, a_roster
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
BORN = date(2017, 6, 3)


@pytest.fixture
def editor(session: Session) -> Editor:
    return Editor(cast.enter(session, cast.SATO), A_SATURDAY)


@pytest.fixture
def pair(session: Session) -> tuple[Household, Household]:
    """Brother and sister under two case numbers."""
    members = (
        [factories.a_member(name="陽菜", birth_date=BORN)],
        [factories.a_member(name="湊", birth_date=BORN)],
    )
    one, other = (factories.a_household(session, name="春野", members=each) for each in members)
    session.commit()
    return one, other


def _rows(session: Session, household: Household) -> list[int]:
    return sorted(session.scalars(select(Row.id).where(Row.household_id == household.id)))


def test_members_and_history_go_over_and_come_back(
    session: Session, editor: Editor, pair: tuple[Household, Household]
) -> None:
    one, other = pair
    october = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    old = factories.a_row(session, october, household=other)
    made = merging.merge(session, editor, one, other)
    assert [member.name for member in one.members] == ["陽菜", "湊"]
    assert (other.members, _rows(session, one), _rows(session, other)) == ([], [old.id], [])
    assert merging.merged_into(session, other) is one
    assert other not in {each for found in merging.likely(session) for each in found[:2]}
    merging.take_apart(session, made)
    assert ([m.name for m in one.members], [m.name for m in other.members]) == (["陽菜"], ["湊"])
    assert (_rows(session, other), merging.merged_into(session, other)) == ([old.id], None)


def test_two_rows_of_a_roster_in_the_making_become_one(
    session: Session, editor: Editor, pair: tuple[Household, Household]
) -> None:
    one, other = pair
    meeting = factories.a_conference(session)
    stays = factories.a_row(session, meeting, household=one, situation="姉は欠席。", concern="不登校")
    goes = factories.a_row(session, meeting, household=other, situation="弟は元気。", concern="不登校")
    session.add(Brief(row_id=goes.id, life="祖母と暮らす", safety=50))
    session.add(FieldEdit(row_id=goes.id, field="situation", number=1, value="弟は元気。", at=A_SATURDAY))
    session.flush()
    session.refresh(meeting)
    gone_id = goes.id
    made = merging.merge(session, editor, one, other)
    assert (stays.situation, stays.concern) == ("姉は欠席。\n弟は元気。", "不登校")
    assert [row.id for row in meeting.rows] == [stays.id]
    session.expire_all()
    merging.take_apart(session, made)
    back = session.get_one(Row, gone_id)
    brief = session.get_one(Brief, gone_id)
    assert (back.household_id, back.situation, back.position) == (other.id, "弟は元気。", 2)
    assert (brief.life, brief.safety) == ("祖母と暮らす", 50)
    assert session.scalars(select(FieldEdit.at).where(FieldEdit.row_id == gone_id)).all() == [A_SATURDAY]


@pytest.mark.parametrize(
    "state", [ConferenceState.IN_SESSION, ConferenceState.REVIEWING, ConferenceState.CONFIRMED]
)
def test_a_record_keeps_both_rows(
    session: Session, editor: Editor, pair: tuple[Household, Household], state: ConferenceState
) -> None:
    one, other = pair
    meeting: Conference = factories.a_conference(session, state=state)
    kept = [factories.a_row(session, meeting, household=each).id for each in pair]
    merging.merge(session, editor, one, other)
    assert [*_rows(session, one), *_rows(session, other)] == kept
    assert merging.shells_of(session, one) == [other]


def test_a_sheet_with_the_old_number_finds_the_household_that_stayed(
    session: Session, editor: Editor, pair: tuple[Household, Household]
) -> None:
    one, other = pair
    merging.merge(session, editor, one, other)
    line = a_line(household="春野", name="湊", case_number=str(other.case_number))
    (imported,) = group_households(read_roster(a_roster([line]), today=date(2026, 11, 21)).rows)
    known = Known([one, other], {}, {other.id: one})
    found = propose(1, imported, known, ())
    assert (found.match, found.candidates) == (one, ())


def test_nobody_is_put_together_twice(
    session: Session, editor: Editor, pair: tuple[Household, Household]
) -> None:
    one, other = pair
    merging.merge(session, editor, one, other)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(session, editor, one, other)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(session, editor, one, one)


def test_a_facilitator_decides(as_: As, session: Session, pair: tuple[Household, Household]) -> None:
    one, other = pair
    sato = as_(cast.SATO)
    assert "同じ家族かも 1 組" in sato.get("home.index").words
    page = sato.get("households.doubles")
    assert "名字が同じで、「陽菜」さんと「湊」さんの生年月日（H29.6.3）が同じです。" in page.words
    told = sato.post("households.merge", {"kept": str(one.id)}, one_id=one.id, other_id=other.id)
    assert told.notices == ["春野と春野を一つの世帯にまとめました。"]
    assert "まとめました" in sato.get("households.household", household_id=other.id).words
    undo = told.soup.select_one(".notice form")
    assert undo is not None
    assert sato.post(str(undo["action"])).notices == ["春野を、まとめる前の二つの世帯に戻しました。"]
    assert session.scalars(select(HouseholdMerge)).all() == []


def test_another_family_is_not_asked_about_again(as_: As, pair: tuple[Household, Household]) -> None:
    one, other = pair
    sato = as_(cast.SATO)
    told = sato.post("households.apart", one_id=one.id, other_id=other.id)
    assert "同じ家族かもしれない世帯はありません。" in told.words
    undo = told.soup.select_one(".notice form")
    assert undo is not None
    assert "「陽菜」さんと「湊」さん" in sato.post(str(undo["action"])).words


@pytest.mark.parametrize("actor", [cast.SUZUKI, cast.TANAKA, cast.KANRI])
def test_only_facilitators_put_together(
    as_: As, pair: tuple[Household, Household], actor: cast.Actor
) -> None:
    one, other = pair
    browser = as_(actor)
    assert browser.get("households.doubles").status == 403
    assert browser.post("households.merge", {}, one_id=one.id, other_id=other.id).status == 403


def test_all_that_hangs_on_a_folded_row_comes_back(
    session: Session, editor: Editor, pair: tuple[Household, Household]
) -> None:
    one, other = pair
    meeting = factories.a_conference(session)
    factories.a_row(session, meeting, household=one)
    goes = factories.a_row(session, meeting, household=other)
    hanging = [
        RowComment(row_id=goes.id, person_id=editor.person.id, text="先に読みました", at=A_SATURDAY),
        RowQuestion(row_id=goes.id, text="朝の様子を聞きたい", at=A_SATURDAY),
        Whiteboard(row_id=goes.id, board_issues="課題", board_policy="方針"),
    ]
    session.add_all(hanging)
    session.commit()
    session.refresh(meeting)
    merging.merge(session, editor, one, other)
    session.commit()
    assert len(_rows(session, one)) == 1
    session.expunge_all()  # undo comes in a request of its own
    merging.take_apart(session, session.scalars(select(HouseholdMerge)).one())
    session.commit()
    for table, words in (
        (RowComment.text, "先に読みました"),
        (RowQuestion.text, "朝の様子を聞きたい"),
        (Whiteboard.board_issues, "課題"),
    ):
        assert session.scalars(select(table)).all() == [words]
