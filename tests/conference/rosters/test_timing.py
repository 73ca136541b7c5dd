"""The clock of a row and of the meeting: what runs, what rests, what a reload shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from conference.decisions.models import Talk
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus
from conference.rosters.timing import LONGEST_SECONDS, Clock, clock_of, meeting_clock, start, stop
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY, FixedClock

As = Callable[[cast.Actor], Browser]
TALKED = RowStatus.IN_DISCUSSION


@pytest.mark.parametrize(
    ("seconds", "planned", "text", "rest", "reason"),
    [
        (0, 8.0, "0分/8分", "残り8分", "just opened"),
        (6 * 60 + 59, 8.0, "6分/8分", "残り2分", "begun minutes count as left"),
        (8 * 60, 8.0, "8分/8分", "残り0分", "exactly used up is not over"),
        (8 * 60 + 1, 8.0, "8分/8分 超過0分", "", "a second over is over"),
        (9 * 60, 8.0, "9分/8分 超過1分", "", "over in words, not only red"),
        (90, None, "1分", "", "nothing planned"),
        (0, 0.25, "0分/15秒", "残り1分", "a row of 一括確認 that is talked about after all"),
    ],
)
def test_words_and_numbers(seconds: int, planned: float | None, text: str, rest: str, reason: str) -> None:
    clock = Clock(seconds, planned)
    assert (clock.text, clock.rest) == (text, rest), reason


def _meeting() -> Conference:
    rows = [Row(position=at, status=TALKED, track="協議") for at in (1, 2)]
    return Conference(rows=rows, discuss_minutes=8.0, together_minutes=0.25, focus_minutes=15.0)


def test_one_clock_runs_and_the_other_rests_where_it_was() -> None:
    first, second = _meeting().rows
    start(first, A_SATURDAY)
    start(second, A_SATURDAY + timedelta(minutes=3))
    later = A_SATURDAY + timedelta(minutes=10)
    assert [clock_of(row, later).minutes for row in (first, second)] == [3, 7]  # type: ignore[union-attr]
    start(first, later)
    assert clock_of(first, later + timedelta(minutes=2)).minutes == 5  # type: ignore[union-attr]


def test_a_row_left_open_over_lunch_counts_so_much_and_no_more() -> None:
    row = _meeting().rows[0]
    start(row, A_SATURDAY)
    stop(row, A_SATURDAY + timedelta(hours=9))
    assert row.talk is not None
    assert row.talk.spent_seconds == LONGEST_SECONDS


def test_a_row_nobody_opened_has_no_clock() -> None:
    assert clock_of(_meeting().rows[0], A_SATURDAY) is None


@pytest.mark.parametrize(
    ("given", "minutes", "reason"),
    [
        ({}, 30, "since the planned beginning"),
        ({"state": ConferenceState.REVIEWING}, None, "over"),
        ({"held_on": date(2026, 11, 20)}, None, "another day"),
        ({"starts_at": ""}, None, "no planned beginning"),
        ({"starts_at": "15:00"}, 0, "begun before its time"),
    ],
)
def test_the_meetings_clock(given: dict[str, object], minutes: int | None, reason: str) -> None:
    standard = {
        "state": ConferenceState.IN_SESSION,
        "held_on": A_SATURDAY.date(),
        "starts_at": "14:00",
        "ends_at": "16:00",
    }
    found = meeting_clock(Conference(**{**standard, **given}), A_SATURDAY)
    assert (found.minutes if found else None) == minutes, reason


@pytest.fixture
def rows(session: Session) -> list[int]:
    meeting = factories.a_conference(session, state=ConferenceState.IN_SESSION, held_on=A_SATURDAY.date())
    made = [
        factories.a_row(
            session, meeting, household=factories.a_household(session, lead_worker="三宅 直子")
        ).id
        for _ in range(2)
    ]
    session.commit()
    return made


def _timer(browser: Browser, row_id: int) -> str:
    found = browser.get("rosters.line", row_id=row_id).soup.select_one(".timer")
    return found.get_text() if found else ""


def test_it_survives_a_reload_and_rests_when_decided(
    as_: As, rows: list[int], wall_clock: FixedClock
) -> None:
    browser = as_(cast.SATO)
    browser.post("decisions.take_up", json={}, row_id=rows[0])
    wall_clock.move(minutes=9)
    assert _timer(browser, rows[0]) == "9分/8分 超過1分"
    browser.post("decisions.decide", json={}, row_id=rows[0])
    wall_clock.move(minutes=30)
    assert _timer(browser, rows[0]) == "9分/8分 超過1分"
    browser.post("decisions.undecide", json={}, row_id=rows[0])
    wall_clock.move(minutes=1)
    assert _timer(browser, rows[0]) == "10分/8分 超過2分"


def test_opened_and_left_without_a_word_is_not_talked_about(
    as_: As, rows: list[int], wall_clock: FixedClock
) -> None:
    browser = as_(cast.SATO)
    browser.post("decisions.take_up", json={}, row_id=rows[0])
    wall_clock.move(minutes=5)
    browser.post("decisions.take_up", json={}, row_id=rows[1])
    assert _timer(browser, rows[0]) == ""
    wall_clock.move(minutes=2)
    assert _timer(browser, rows[1]) == "2分/8分"


def test_the_bar_counts_from_the_planned_beginning(as_: As, rows: list[int], session: Session) -> None:
    meeting = session.get_one(Row, rows[0]).conference_id
    session.rollback()
    page = as_(cast.SUZUKI).get("rosters.figures", conference_id=meeting)
    assert "経過30分/120分 残り90分" in page.words


def test_the_presenter_is_the_lead_worker_until_somebody_else_is_written(as_: As, rows: list[int]) -> None:
    browser = as_(cast.SUZUKI)
    page = browser.get("rosters.panel", row_id=rows[0])
    assert page.soup.select_one("[data-field=presenter]")["placeholder"] == "三宅 直子"  # type: ignore[index]
    asked = {"field": "presenter", "value": "乾", "base": 0}
    assert browser.post("decisions.save", json=asked, row_id=rows[0]).status == 200
    assert "発表 乾" in browser.get("rosters.line", row_id=rows[0]).words
    asked["base"] = 0
    assert (
        as_(cast.SATO).post("decisions.save", json={**asked, "value": "佐藤"}, row_id=rows[0]).status == 409
    )


def test_a_presenter_may_be_written_before_the_meeting(as_: As, session: Session) -> None:
    row_id = factories.a_row(session, factories.a_conference(session)).id
    session.commit()
    asked = {"field": "presenter", "value": "乾", "base": 0}
    assert as_(cast.SUZUKI).post("decisions.save", json=asked, row_id=row_id).status == 200


def test_a_talk_goes_with_its_row(session: Session) -> None:
    row = factories.a_row(session, talk=Talk(presenter="乾"))
    session.delete(row)
    session.flush()
    assert session.query(Talk).all() == []


@pytest.mark.parametrize(
    ("status", "rest", "reason"),
    [
        (RowStatus.OPEN, "残り30分", "the rows have to be through before the training"),
        (RowStatus.DECIDED, "残り90分", "the training goes on to the end"),
    ],
)
def test_the_training_is_not_the_rows_time(status: RowStatus, rest: str, reason: str) -> None:
    meeting = Conference(
        state=ConferenceState.IN_SESSION, held_on=A_SATURDAY.date(), starts_at="14:00", ends_at="16:00",
        training_minutes=60, rows=[Row(position=1, status=status, track="協議")],
    )  # fmt: skip
    found = meeting_clock(meeting, A_SATURDAY)
    assert found is not None
    assert found.rest == rest, reason


def test_time_of_day_only(rows: list[int]) -> None:
    """A clock that went backwards shows nothing odd."""
    row = _meeting().rows[0]
    row.opened_at = datetime(2026, 11, 21, 15, 0)  # noqa: DTZ001
    assert clock_of(row, A_SATURDAY).seconds == 0  # type: ignore[union-attr]


def test_the_familys_seat_asks_above_the_decision(as_: As, rows: list[int], session: Session) -> None:
    browser = as_(cast.SATO)
    assert browser.get("rosters.panel", row_id=rows[0]).soup.select("[data-field=family_wish]") == []
    session.get_one(Row, rows[0]).conference.series.family_seat = True
    session.commit()
    fields = [
        str(each["data-field"])
        for each in browser.get("rosters.panel", row_id=rows[0]).soup.select("[data-field]")
    ]
    assert fields.index("family_wish") < fields.index("kind")
    asked = {"field": "family_wish", "value": "学校は昼から行きたい", "base": 0}
    assert browser.post("decisions.save", json=asked, row_id=rows[0]).status == 200
    session.rollback()
    session.get_one(Row, rows[0]).conference.state = ConferenceState.CONFIRMED
    session.commit()
    page = browser.get("rosters.panel", row_id=rows[0])
    assert page.soup.select("[data-field=family_wish]") == []
    assert "学校は昼から行きたい" in page.words
