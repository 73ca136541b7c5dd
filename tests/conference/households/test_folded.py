"""What hung on a row that went into another one: in sight, for the office alone, and given back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from conference.briefs.models import Brief
from conference.case_drafts.models import CaseDraft
from conference.db import Base
from conference.decisions.edits import Editor
from conference.decisions.fields import LONG
from conference.decisions.models import FieldEdit, Talk
from conference.handovers.models import Handover
from conference.households import folding, merging, moving
from conference.households.folded import folded_into
from conference.households.models import Household, HouseholdMerge
from conference.invitations.models import RowComment, RowQuestion
from conference.publishing.models import PublishedPage
from conference.rosters.models import Attendance, Conference, Row
from conference.similar.models import SimilarOpinion
from conference.whiteboards.models import Whiteboard
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
STAY = {
    "household_worker": "added to the household that stays, by name",
    "household_pair": "what was said of these two households, not of the family",
    "household_merge": "says itself what went where",
    "decision": "a decided row keeps its place beside the other one",
    "recheck": "follows a decision",
    "row": "carried rows point past a row that goes (carrying.remove_row)",
}


@pytest.fixture
def editor(session: Session) -> Editor:
    return Editor(cast.enter(session, cast.SATO), A_SATURDAY)


@pytest.fixture
def meeting(session: Session) -> Conference:
    """With 春野 and 夏木 on its roster."""
    made: Conference = factories.a_conference(session)
    for name in ("春野", "夏木"):
        household = factories.a_household(session, name=name)
        factories.a_row(session, made, household=household, situation=f"{name}の状況。")
    session.commit()
    session.refresh(made)
    return made


def _hang(session: Session, row: Row, editor: Editor) -> None:
    seat = Attendance(conference_id=row.conference_id, name="井上", agency="こども園")
    session.add(seat)
    session.flush()
    session.add_all(
        [
            RowComment(row_id=row.id, person_id=editor.person.id, text="先に読みました", at=A_SATURDAY),
            RowQuestion(row_id=row.id, attendance_id=seat.id, text="朝の様子は", at=A_SATURDAY),
            RowQuestion(row_id=row.id, text="次の健診は", at=A_SATURDAY),
            Whiteboard(row_id=row.id, board_issues="朝起きられない", board_policy="訪問"),
            Talk(row_id=row.id, presenter="乾", family_wish="家で過ごしたい"),
            Brief(row_id=row.id, life="祖母と暮らす", safety=50),
            FieldEdit(row_id=row.id, field="situation", number=1, value="夏木の状況。", at=A_SATURDAY),
        ]
    )
    session.commit()


def test_it_is_read_beside_the_row_that_stays(session: Session, editor: Editor, meeting: Conference) -> None:
    stays, goes = meeting.rows
    _hang(session, goes, editor)
    merging.merge(session, editor, stays.household, goes.household)
    (found,) = folded_into(session, stays)
    assert found.household == "夏木"
    assert found.parts == [
        ("生活", "祖母と暮らす"),
        ("安全の度合い", "50"),
        ("課題（見立て）", "朝起きられない"),
        ("方針（手立て）", "訪問"),
        ("発表者", "乾"),
        ("本人・家族の意向", "家で過ごしたい"),
    ]  # the situation stands in the row already
    assert [(word.who, word.text) for word in found.words] == [
        ("佐藤 恵", "先に読みました"),
        ("", "朝の様子は"),
        ("", "次の健診は"),
    ]


def test_a_text_too_long_to_be_added_is_not_lost_from_sight(
    session: Session, editor: Editor, meeting: Conference
) -> None:
    stays, goes = meeting.rows
    stays.situation = "長" * LONG
    merging.merge(session, editor, stays.household, goes.household)
    (found,) = folded_into(session, stays)
    assert ("状況", "夏木の状況。") in found.parts


def test_rows_of_two_steps_are_read(session: Session, editor: Editor, meeting: Conference) -> None:
    """A third household went into the second, the second into the first."""
    third = factories.a_row(
        session, meeting, household=factories.a_household(session, name="秋山"), concern="転居"
    )
    session.add(Whiteboard(row_id=third.id, board_issues="引っ越し", board_policy=""))
    session.commit()
    session.refresh(meeting)
    first = meeting.rows[0]
    one, two, three = (row.household for row in meeting.rows)
    first_merge = merging.merge(session, editor, two, three)
    merging.merge(session, editor, one, two)
    assert ("課題（見立て）", "引っ越し") in [
        part for each in folded_into(session, first) for part in each.parts
    ]
    assert merging.merged_into(session, three) is one
    with pytest.raises(merging.MergedFurther):
        merging.take_apart(session, first_merge)


def test_the_office_reads_it_and_an_outside_participant_does_not(
    as_: As, session: Session, editor: Editor, meeting: Conference
) -> None:
    stays, goes = meeting.rows
    _hang(session, goes, editor)
    merging.merge(session, editor, stays.household, goes.household)
    factories.share(session, stays, cast.enter(session, cast.TANAKA))
    session.commit()
    panel = as_(cast.SUZUKI).get("rosters.panel", row_id=stays.id).words
    assert "まとめた行から（夏木）" in panel
    assert "先に読みました" in panel
    assert "朝起きられない" in as_(cast.SUZUKI).get("whiteboards.whiteboard", row_id=stays.id).words
    assert "まとめた行から" not in as_(cast.TANAKA).get("rosters.panel", row_id=stays.id).words


def test_it_comes_back_when_its_numbers_were_given_again(
    session: Session, editor: Editor, meeting: Conference
) -> None:
    """The file gives the number of a deleted line to the next one."""
    stays, goes = meeting.rows
    _hang(session, goes, editor)
    stays_id, her = stays.id, editor.person.id
    gone_id = merging.merge(session, editor, stays.household, goes.household).gone_id
    session.expire_all()
    factories.a_row(session, meeting)  # takes the row's number
    session.add_all(
        RowComment(row_id=stays_id, person_id=her, text="あとの意見", at=A_SATURDAY) for _ in range(3)
    )
    session.commit()
    session.expunge_all()  # undo comes in a request of its own
    gone = merging.take_apart(session, session.get_one(HouseholdMerge, gone_id))
    session.commit()
    back = session.scalars(select(Row).where(Row.household_id == gone.id)).one()
    assert back.situation == "夏木の状況。"
    words = session.scalars(select(RowComment.text).where(RowComment.row_id == back.id)).all()
    assert words == ["先に読みました"]
    assert len(session.scalars(select(RowQuestion).where(RowQuestion.row_id == back.id)).all()) == 2


def test_a_question_to_a_seat_that_has_gone_stays_away(
    session: Session, editor: Editor, meeting: Conference
) -> None:
    stays, goes = meeting.rows
    _hang(session, goes, editor)
    made = merging.merge(session, editor, stays.household, goes.household)
    session.delete(session.scalars(select(Attendance)).one())
    session.commit()
    gone = merging.take_apart(session, made)
    back = session.scalars(select(Row).where(Row.household_id == gone.id)).one()
    asked = session.scalars(select(RowQuestion.text).where(RowQuestion.row_id == back.id)).all()
    assert asked == ["次の健診は"]  # the other one was meant for one person alone


def test_a_row_that_others_were_carried_from_can_go(
    session: Session, editor: Editor, meeting: Conference
) -> None:
    stays, goes = meeting.rows
    later = factories.a_conference(session, held_on=A_SATURDAY.date().replace(month=12))
    carried = factories.a_row(session, later, household=goes.household, carried_from=goes)
    session.commit()
    merging.merge(session, editor, stays.household, goes.household)
    session.commit()
    assert session.get_one(Row, carried.id).carried_from_id is None


def test_drafts_pages_words_and_hand_overs_go_over_and_come_back(
    session: Session, editor: Editor, meeting: Conference
) -> None:
    kept, gone = (row.household for row in meeting.rows)
    her, at = editor.person.id, A_SATURDAY
    hanging = [
        Handover(household_id=gone.id, from_worker="鈴木", to_worker="乾", started_at=at),
        CaseDraft(household_id=gone.id, author_id=her, started_at=at),
        PublishedPage(page_id="o1", household_id=gone.id, changed_at=at),
        SimilarOpinion(household_id=gone.id, page_id="c0001", person_id=her, verdict="違う", at=at),
        SimilarOpinion(household_id=gone.id, page_id="c0002", person_id=her, verdict="違う", at=at),
    ]
    session.add_all(hanging)
    session.add(SimilarOpinion(household_id=kept.id, page_id="c0001", person_id=her, verdict="違う", at=at))
    session.commit()
    made = merging.merge(session, editor, kept, gone)
    session.commit()
    owners = {table: _owners(session, table) for table in (Handover, CaseDraft, PublishedPage)}
    assert owners == {table: [kept.id] for table in owners}
    assert _owners(session, SimilarOpinion) == [kept.id, kept.id, gone.id]  # the same word is there once
    merging.take_apart(session, made)
    session.commit()
    for table in (Handover, CaseDraft, PublishedPage):
        assert _owners(session, table) == [gone.id]
    assert _owners(session, SimilarOpinion) == [kept.id, gone.id, gone.id]


def _owners(session: Session, table: type) -> list[int]:
    return sorted(session.scalars(select(inspect(table).c.household_id)))


def test_whatever_hangs_on_a_household_or_a_row_is_thought_of() -> None:
    """A new table that points to either is moved, kept, or named here with the reason why not."""
    pointing = {
        (name, key.column.table.name)
        for name, table in Base.metadata.tables.items()
        for key in table.foreign_keys
        if key.column.table.name in (Household.__tablename__, Row.__tablename__)
    }
    moved = {(name, "household") for name in moving.MOVED}
    kept = {(table.__tablename__, "row") for table in folding.SNAPSHOT}
    assert {pair for pair in pointing - moved - kept if pair[0] not in STAY} == set()
