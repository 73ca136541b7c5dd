"""The pages of conferences: works, colleague, outsider, bad input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference import db
from conference.audit.models import AuditEvent
from conference.rosters.models import (
    Attendance,
    Conference,
    ConferenceState,
    Rhythm,
    RowStatus,
    Track,
)
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import FixedClock

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def conference(session: Session) -> Conference:
    made: Conference = factories.a_conference(session)
    factories.a_row(session, made, household=factories.a_household(session, name="春野"))
    factories.a_row(
        session, made, household=factories.a_household(session, name="夏木"), track=Track.TOGETHER
    )
    session.refresh(made)
    assert [row.household.name for row in made.rows] == ["春野", "夏木"]
    session.commit()  # pages write too: whoever keeps a writing session open locks them out
    return made


def again(session: Session, conference: Conference) -> Conference:
    """The conference as it stands in the database now."""
    conference_id = conference.id
    session.commit()
    with db.reading(session.get_bind().execution_options(writes=False)) as looking:  # type: ignore[arg-type]
        found = looking.get_one(Conference, conference_id)
        seen = [(row.household.name, [each.person_id for each in row.shares]) for row in found.rows]
        assert len(seen) == len(found.rows)
        assert len(found.attendances) >= 0
        return found


# --- the roster


@pytest.mark.parametrize("actor", [cast.SATO, cast.TAKAGI, cast.SUZUKI, cast.INUI, cast.KURAMOCHI])
@pytest.mark.parametrize("state", list(ConferenceState))
def test_the_office_sees_the_roster(
    as_: As, conference: Conference, session: Session, actor: cast.Actor, state: ConferenceState
) -> None:
    conference.state = state
    session.commit()
    page = as_(actor).get("rosters.roster", conference_id=conference.id)
    assert page.status == 200
    assert "春野" in page.words
    assert "夏木" in page.words
    assert state.value in page.words


def test_an_outsider_sees_only_the_shared_row(as_: As, conference: Conference, session: Session) -> None:
    assert as_(cast.TANAKA).get("rosters.roster", conference_id=conference.id).status == 404
    factories.share(session, conference.rows[0], cast.enter(session, cast.TANAKA))
    session.commit()
    conference.series.numbers_outside = False
    session.commit()
    page = as_(cast.TANAKA).get("rosters.roster", conference_id=conference.id)
    assert ("春野" in page.words, "夏木" in page.words) == (True, False)
    assert as_(cast.TANAKA).get("rosters.panel", row_id=conference.rows[1].id).status == 404
    panel = as_(cast.TANAKA).get("rosters.panel", row_id=conference.rows[0].id)
    assert panel.soup.select("input, textarea, select, button") == []


def test_views_of_names_leave_their_line(as_: As, conference: Conference, session: Session) -> None:
    row = conference.rows[0]
    browser = as_(cast.SUZUKI)
    browser.get("rosters.roster", conference_id=conference.id)
    browser.get("rosters.panel", row_id=row.id)
    seen = session.execute(select(AuditEvent.action, AuditEvent.subject_id, AuditEvent.household_id)).all()
    assert ("conference_viewed", conference.id, None) in seen
    assert ("row_viewed", row.id, row.household_id) in seen


@pytest.mark.parametrize("endpoint", ["rosters.line", "decisions.fields", "similar.panel"])
def test_a_glimpse_leaves_one_line_a_day(
    as_: As, conference: Conference, session: Session, endpoint: str, wall_clock: FixedClock
) -> None:
    row, browser = conference.rows[0], as_(cast.SUZUKI)
    for _ in range(3):
        browser.get(endpoint, row_id=row.id)
    assert _glimpses(session, row.household_id) == 1
    wall_clock.move(hours=13)
    as_(cast.SUZUKI).get(endpoint, row_id=row.id)
    assert _glimpses(session, row.household_id) == 2


def _glimpses(session: Session, household_id: int) -> int:
    seen = select(AuditEvent).where(
        AuditEvent.household_id == household_id, AuditEvent.action == "row_viewed"
    )
    found = len(session.scalars(seen).all())
    session.commit()
    return found


@pytest.mark.parametrize("state", list(ConferenceState))
@pytest.mark.parametrize("actor", [cast.SATO, cast.SUZUKI])
def test_a_panel_in_every_state(
    as_: As, conference: Conference, session: Session, actor: cast.Actor, state: ConferenceState
) -> None:
    conference.state = state
    session.commit()
    panel = as_(actor).get("rosters.panel", row_id=conference.rows[0].id)
    fields = {str(tag["data-field"]) for tag in panel.soup.select("[data-field]")}
    assert ("policy" in fields) == state.takes_decisions
    assert ("situation" in fields) == state.takes_roster_changes


def test_a_panel_asks_what_was_decided_before(as_: As, session: Session) -> None:
    household = factories.a_household(session)
    old = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    older = factories.a_conference(session, held_on=date(2026, 9, 24), state=ConferenceState.CONFIRMED)
    for when, done, still in (
        (old, "電話をかけた", "受診に同行"),
        (older, "前々回に済んだ", "前々回からまだ"),
    ):
        decision = factories.a_decision(session, factories.a_row(session, when, household=household))
        factories.an_assignment(session, decision, what=done, state="済")
        factories.an_assignment(session, decision, what=still)
    row = factories.a_row(session, household=household)
    session.commit()
    words = as_(cast.SATO).get("rosters.panel", row_id=row.id).words
    asked = [what in words for what in ("電話をかけた", "受診に同行", "前々回からまだ", "前々回に済んだ")]
    assert asked == [True, True, True, False]


@pytest.mark.parametrize("state", [ConferenceState.REVIEWING, ConferenceState.CONFIRMED])
def test_who_only_reads_sees_the_whole_decision(as_: As, session: Session, state: ConferenceState) -> None:
    row = factories.a_row(session, factories.a_conference(session, state=state), status=RowStatus.DECIDED)
    decision = factories.a_decision(session, row, policy="訪問を続ける", family_told_by="鈴木")
    factories.an_assignment(session, decision, what="朝の訪問")
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    session.commit()
    words = as_(cast.TANAKA).get("rosters.panel", row_id=row.id).words
    for said in ("継続", "訪問を続ける", "朝の訪問", "12/10", "評価 未定"):
        assert said in words


@pytest.mark.parametrize("endpoint", ["rosters.roster", "rosters.panel", "rosters.line", "invitations.own"])
def test_outside_the_row_has_the_number_of_the_paper_and_no_name(
    as_: As, conference: Conference, session: Session, endpoint: str
) -> None:
    row = conference.rows[0]
    row.situation = "陽菜さんはさつき野小を休んでいる。春野の母が電話した。"
    decision = factories.a_decision(session, row, policy="陽菜と会う", family_told_how="春野の母へ電話")
    factories.an_assignment(session, decision, who="春野の祖母", what="陽菜を迎える")
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    conference.attendances.append(Attendance(name="田中", person_id=cast.enter(session, cast.TANAKA).id))
    session.commit()
    key = (
        {"row_id": row.id}
        if endpoint in ("rosters.panel", "rosters.line")
        else {"conference_id": conference.id}
    )
    page = as_(cast.TANAKA).get(endpoint, **key)
    assert page.status == 200
    for name in ("春野", "陽菜", "さつき野", "夏木"):
        assert name not in page.text, name
    assert "○○さんは小学校を休んでいる。" in page.words
    assert page.soup.select_one("th[scope=row]").get_text(strip=True) == "1"  # type: ignore[union-attr]


# --- making conferences


def test_a_conference_is_made_from_one_short_form(as_: As, session: Session) -> None:
    page = as_(cast.SATO).post(
        "rosters.make_conference",
        {
            "series": "joint_monthly",
            "held_on": "R8.12.24",
            "starts_at": "14:00",
            "ends_at": "16:00",
            "place": "第2会議室",
        },
    )
    assert page.h1 == "前回の名簿から作る"
    made = session.scalars(select(Conference)).one()
    assert (made.held_on, made.state, made.title) == (date(2026, 12, 24), "準備中", "合同ケース会議（月例）")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "日を書いてください"),
        ({"series": "joint_monthly", "held_on": "2月30日"}, "「2月30日」を日付として読めません"),
        ({"series": "x" * 5000, "held_on": "12/24"}, "会議の種類を一つ"),
        ({"series": "joint_monthly", "held_on": "12/24", "starts_at": "<b>"}, "時刻は「13:30」のように"),
    ],
)
def test_what_is_wrong_is_said_and_kept(as_: As, session: Session, given: dict[str, str], says: str) -> None:
    page = as_(cast.SATO).post("rosters.make_conference", given)
    assert (page.status, says in page.words) == (422, True)
    assert session.scalars(select(Conference)).all() == []
    session.commit()


def test_rows_are_collected_by_reason(as_: As, session: Session) -> None:
    held = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.REVIEWING)
    for status in (RowStatus.OPEN, RowStatus.DECIDED):
        factories.a_row(session, held, status=status)
    new = factories.a_conference(session)
    session.commit()
    browser = as_(cast.SATO)
    offered = browser.get("rosters.sources", conference_id=new.id)
    assert "決めずに残った行・次回へ回した行 1 件" in offered.words
    browser.post("rosters.collect", {"source": ["waiting", "again", "unknown"]}, conference_id=new.id)
    assert len(again(session, new).rows) == 2


def test_a_conference_for_one_household_in_two_clicks(
    as_: As, conference: Conference, session: Session
) -> None:
    household = conference.rows[0].household
    browser = as_(cast.SUZUKI)
    assert (
        "この世帯だけで随時会議を開く" in browser.get("households.household", household_id=household.id).words
    )
    page = browser.post("rosters.open_for_one", household_id=household.id)
    assert "開催中" in page.words
    assert "春野" in page.words


def test_the_list_goes_by_fiscal_year(as_: As, session: Session) -> None:
    factories.a_conference(session, held_on=date(2026, 3, 26))
    factories.a_conference(session, held_on=date(2026, 4, 23))
    session.commit()
    page = as_(cast.INUI).get("rosters.conferences")
    assert [tag.get_text() for tag in page.soup.select("h2")][-2:] == ["令和8年度", "令和7年度"]


# --- from 準備中 to 確定


def test_the_whole_way(as_: As, conference: Conference, session: Session) -> None:
    december = factories.a_conference(session, held_on=date(2026, 12, 24))
    session.commit()
    browser = as_(cast.SATO)
    for name in ("send", "begin"):
        browser.post("rosters.take_step", conference_id=conference.id, name=name)
    closing = browser.get("rosters.closing", conference_id=conference.id)
    assert "まだ決めていない行 2 件" in closing.words
    closed = browser.post(
        "rosters.close", {"next_conference_id": str(december.id)}, conference_id=conference.id
    )
    assert "閉会しました。確定するまで直せます。" in closed.notices
    assert len(again(session, december).rows) == 2
    browser.post("rosters.take_step", conference_id=conference.id, name="confirm")
    assert again(session, conference).state == ConferenceState.CONFIRMED
    browser.post("rosters.take_step", conference_id=conference.id, name="reopen")
    assert again(session, conference).state == ConferenceState.REVIEWING
    steps = session.scalars(select(AuditEvent.detail).where(AuditEvent.action == "state_changed")).all()
    session.commit()
    assert "確定" in steps[-1]


def test_what_is_left_goes_to_a_meeting_of_no_rhythm_when_somebody_chooses_it(
    as_: As, conference: Conference, session: Session
) -> None:
    single = factories.a_series(session, "個別ケース検討会議", Rhythm.AD_HOC)
    goal = factories.a_conference(session, series=single, held_on=date(2026, 12, 1))
    conference.state = ConferenceState.IN_SESSION
    session.commit()
    browser = as_(cast.SATO)
    closing = browser.get("rosters.closing", conference_id=conference.id)
    assert [tag["value"] for tag in closing.soup.select("[name=next_conference_id][checked]")] == [""]
    browser.post("rosters.close", {"next_conference_id": str(goal.id)}, conference_id=conference.id)
    assert len(again(session, goal).rows) == 2


@pytest.mark.parametrize("wanted", ["", "999", "abc", "-1", "1"])
def test_closing_into_nowhere_lets_rows_wait(
    as_: As, conference: Conference, session: Session, wanted: str
) -> None:
    conference.state = ConferenceState.IN_SESSION
    session.commit()
    browser = as_(cast.SATO)
    browser.post("rosters.close", {"next_conference_id": wanted}, conference_id=conference.id)
    assert again(session, conference).next_conference_id is None
    assert "次の会議を待っている行が 2 件" in browser.get("rosters.conferences").words


@pytest.mark.parametrize("name", ["close", "confirm", "resume", "reopen", "unsend", "nonsense"])
def test_a_step_that_is_not_open_changes_nothing(
    as_: As, conference: Conference, session: Session, name: str
) -> None:
    page = as_(cast.SATO).post("rosters.take_step", conference_id=conference.id, name=name)
    assert page.status in (404, 409)
    assert again(session, conference).state == ConferenceState.PREPARING


@pytest.mark.parametrize("name", ["order", "confirm_together", "collect", "change_people", "close"])
def test_a_confirmed_conference_takes_no_change(
    as_: As, conference: Conference, session: Session, name: str
) -> None:
    conference.state = ConferenceState.CONFIRMED
    session.commit()
    assert as_(cast.SATO).post(f"rosters.{name}", {}, conference_id=conference.id).status == 409


@pytest.mark.parametrize("name", ["set_track", "remove_row"])
def test_a_confirmed_row_takes_no_change(
    as_: As, conference: Conference, session: Session, name: str
) -> None:
    conference.state = ConferenceState.CONFIRMED
    session.commit()
    assert as_(cast.SATO).post(f"rosters.{name}", {}, row_id=conference.rows[0].id).status == 409


def test_a_colleague_does_not_run_the_conference(as_: As, conference: Conference, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    assert browser.post("rosters.take_step", conference_id=conference.id, name="begin").status == 403
    assert browser.post("rosters.confirm_together", conference_id=conference.id).status == 403
    assert again(session, conference).state == ConferenceState.PREPARING


# --- order, tracks, 一括確認, people


def test_rows_in_another_order(as_: As, conference: Conference, session: Session) -> None:
    ids = [row.id for row in conference.rows]
    browser = as_(cast.SATO)
    assert browser.post("rosters.order", json={"rows": ids[::-1]}, conference_id=conference.id).status == 200
    assert [row.id for row in again(session, conference).rows] == ids[::-1]


@pytest.mark.parametrize(
    "sent", [{}, {"rows": None}, {"rows": "x"}, {"rows": [1, "2", None]}, [], "rows", {"rows": {}}]
)
def test_an_order_that_is_none(as_: As, conference: Conference, sent: object) -> None:
    assert as_(cast.SATO).post("rosters.order", json=sent, conference_id=conference.id).status == 409


def test_confirming_together_and_back(as_: As, conference: Conference, session: Session) -> None:
    conference.state = ConferenceState.IN_SESSION
    session.commit()
    browser = as_(cast.SATO)
    page = browser.post("rosters.confirm_together", conference_id=conference.id)
    assert "1件を一括確認しました。" in page.notices
    undo = str(page.soup.select(".notice form")[0]["action"])
    browser.post(undo)
    assert [row.status for row in again(session, conference).rows] == ["未協議", "未協議"]


def test_tracks_move_and_move_back(as_: As, conference: Conference, session: Session) -> None:
    browser, row = as_(cast.SATO), conference.rows[0]
    page = browser.post("rosters.set_track", {"track": "一括確認"}, row_id=row.id)
    assert again(session, conference).rows[0].track == Track.TOGETHER
    browser.post(str(page.soup.select(".notice form")[0]["action"]))
    assert again(session, conference).rows[0].track == Track.DISCUSS
    assert browser.post("rosters.set_track", {"track": "後回し"}, row_id=row.id).status == 404


def test_a_row_leaves_and_comes_back(as_: As, conference: Conference, session: Session) -> None:
    browser = as_(cast.SATO)
    page = browser.post("rosters.remove_row", row_id=conference.rows[0].id)
    assert [row.household.name for row in again(session, conference).rows] == ["夏木"]
    browser.post(str(page.soup.select(".notice form")[0]["action"]))
    assert [row.household.name for row in again(session, conference).rows] == ["夏木", "春野"]


def test_who_leaves_the_list_loses_the_rows(as_: As, conference: Conference, session: Session) -> None:
    tanaka = cast.enter(session, cast.TANAKA)
    conference.attendances.append(Attendance(name=tanaka.name, person_id=tanaka.id))
    factories.share(session, conference.rows[0], tanaka)
    session.commit()
    seat = conference.attendances[0].id
    session.commit()
    assert as_(cast.TANAKA).get("rosters.roster", conference_id=conference.id).status == 200
    as_(cast.SATO).post("rosters.change_people", {f"kind-{seat}": ""}, conference_id=conference.id)
    assert as_(cast.TANAKA).get("rosters.roster", conference_id=conference.id).status == 404
    assert again(session, conference).rows[0].shares == []


def test_people_at_the_table(as_: As, conference: Conference, session: Session) -> None:
    browser = as_(cast.INUI)
    browser.post("rosters.change_people", {"name": "鈴木 花", "kind": "出席"}, conference_id=conference.id)
    browser.post(
        "rosters.change_people", {"name": "民生 委子", "agency": "主任児童委員"}, conference_id=conference.id
    )
    entries = again(session, conference).attendances
    assert [(each.name, each.agency, each.kind) for each in entries] == [
        ("鈴木 花", "児童福祉係", "出席"),
        ("民生 委子", "主任児童委員", "出席"),
    ]
    first, second = entries
    browser.post(
        "rosters.change_people",
        {f"kind-{first.id}": "欠席", f"kind-{second.id}": ""},
        conference_id=conference.id,
    )
    assert [(each.name, each.kind) for each in again(session, conference).attendances] == [
        ("鈴木 花", "欠席")
    ]


def test_an_agency_without_a_name_keeps_its_seat(as_: As, conference: Conference, session: Session) -> None:
    page = as_(cast.INUI).post(
        "rosters.change_people",
        {"name": " ", "agency": "主任児童委員", "kind": "供覧"},
        conference_id=conference.id,
    )
    assert "「主任児童委員」は所属だけで入れました。" in page.words
    entries = again(session, conference).attendances
    assert [(each.name, each.agency, each.kind) for each in entries] == [("主任児童委員", "", "供覧")]


def test_a_kind_of_attendance_that_is_none(as_: As, conference: Conference, session: Session) -> None:
    conference.attendances.append(Attendance(name="田中 修"))
    session.commit()
    entry = conference.attendances[0]
    session.commit()
    as_(cast.SATO).post("rosters.change_people", {f"kind-{entry.id}": "昼寝"}, conference_id=conference.id)
    assert again(session, conference).attendances[0].kind == "出席"


@pytest.mark.parametrize("actor", [cast.SATO, cast.TANAKA])
def test_what_is_not_there_is_not_there(as_: As, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert browser.get("rosters.roster", conference_id=999).status == 404
    assert browser.get("rosters.panel", row_id=999).status == 404
    assert browser.get("rosters.line", row_id=999).status == 404
