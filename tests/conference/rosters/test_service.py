"""Order, tracks, attendance and the calendar of conferences."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from conference.decisions.edits import RecordConfirmed
from conference.people.models import Person, Role
from conference.rosters import schedule, service
from conference.rosters.forms import ConferenceForm, read_time
from conference.rosters.models import Attendance, ConferenceState, Rhythm, RowStatus, Track
from conference.rosters.service import OrderOutdated, RowStays
from conference.series.usual import Usual
from tests import cast, factories


def test_reorder(session: Session) -> None:
    conference = factories.a_conference(session)
    ids = [factories.a_row(session, conference).id for _ in range(3)]
    service.reorder(session, conference, [ids[2], ids[0], ids[1]])
    assert [row.id for row in service.roster_of(session, conference)] == [ids[2], ids[0], ids[1]]


@pytest.mark.parametrize("change", [lambda ids: ids[:-1], lambda ids: [*ids, 999], lambda ids: [ids[0]] * 3])
def test_an_order_of_other_rows_is_refused(session: Session, change: object) -> None:
    conference = factories.a_conference(session)
    ids = [factories.a_row(session, conference).id for _ in range(3)]
    with pytest.raises(OrderOutdated):
        service.reorder(session, conference, change(ids))  # type: ignore[operator]


def test_pulling_a_row_out_of_the_one_action_opens_it(session: Session) -> None:
    row = factories.a_row(session, track=Track.TOGETHER, status=RowStatus.CONFIRMED_TOGETHER)
    service.set_track(row, Track.DISCUSS)
    assert (row.track, row.status) == (Track.DISCUSS, RowStatus.OPEN)


def test_a_household_stands_once_on_a_roster(session: Session) -> None:
    row = factories.a_row(session)
    assert service.add_household(session, row.conference, row.household) is row


def test_rows_leave_only_while_the_roster_is_made(session: Session) -> None:
    conference = factories.a_conference(session)
    first, second = factories.a_row(session, conference), factories.a_row(session, conference)
    session.refresh(conference)
    service.remove_row(session, first)
    assert [(row.id, row.position) for row in conference.rows] == [(second.id, 1)]
    conference.state = ConferenceState.IN_SESSION
    with pytest.raises(RowStays):
        service.remove_row(session, second)


def test_a_confirmed_roster_takes_nothing(session: Session) -> None:
    conference = factories.a_conference(session, state=ConferenceState.CONFIRMED)
    with pytest.raises(RecordConfirmed):
        service.add_household(session, conference, factories.a_household(session))
    with pytest.raises(RecordConfirmed):
        service.add_attendance(session, conference, "田中 修", "", "出席")


@pytest.mark.parametrize(
    ("written", "login", "reason"),
    [
        ("乾 真由", "inui", "the one of that name"),
        ("乾真由", "inui", "without the space"),
        ("佐藤 恵", None, "two of one name: nobody is taken for the other"),
        ("乾", None, "a family name alone may be anybody's"),
    ],
)
def test_whose_account_joins_the_list(session: Session, written: str, login: str | None, reason: str) -> None:
    for actor in (cast.SATO, cast.INUI, cast.Actor("sato2", "佐藤 恵", Role.MATERNAL, "母子保健係")):
        cast.enter(session, actor)
    entry = service.add_attendance(session, factories.a_conference(session), written, "", "出席")
    found = session.get(Person, entry.person_id) if entry.person_id else None
    assert (found and found.login) == login, reason
    assert entry.name == written


def test_the_roster_is_loaded_in_few_queries(session: Session) -> None:
    conference = factories.a_conference(session)
    for _ in range(30):
        row = factories.a_row(session, conference)
        factories.an_assignment(session, factories.a_decision(session, row))
    session.commit()
    session.expunge_all()
    asked: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    rows = service.roster_of(session, conference)
    shown = [(row.household.name, row.household.members, row.decision and row.decision.roles) for row in rows]
    assert len(shown) == 30
    assert len([each for each in asked if each.startswith("SELECT")]) <= 6


def test_people_of_last_time_come_again(session: Session) -> None:
    series = factories.a_series(session)
    factories.a_conference(session, series=series, attendances=[Attendance(name="田中 修", agency="小学校")])
    said = Usual("14:00", "16:00", "")
    new = schedule.open_conference(session, factories.a_series(session), date(2026, 12, 24), said)
    assert [(each.name, each.agency, each.kind) for each in new.attendances] == [
        ("田中 修", "小学校", "出席")
    ]


@pytest.mark.parametrize(
    ("states", "held", "expected", "reason"),
    [
        (["確定", "準備中"], [20, 28], 1, "the one ahead"),
        (["準備中", "準備中"], [28, 25], 1, "the sooner"),
        (["開催中", "準備中"], [10, 25], 0, "what is going on comes first"),
        (["準備中", "確定"], [10, 25], 0, "late, but nothing else is open"),
        (["確定", "記録確認中"], [10, 25], None, "nothing ahead"),
    ],
)
def test_next_conference(
    session: Session, states: list[str], held: list[int], expected: int | None, reason: str
) -> None:
    made = [
        factories.a_conference(session, state=state, held_on=date(2026, 11, day))
        for state, day in zip(states, held, strict=True)
    ]
    found = schedule.next_conference(session, date(2026, 11, 21))
    assert (found and made.index(found)) == expected, reason


def test_rows_go_to_the_next_conference_of_their_own_series_first(session: Session) -> None:
    monthly, weekly = factories.a_series(session), factories.a_series(session, "週", Rhythm.WEEKLY)
    held = factories.a_conference(session, series=monthly)
    factories.a_conference(session, series=weekly, held_on=date(2026, 12, 3))
    assert schedule.next_day_for(session, held) == (date(2026, 12, 3), True)
    factories.a_conference(session, series=monthly, held_on=date(2026, 12, 24))
    assert schedule.next_day_for(session, held) == (date(2026, 12, 24), True)


def test_rows_may_go_to_a_meeting_of_no_rhythm_but_only_when_chosen(session: Session) -> None:
    held = factories.a_conference(session)
    single = factories.a_series(session, "個別ケース検討会議", Rhythm.AD_HOC)
    study = factories.a_series(session, "事例検討会")
    study.kind = "study"
    sooner = factories.a_conference(session, series=single, held_on=date(2026, 12, 1))
    factories.a_conference(session, series=single, held_on=date(2026, 12, 2), state="開催中")
    factories.a_conference(session, series=study, held_on=date(2026, 12, 3))
    december = factories.a_conference(session, held_on=date(2026, 12, 24))
    assert schedule.following(session, held) == [december, sooner], "what comes again stands first"
    assert schedule.next_day_for(session, held) == (date(2026, 12, 24), True)


@pytest.mark.parametrize(
    ("rhythm", "day"), [(Rhythm.WEEKLY, date(2026, 12, 3)), (Rhythm.MONTHLY, date(2026, 12, 28))]
)
def test_without_one_the_rhythm_tells(session: Session, rhythm: Rhythm, day: date) -> None:
    held = factories.a_conference(session, series=factories.a_series(session, rhythm.value, rhythm))
    assert schedule.next_day_for(session, held) == (day, False)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13:30", "13:30"),
        ("９：０５", "09:05"),
        ("13時30分", "13:30"),
        ("9時", "09:00"),
        ("25:00", "25:00"),
        ("昼", "昼"),
    ],
)
def test_read_time(written: str, read: str) -> None:
    assert read_time(written) == read


@pytest.mark.parametrize(
    ("given", "fields", "reason"),
    [
        ({"series": "7", "held_on": "R8.12.24"}, set(), "the rest may be missing"),
        ({"series": "7", "held_on": ""}, {"held_on"}, "no day"),
        ({"series": "7", "held_on": "13/45"}, {"held_on"}, "no day there is"),
        ({"series": "8", "held_on": "12/24"}, {"series"}, "no such series"),
        ({"series": "7", "held_on": "12/24", "starts_at": "昼"}, {"starts_at"}, "no time"),
        (
            {"series": "7", "held_on": "12/24", "starts_at": "15:00", "ends_at": "14:00"},
            {"ends_at"},
            "backwards",
        ),
    ],
)
def test_conference_form(given: dict[str, str], fields: set[str], reason: str) -> None:
    assert set(ConferenceForm.read(given, date(2026, 11, 21), {"7"}).problems) == fields, reason
