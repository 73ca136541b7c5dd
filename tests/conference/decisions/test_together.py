"""一括確認: rows without change take over what was decided last time."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from conference import clock
from conference.decisions import edits, together
from conference.decisions.edits import Editor, RecordConfirmed
from conference.rosters.missing import missing_in
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from tests import cast, factories


class Meeting(NamedTuple):
    conference: Conference
    row: Row
    editor: Editor


@pytest.fixture
def meeting(session: Session) -> Meeting:
    """Last month's conference with a decision, and today's with the same household to be confirmed."""
    household = factories.a_household(session, lead_worker="山田")
    old = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    before = factories.a_row(session, old, household=household, status=RowStatus.DECIDED)
    decision = factories.a_decision(
        session, before, policy="週1回の電話を続ける", family_told_by="鈴木", family_told_how="電話で",
        review_on=date(2027, 1, 22), plan_review_on=date(2027, 2, 5),
    )  # fmt: skip
    factories.an_assignment(session, decision, who="鈴木", what="朝の訪問", due_on=date(2026, 11, 12))
    factories.an_assignment(session, decision, who="乾", what="受診に同行", due_on=date(2026, 12, 10))
    factories.an_assignment(session, decision, who="田中", what="済んだこと", state="済")
    today = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    factories.a_conference(session, held_on=date(2026, 12, 24))
    row = factories.a_row(
        session, today, household=household, track=Track.TOGETHER, last_policy=decision.policy
    )
    factories.a_row(session, today, track=Track.DISCUSS)
    return Meeting(today, row, Editor(cast.enter(session, cast.SATO), clock.now()))


def test_takes_over_policy_roles_and_dates(session: Session, meeting: Meeting) -> None:
    _, rows = together.confirm_together(session, meeting.editor, meeting.conference)
    decision = meeting.row.decision
    assert decision is not None
    assert rows == [meeting.row]
    assert (meeting.row.status, decision.kind, decision.policy) == (
        "一括確認済",
        "継続",
        "週1回の電話を続ける",
    )
    assert (decision.family_told_by, decision.family_told_how) == ("鈴木", "電話で")
    assert (decision.next_conference_on, decision.review_on) == (date(2026, 12, 24), date(2027, 1, 22))
    assert [(role.who, role.what, role.due_on) for role in decision.roles] == [
        ("鈴木", "朝の訪問", date(2026, 12, 24)),  # its deadline has passed: the next conference
        ("乾", "受診に同行", date(2026, 12, 10)),
    ]


def test_what_somebody_wrote_stays(session: Session, meeting: Meeting) -> None:
    edits.save(session, meeting.editor, meeting.row, "policy", "月1回にする", 0)
    together.confirm_together(session, meeting.editor, meeting.conference)
    assert meeting.row.decision is not None
    assert meeting.row.decision.policy == "月1回にする"


def test_undo_leaves_no_trace_but_the_history(session: Session, meeting: Meeting) -> None:
    mark, _ = together.confirm_together(session, meeting.editor, meeting.conference)
    together.undo(session, meeting.editor, meeting.conference, mark)
    decision = meeting.row.decision
    assert decision is not None
    assert meeting.row.status == RowStatus.OPEN
    assert (decision.kind, decision.policy, decision.roles, decision.review_on) == ("", "", [], None)
    assert decision.decided_at is None


def test_undo_keeps_what_was_changed_since(session: Session, meeting: Meeting) -> None:
    mark, _ = together.confirm_together(session, meeting.editor, meeting.conference)
    edits.save(session, meeting.editor, meeting.row, "policy", "直した方針", 1)
    together.undo(session, meeting.editor, meeting.conference, mark)
    assert meeting.row.decision is not None
    assert meeting.row.decision.policy == "直した方針"


def test_an_unknown_mark_undoes_nothing(session: Session, meeting: Meeting) -> None:
    together.confirm_together(session, meeting.editor, meeting.conference)
    assert together.undo(session, meeting.editor, meeting.conference, "together:none") == []
    assert meeting.row.status == RowStatus.CONFIRMED_TOGETHER


def test_a_second_press_confirms_nothing_more(session: Session, meeting: Meeting) -> None:
    together.confirm_together(session, meeting.editor, meeting.conference)
    assert together.confirm_together(session, meeting.editor, meeting.conference)[1] == []


def test_a_confirmed_record_is_left_alone(session: Session, meeting: Meeting) -> None:
    meeting.conference.state = ConferenceState.CONFIRMED
    with pytest.raises(RecordConfirmed):
        together.confirm_together(session, meeting.editor, meeting.conference)


def test_a_household_without_history_is_confirmed_too(session: Session, meeting: Meeting) -> None:
    new = factories.a_row(session, meeting.conference, track=Track.TOGETHER)
    together.confirm_together(session, meeting.editor, meeting.conference)
    assert new.decision is not None
    assert (new.status, new.decision.kind, new.decision.policy) == ("一括確認済", "継続", "")


def test_one_row_like_last_time_stays_open(session: Session, meeting: Meeting) -> None:
    meeting.row.track = Track.DISCUSS
    mark = together.take_over_one(session, meeting.editor, meeting.row)
    decision = meeting.row.decision
    assert decision is not None
    assert (meeting.row.status, decision.decided_at) == (RowStatus.IN_DISCUSSION, None)
    assert (decision.kind, decision.policy) == ("継続", "週1回の電話を続ける")
    assert [role.due_on for role in decision.roles] == [date(2026, 12, 24), date(2026, 12, 10)]
    together.undo(session, meeting.editor, meeting.conference, mark)
    assert (decision.kind, decision.policy, decision.roles) == ("", "", [])


def test_like_last_time_leaves_what_is_written(session: Session, meeting: Meeting) -> None:
    edits.save(session, meeting.editor, meeting.row, "policy", "月1回にする", 0)
    together.take_over_one(session, meeting.editor, meeting.row)
    assert meeting.row.decision is not None
    assert meeting.row.decision.policy == "月1回にする"


def test_a_row_confirmed_with_all_lacks_no_role(session: Session, meeting: Meeting) -> None:
    new = factories.a_row(session, meeting.conference, track=Track.TOGETHER, last_policy="電話を続ける")
    together.confirm_together(session, meeting.editor, meeting.conference)
    assert missing_in(new) == ()
