"""Versions of a field: nobody is overwritten, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from conference import clock, db
from conference.decisions import edits, service
from conference.decisions.edits import Editor, NotYetInSession, RecordConfirmed, WrittenMeanwhile
from conference.decisions.fields import FieldUnknown
from conference.decisions.models import FieldEdit
from conference.people.models import Person
from conference.rosters.models import ConferenceState, Row, RowStatus, Track
from tests import cast, factories

KEY = "assignment:k3f9x2a1"


@pytest.fixture
def row(session: Session) -> Row:
    conference = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    made: Row = factories.a_row(session, conference)
    return made


@pytest.fixture
def editor(session: Session) -> Callable[..., Editor]:
    return lambda actor=cast.SATO, page="": Editor(cast.enter(session, actor), clock.now(), page)


def test_each_save_is_the_next_version(session: Session, row: Row, editor: Any) -> None:
    first = edits.save(session, editor(), row, "policy", "訪問", 0)
    second = edits.save(session, editor(), row, "policy", "訪問を週1回", first.number)
    assert (first.number, second.number, row.decision and row.decision.policy) == (1, 2, "訪問を週1回")


def test_the_second_editor_gets_both_texts(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(cast.SUZUKI), row, "policy", "園も", 0)
    with pytest.raises(WrittenMeanwhile) as told:
        edits.save(session, editor(cast.SATO), row, "policy", "朝も", 0)
    assert (told.value.who, told.value.theirs, told.value.yours, told.value.number) == (
        "鈴木",
        "園も",
        "朝も",
        1,
    )
    assert "鈴木さんが同じ欄を14:30に書きました" in str(told.value)
    assert row.decision is not None
    assert row.decision.policy == "園も"


def test_after_choosing_the_joined_text_is_saved(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(cast.SUZUKI), row, "policy", "園も", 0)
    saved = edits.save(session, editor(cast.SATO), row, "policy", "園も朝も", 1)
    kept = session.scalars(select(FieldEdit.value).order_by(FieldEdit.number)).all()
    assert (saved.number, list(kept)) == (2, ["園も", "園も朝も"])


def test_the_same_text_is_no_conflict(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(cast.SUZUKI), row, "policy", "同じ", 0)
    assert edits.save(session, editor(cast.SATO), row, "policy", "同じ", 0).number == 1


def test_a_lost_answer_is_no_conflict_with_oneself(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(page="page:a"), row, "policy", "あ", 0)
    again = edits.save(session, editor(page="page:a"), row, "policy", "あい", 0)
    assert again.number == 2


def test_another_page_of_the_same_person_is_told(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(page="page:a"), row, "policy", "あ", 0)
    with pytest.raises(WrittenMeanwhile):
        edits.save(session, editor(page="page:b"), row, "policy", "い", 0)


def test_what_stood_there_first_stays_in_the_history(session: Session, row: Row, editor: Any) -> None:
    before = row.situation
    edits.save(session, editor(), row, "situation", "新しい状況", 0)
    kept = session.scalars(select(FieldEdit).order_by(FieldEdit.number)).all()
    assert [(each.number, each.value) for each in kept] == [(0, before), (1, "新しい状況")]


def test_other_fields_go_on_during_a_conflict(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(cast.SUZUKI), row, "policy", "園も", 0)
    assert edits.save(session, editor(cast.SATO), row, "family_told_by", "山田", 0).number == 1


def test_a_role_begins_with_its_first_letter(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(), row, f"{KEY}:who", "鈴木", 0)
    edits.save(session, editor(), row, f"{KEY}:due_on", "12/10", 0)
    assert row.decision is not None
    role = row.decision.roles[0]
    assert (role.who, role.due_on, role.person and role.person.name) == (
        "鈴木",
        date(2026, 12, 10),
        "鈴木 花",
    )


def test_a_role_taken_out_keeps_its_history(session: Session, row: Row, editor: Any) -> None:
    edits.save(session, editor(), row, f"{KEY}:what", "朝の訪問", 0)
    edits.save(session, editor(), row, f"{KEY}:removed", "1", 0)
    assert row.decision is not None
    assert row.decision.roles == []
    assert session.scalar(select(FieldEdit.value).where(FieldEdit.field == f"{KEY}:what")) == "朝の訪問"


def test_a_key_of_another_household_is_refused(session: Session, row: Row, editor: Any) -> None:
    other = factories.a_row(session, row.conference)
    edits.save(session, editor(), other, f"{KEY}:what", "よその役割", 0)
    with pytest.raises(FieldUnknown):
        edits.save(session, editor(), row, f"{KEY}:what", "書き換え", 1)


@pytest.mark.parametrize(
    ("state", "field", "expected", "reason"),
    [
        (ConferenceState.PREPARING, "situation", None, "workers write before the meeting"),
        (ConferenceState.PREPARING, "policy", NotYetInSession, "decisions are made in the room"),
        (ConferenceState.SENT, "kind", NotYetInSession, "likewise"),
        (ConferenceState.IN_SESSION, "policy", None, "the room decides"),
        (ConferenceState.REVIEWING, "policy", None, "corrections and entries from paper"),
        (ConferenceState.CONFIRMED, "policy", RecordConfirmed, "read-only"),
        (ConferenceState.CONFIRMED, "situation", RecordConfirmed, "read-only"),
        (ConferenceState.CONFIRMED, "change", RecordConfirmed, "read-only"),
        (ConferenceState.CONFIRMED, f"{KEY}:what", RecordConfirmed, "read-only"),
        (ConferenceState.CONFIRMED, f"{KEY}:state", None, "済・未 is asked until it is done"),
    ],
)
def test_what_a_state_takes(
    session: Session,
    row: Row,
    editor: Any,
    state: ConferenceState,
    field: str,
    expected: type | None,
    reason: str,
) -> None:
    edits.save(session, editor(), row, f"{KEY}:who", "鈴木", 0)
    row.conference.state = state
    text = {"kind": "継続", "change": "なし"}.get(field, "済" if field.endswith("state") else "文")
    if expected is None:
        assert edits.save(session, editor(), row, field, text, 0).changed, reason
    else:
        with pytest.raises(expected):
            edits.save(session, editor(), row, field, text, 0)


def test_an_earlier_role_is_marked_done_from_todays_row(session: Session, editor: Any) -> None:
    household = factories.a_household(session)
    old = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    before = factories.a_row(session, old, household=household)
    role = factories.an_assignment(session, factories.a_decision(session, before))
    today = factories.a_row(session, factories.a_conference(session), household=household)
    edits.save(session, editor(), today, f"assignment:{role.key}:state", "済", 0)
    assert (role.state, role.state_at, role.is_open) == ("済", clock.now(), False)


@pytest.mark.parametrize(
    ("track", "status", "reason"),
    [
        (Track.DISCUSS, RowStatus.IN_DISCUSSION, "somebody writes what the room says"),
        (Track.TOGETHER, RowStatus.OPEN, "it waits for the one action"),
    ],
)
def test_writing_a_decision_begins_the_discussion(
    session: Session, row: Row, editor: Any, track: Track, status: RowStatus, reason: str
) -> None:
    row.track = track
    edits.save(session, editor(), row, "policy", "訪問", 0)
    assert row.status == status, reason


def test_a_kind_fills_dates_nobody_wrote(session: Session, row: Row, editor: Any) -> None:
    row.household.lead_worker = "山田"
    edits.save(session, editor(), row, "review_on", "1/22", 0)
    saved = service.save_field(session, editor(), row, "kind", "継続", 0)
    assert row.decision is not None
    assert row.decision.review_on == date(2027, 1, 22)
    assert row.decision.family_told_by == "山田"
    assert set(saved.also) == {"next_conference_on", "plan_review_on", "family_told_by"}


def test_another_kind_takes_unwanted_proposals_back(session: Session, row: Row, editor: Any) -> None:
    service.save_field(session, editor(), row, "kind", "継続", 0)
    service.save_field(session, editor(), row, "kind", "終結", 1)
    assert row.decision is not None
    assert row.decision.review_on is None


@pytest.mark.parametrize(
    ("who", "side", "reason"),
    [
        ("鈴木", "児童福祉側", "her function"),
        ("乾", "母子保健側", "likewise"),
        ("佐藤", "", "the 統括支援員 stands between both"),
        ("担任", "", "no account"),
    ],
)
def test_a_name_brings_its_side(
    session: Session, row: Row, editor: Any, who: str, side: str, reason: str
) -> None:
    saved = service.save_field(session, editor(), row, f"{KEY}:who", who, 0)
    assert row.decision is not None
    assert row.decision.roles[0].side == side, reason
    assert set(saved.also) == ({f"{KEY}:side"} if side else set())


def test_a_chosen_side_stays(session: Session, row: Row, editor: Any) -> None:
    service.save_field(session, editor(), row, f"{KEY}:side", "学校", 0)
    service.save_field(session, editor(), row, f"{KEY}:who", "鈴木", 0)
    assert row.decision is not None
    assert row.decision.roles[0].side == "学校"


EDITORS, SAVES, FIELDS = 20, 25, ("policy", "situation", "concern")


def test_twenty_editors_lose_nothing(engine: Engine, session: Session, row: Row) -> None:
    """20 people × 25 saves in one row at once: every accepted text stands in the history, and at the end."""
    row_id, person_id = row.id, cast.enter(session, cast.SATO).id
    row.situation = row.concern = ""
    session.commit()

    def write_all(number: int) -> None:
        name = FIELDS[number % len(FIELDS)]
        text, base = "", 0
        for turn in range(SAVES):
            mark = f"<{number}.{turn}>"
            text, base = _save_or_join(engine, row_id, person_id, name, text + mark, base, mark)

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(write_all, range(EDITORS)))
    with db.reading(engine) as after:
        kept = after.get_one(Row, row_id)
        assert kept.decision is not None
        texts = [kept.decision.policy, kept.situation, kept.concern]
        for number in range(EDITORS):
            for turn in range(SAVES):
                assert f"<{number}.{turn}>" in texts[number % len(FIELDS)]
        assert after.scalar(select(func.count()).select_from(FieldEdit)) == EDITORS * SAVES


def _save_or_join(
    engine: Engine, row_id: int, person_id: int, name: str, text: str, base: int, mark: str
) -> tuple[str, int]:
    while True:
        with db.writing(engine) as opened:
            editor = Editor(opened.get_one(Person, person_id), clock.now())
            try:
                saved = edits.save(opened, editor, opened.get_one(Row, row_id), name, text, base)
            except WrittenMeanwhile as told:
                text, base = told.theirs + mark, told.number
                continue
            opened.commit()
            return text, saved.number
