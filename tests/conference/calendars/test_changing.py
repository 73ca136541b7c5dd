"""Another day for one meeting, and 見送り: the rest of the office follows, and every step has its way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.calendars import service
from conference.calendars.ics import calendar_file
from conference.calendars.planned import When
from conference.proposals import service as proposals
from conference.proposals.models import Proposal
from conference.rosters import carrying, schedule
from conference.rosters.models import Conference, ConferenceState
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
TODAY = date(2026, 11, 21)
FRIDAY = {"held_on": "R8.11.27", "starts_at": "10時", "ends_at": "11:30", "place": "第1会議室"}


@pytest.fixture
def meeting(session: Session) -> Conference:
    """The fourth Thursday, with one row."""
    made: Conference = factories.a_conference(session, place="第2会議室")
    factories.a_row(session, made)
    session.commit()
    return made


def _again(session: Session, meeting: Conference) -> Conference:
    session.rollback()
    session.expire_all()
    return session.get_one(Conference, meeting.id)


def _undo(browser: Browser, page: Page) -> Page:
    form = page.soup.select_one(".notice form")
    assert form is not None
    return browser.post(str(form["action"]))


def test_another_day_and_back(as_: As, meeting: Conference, session: Session) -> None:
    browser = as_(cast.SATO)
    asked = browser.get("calendars.when", conference_id=meeting.id)
    assert [tag["value"] for tag in asked.soup.select("main .field input")][:4] == [
        "令和8年11月26日(木)", "14:00", "16:00", "第2会議室",
    ]  # fmt: skip
    page = browser.post("calendars.move", FRIDAY, conference_id=meeting.id)
    assert page.notices == [
        "令和8年11月27日(金) 10:00 第1会議室に変えました。案内を渡した人には知らせてください。"
    ]
    moved = _again(session, meeting)
    assert (moved.held_on, moved.starts_at, moved.place) == (date(2026, 11, 27), "10:00", "第1会議室")
    assert [each.on for each in service.coming(session, TODAY)] == [date(2026, 12, 24)], "still a Thursday"
    session.rollback()
    assert _undo(browser, page).notices == ["令和8年11月26日(木) 14:00 第2会議室に戻しました。"]
    assert _again(session, meeting).held_on == date(2026, 11, 26)


def test_one_meeting_elsewhere_does_not_move_those_that_follow(
    as_: As, meeting: Conference, session: Session
) -> None:
    """The series says neither hours nor place: it goes on as the meeting had been planned."""
    series = meeting.series
    series.starts_at, series.ends_at, series.place = "", "", ""
    session.commit()
    browser = as_(cast.SATO)
    browser.post("calendars.move", FRIDAY, conference_id=meeting.id)
    browser.post("calendars.move", {**FRIDAY, "place": "保健センター"}, conference_id=meeting.id)
    browser.post("calendars.make_next", series_id=series.id)
    made = session.scalars(select(Conference).where(Conference.id != meeting.id)).one()
    assert When.of(made) == When(date(2026, 12, 24), "14:00", "16:00", "第2会議室")
    session.commit()


def test_it_says_where_the_next_ones_are_changed(as_: As, meeting: Conference) -> None:
    series_id, browser = meeting.series_id, as_(cast.SATO)
    page = browser.get("calendars.when", conference_id=meeting.id)
    assert "この回だけ変わります。" in page.words
    link = page.soup.select_one("main .hint a")
    assert link is not None
    assert link["href"] == f"/series/{series_id}"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"held_on": ""}, "no day"),
        ({"held_on": "あした"}, "words for a day"),
        ({"starts_at": "25:00"}, "no such hour"),
        ({"ends_at": "09:00"}, "ends before it begins"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    as_: As, meeting: Conference, session: Session, changed: dict[str, str], reason: str
) -> None:
    page = as_(cast.SATO).post("calendars.move", {**FRIDAY, **changed}, conference_id=meeting.id)
    assert (page.status, "書いたものは残っています" in page.words) == (422, True), reason
    assert _again(session, meeting).held_on == date(2026, 11, 26)


def test_called_off_its_rows_and_proposals_wait_for_another(
    as_: As, meeting: Conference, session: Session
) -> None:
    suzuki = cast.enter(session, cast.SUZUKI)
    session.add(
        Proposal(
            household_id=factories.a_household(session).id, conference_id=meeting.id, why="欠席",
            proposed_by_id=suzuki.id, proposed_at=A_SATURDAY, answer="次へ",
        )
    )  # fmt: skip
    session.commit()
    browser = as_(cast.SATO)
    page = browser.post("calendars.call_off", {"why": "災害の対応のため"}, conference_id=meeting.id)
    assert page.notices == [
        "令和8年11月26日(木)の会議を見送りにしました。名簿の1件は、次の会議を作るときに選べます。"
    ]
    year = browser.get("calendars.year")
    assert "見送り 災害の対応のため" in year.words
    assert year.soup.select("td.meets") == []
    off = _again(session, meeting)
    assert schedule.next_conference(session, TODAY) is None
    assert [row.conference_id for row in carrying.waiting_rows(session)] == [off.id]
    assert len(proposals.waiting(session, TODAY)) == 1
    assert [each.on for each in service.coming(session, TODAY)] == [date(2026, 12, 24)]
    assert "STATUS:CANCELLED\r\nSUMMARY:【見送り】" in calendar_file([off], A_SATURDAY).decode()
    other = factories.a_conference(session, held_on=date(2026, 12, 3))
    assert len(carrying.collect(session, other, ["waiting"])) == 1
    assert carrying.waiting_rows(session) == []
    session.rollback()
    assert _undo(browser, page).status == 200
    assert _again(session, meeting).phase is ConferenceState.PREPARING


def test_what_is_called_off_takes_nothing_more(as_: As, meeting: Conference, session: Session) -> None:
    browser, row_id = as_(cast.SATO), meeting.rows[0].id
    household_id = factories.a_household(session).id
    session.commit()
    browser.post("calendars.call_off", conference_id=meeting.id)
    asked = {"field": "situation", "value": "後から", "base": 0, "page": "p1"}
    assert browser.post("decisions.save", json=asked, row_id=row_id).status == 423
    assert browser.post("rosters.add_row", conference_id=meeting.id, household_id=household_id).status == 423
    assert browser.post("calendars.move", FRIDAY, conference_id=meeting.id).status == 423
    assert browser.post("rosters.take_step", conference_id=meeting.id, name="begin").status == 423
    roster = browser.get("rosters.roster", conference_id=meeting.id)
    assert "この回は見送りにしました。" in roster.words
    assert "やはり開く" in roster.words


@pytest.mark.parametrize("state", ["開催中", "記録確認中", "確定"])
def test_what_has_begun_is_not_called_off(as_: As, meeting: Conference, session: Session, state: str) -> None:
    meeting.state = state
    session.commit()
    browser = as_(cast.SATO)
    assert browser.post("calendars.call_off", conference_id=meeting.id).status == 409
    assert browser.post("calendars.hold", conference_id=meeting.id).status == 409
    assert _again(session, meeting).state == state


@pytest.mark.parametrize(
    ("actor", "status"),
    [(cast.SUZUKI, 403), (cast.TANAKA, 403), (cast.KANRI, 403)],
    ids=["colleague", "outsider", "admin"],
)
def test_only_who_runs_conferences(as_: As, meeting: Conference, actor: cast.Actor, status: int) -> None:
    browser = as_(actor)
    assert browser.get("calendars.when", conference_id=meeting.id).status == status
    assert browser.post("calendars.call_off", conference_id=meeting.id).status == status


def test_a_version_that_is_not_there(as_: As, meeting: Conference) -> None:
    assert as_(cast.SATO).post("calendars.move_back", conference_id=meeting.id, number=9).status == 404
