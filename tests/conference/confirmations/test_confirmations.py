"""After the room: 受理・支援方針会議での再確認 of each row, and who of the absent has read the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.confirmations import readings, rechecks
from conference.confirmations.models import Recheck
from conference.people.models import Person
from conference.rosters.models import Attendance, Conference, ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY, FixedClock

As = Callable[[cast.Actor], Browser]


def _person(session: Session, actor: cast.Actor) -> Person:
    return session.query(Person).filter_by(login=actor.login).one()


@pytest.fixture
def held(session: Session) -> Conference:
    """Closed; 乾 was absent, 高木 gets it passed round, a school without an account too."""
    people = [
        Attendance(name="佐藤 恵", person_id=_person(session, cast.SATO).id),
        Attendance(name="乾 真由", person_id=_person(session, cast.INUI).id, kind="欠席"),
        Attendance(name="高木 誠", person_id=_person(session, cast.TAKAGI).id, kind="供覧"),
        Attendance(name="さつき野小学校", kind="供覧"),
    ]
    made: Conference = factories.a_conference(session, state=ConferenceState.REVIEWING, attendances=people)
    session.commit()
    return made


def _row(session: Session, held: Conference, function: str = "児童福祉", kind: str = "継続") -> Row:
    row: Row = factories.a_row(
        session, held, household=factories.a_household(session, lead_function=function)
    )
    factories.a_decision(session, row, kind=kind)
    session.commit()
    return row


@pytest.mark.parametrize(
    ("function", "kind", "state", "asks", "reason"),
    [
        ("児童福祉", "継続", ConferenceState.REVIEWING, True, "decided, the room is empty"),
        ("児童福祉", "終結", ConferenceState.CONFIRMED, True, "a confirmed record is still looked at"),
        ("母子保健", "継続", ConferenceState.REVIEWING, False, "the other function has no such meeting"),
        ("児童福祉", "次回へ", ConferenceState.REVIEWING, False, "nothing was decided"),
        ("児童福祉", "継続", ConferenceState.IN_SESSION, False, "still being talked about"),
    ],
)
def test_which_rows_wait(
    session: Session,
    held: Conference,
    function: str,
    kind: str,
    state: ConferenceState,
    asks: bool,
    reason: str,
) -> None:
    row = _row(session, held, function, kind)
    held.state = state
    session.commit()
    assert [each.id for found in rechecks.waiting(session, held.held_on) for each in found.rows] == [
        row.id
    ] * asks, reason


def test_what_the_next_meetings_have_overtaken_no_longer_waits(session: Session, held: Conference) -> None:
    _row(session, held)
    assert rechecks.waiting(session, held.held_on + rechecks.LOOKS_BACK)
    assert not rechecks.waiting(session, held.held_on + rechecks.LOOKS_BACK + timedelta(days=1))


def test_a_row_is_confirmed_and_taken_back(as_: As, session: Session, held: Conference) -> None:
    row = _row(session, held)
    browser = as_(cast.SUZUKI)
    assert "再確認を待つ行 1" in browser.get("home.index").words
    page = browser.post(
        "confirmations.confirm", {"held_on": "12/1", "difference": "訪問は二人で行く"}, row_id=row.id
    )
    assert page.notices == ["再確認を書きました。"]
    assert "訪問は二人で行く" in page.words
    assert "再確認を待つ行はありません。" in page.words
    assert "再確認を取り消しました。" in browser.post("confirmations.take_back", row_id=row.id).notices
    assert session.get(Recheck, row.id) is None


@pytest.mark.parametrize(
    ("day", "word", "sentence", "reason"),
    [
        ("13/45", "", "再確認の日を読めません。", "no such day"),
        ("R8.11.1", "", "再確認の日が会議より前です。", "before the conference itself"),
        ("12/1", "長" * 201, "変わった点は200字までで書いてください。", "longer than a word"),
    ],
)
def test_what_cannot_be_kept_says_why_and_keeps_what_was_typed(
    as_: As, session: Session, held: Conference, day: str, word: str, sentence: str, reason: str
) -> None:
    row = _row(session, held)
    page = as_(cast.SUZUKI).post(
        "confirmations.confirm", {"held_on": day, "difference": word or "ここまで書いた"}, row_id=row.id
    )
    assert page.status == 400, reason
    assert sentence in page.words
    assert page.soup.select_one(f"#d-{row.id}")["value"] == (word or "ここまで書いた")  # type: ignore[index]
    assert session.get(Recheck, row.id) is None


def test_a_row_of_the_other_function_is_not_confirmed(as_: As, session: Session, held: Conference) -> None:
    row = _row(session, held, "母子保健")
    assert as_(cast.SUZUKI).post("confirmations.confirm", {}, row_id=row.id).status == 409


def test_whoever_was_absent_is_asked_and_says_so(as_: As, session: Session, held: Conference) -> None:
    browser = as_(cast.INUI)
    assert "月例 11/26 の記録を読む" in browser.get("home.index").words
    assert "乾 真由 まだ" in as_(cast.SATO).get("minutes.minutes", conference_id=held.id).words
    page = browser.post("confirmations.read", conference_id=held.id)
    assert "「読みました」を残しました。" in page.notices
    assert "記録を読む" not in browser.get("home.index").words
    words = as_(cast.SATO).get("minutes.minutes", conference_id=held.id).words
    assert "読みました 供覧 高木 誠 まだ 供覧 さつき野小学校 紙で見ます" in words
    actions = session.scalars(select(AuditEvent.action)).all()
    assert "minutes_read" in actions


def test_it_can_be_taken_back(as_: As, session: Session, held: Conference) -> None:
    browser = as_(cast.INUI)
    browser.post("confirmations.read", conference_id=held.id)
    page = browser.post("confirmations.unread", conference_id=held.id)
    assert page.notices == ["「読みました」を取り消しました。"]
    assert [each.read_at for each in readings.readers(session, held)] == [None, None, None]


def test_a_meeting_that_was_taken_up_again_has_not_been_read(
    as_: As, session: Session, held: Conference
) -> None:
    """Its page was open before; what is written now would not be asked of her once more."""
    held.state = ConferenceState.IN_SESSION
    session.commit()
    page = as_(cast.INUI).post("confirmations.read", conference_id=held.id)
    assert (page.status, "まだ書いている途中です" in page.words) == (409, True)
    assert [each.read_at for each in readings.readers(session, held)] == [None, None, None]


def _read_at(session: Session, number: int) -> datetime | None:
    """When 乾 has read it, as it stands now; the pages may write again afterwards."""
    found = readings.readers(session, session.get_one(Conference, number, populate_existing=True))
    at = next(each.read_at for each in found if each.attendance.name == "乾 真由")
    session.rollback()
    return at


def test_a_record_written_anew_has_to_be_read_anew(
    as_: As, session: Session, held: Conference, wall_clock: FixedClock
) -> None:
    """会議に戻す, another decision, 閉会: what she has read was another record."""
    number, reader, leads = held.id, as_(cast.INUI), as_(cast.SATO)
    reader.post("confirmations.read", conference_id=number)
    wall_clock.move(minutes=5)
    leads.post("rosters.take_step", conference_id=number, name="resume")
    assert _read_at(session, number) is None, "nothing is to be read while it is written"
    leads.post("rosters.close", conference_id=number)
    assert _read_at(session, number) is None
    assert "月例 11/26 の記録を読む" in reader.get("home.index").words
    assert "読みました" in reader.get("minutes.minutes", conference_id=number).words
    wall_clock.move(minutes=5)
    reader.post("confirmations.read", conference_id=number)
    again = wall_clock.at
    assert _read_at(session, number) == again
    assert "記録を読む" not in reader.get("home.index").words
    wall_clock.move(minutes=5)
    reader.post("confirmations.read", conference_id=number)
    assert _read_at(session, number) == again, "of one record the first time stays"
    reader.post("confirmations.unread", conference_id=number)
    assert _read_at(session, number) is None


def test_confirmed_and_opened_again_it_is_the_same_record(
    as_: As, session: Session, held: Conference, wall_clock: FixedClock
) -> None:
    number, held.closed_at = held.id, wall_clock.at
    session.commit()
    as_(cast.INUI).post("confirmations.read", conference_id=number)
    wall_clock.move(minutes=5)
    for name in ("confirm", "reopen"):
        as_(cast.SATO).post("rosters.take_step", conference_id=number, name=name)
        assert _read_at(session, number) == A_SATURDAY, name
    assert readings.unread_by(session, _person(session, cast.INUI)) == []


@pytest.mark.parametrize(
    ("actor", "state", "reason"),
    [
        (cast.SATO, ConferenceState.REVIEWING, "she was there"),
        (cast.SUZUKI, ConferenceState.REVIEWING, "she does not belong to it"),
        (cast.INUI, ConferenceState.IN_SESSION, "there is no record yet"),
    ],
)
def test_who_is_not_asked(
    session: Session, held: Conference, actor: cast.Actor, state: ConferenceState, reason: str
) -> None:
    held.state = state
    session.commit()
    assert readings.unread_by(session, _person(session, actor)) == [], reason


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_confirm_nothing(as_: As, session: Session, held: Conference, actor: cast.Actor) -> None:
    row = _row(session, held)
    assert as_(actor).get("confirmations.waiting").status == 403
    assert as_(actor).post("confirmations.confirm", {}, row_id=row.id).status == 403
    assert as_(actor).post("confirmations.read", conference_id=held.id).status == 403


def test_many_rows_are_no_more_questions(session: Session, held: Conference) -> None:
    """Waiting and done alike: what a line of the page shows is read with it."""
    for at in range(20):
        row = _row(session, held)
        if at % 2:
            rechecks.confirm(session, row, _person(session, cast.SATO), held.held_on, "", A_SATURDAY)
    session.commit()
    session.expunge_all()
    asked: list[str] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *said: asked.append(said[2]))
    waiting, past = rechecks.waiting(session, A_SATURDAY.date()), rechecks.done(session)
    shown = [
        *((each.conference.title, row.household.name) for each in waiting for row in each.rows),
        *((each.row.conference.series.rhythm, each.row.household.name) for each in past if each.person),
    ]
    assert len(shown) == 20
    assert len([each for each in asked if each.startswith("SELECT")]) == 2
