"""年間の予定 over HTTP: the year, one click, its undo, the file, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.meeting_cases.models import ConferenceCase
from conference.notes.models import ConferenceNote
from conference.rosters.models import Attendance, Conference, ConferenceState
from conference.years.models import LineText
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]


@pytest.fixture
def last(session: Session) -> Conference:
    made: Conference = factories.a_conference(
        session,
        place="第2会議室",
        attendances=[Attendance(name="田中 修", agency="さつき野小学校", kind="欠席")],
    )
    factories.a_row(session, made, household=factories.a_household(session, name="春野"))
    session.commit()
    return made


def _made(session: Session) -> Conference | None:
    session.rollback()
    return session.scalar(select(Conference).where(Conference.held_on == date(2026, 12, 24)))


def test_the_year_shows_conferences_and_holidays(as_: As, last: Conference) -> None:
    page = as_(cast.INUI).get("calendars.year")
    assert page.h1 == "年間の予定　令和8年度"
    assert [each.get_text() for each in page.soup.select(".month h2")] == [
        f"{(n + 3) % 12 + 1}月" for n in range(12)
    ]
    (day,) = page.soup.select("td.meets")
    assert "合同ケース会議（月例） 14:00" in day.get_text()
    assert "23 勤労感謝の日" in page.words
    assert "春野" not in page.text


@pytest.mark.parametrize("year", ["2025", "1999", "x", "20260", "'", "２０２６"])
def test_any_year_is_answered(as_: As, last: Conference, year: str) -> None:
    page = as_(cast.SATO).get(f"/calendar?year={year}")
    assert page.h1 == ("年間の予定　令和7年度" if year == "2025" else "年間の予定　令和8年度")


def test_the_next_meeting_in_one_click_and_back(as_: As, last: Conference, session: Session) -> None:
    browser = as_(cast.SATO)
    page = browser.post("calendars.make_next", series_id=last.series_id)
    assert page.notices == [
        "令和8年12月24日(木)に合同ケース会議（月例）を作りました。13:30–15:30 第2会議室です。"
    ]
    made = _made(session)
    assert made is not None
    assert (made.starts_at, made.ends_at, made.place, made.state) == ("13:30", "15:30", "第2会議室", "準備中")
    assert [(each.name, each.kind) for each in made.attendances] == [("田中 修", "出席")]
    made_id = made.id
    session.rollback()
    page = browser.post("calendars.take_back", conference_id=made_id)
    assert page.notices == ["令和8年12月24日(木)の会議を取り消しました。"]
    assert _made(session) is None


@pytest.mark.parametrize("page", ["calendars.year", "series.all_kinds"])
def test_hours_and_place_stand_beside_the_button(as_: As, session: Session, page: str) -> None:
    """What one press makes, before it is pressed: the template says 13:30, whatever the office was used to."""
    factories.a_conference(session, starts_at="09:00", ends_at="10:00", place="相談室2")
    session.commit()
    words = as_(cast.SATO).get(page).words
    assert "令和8年12月24日(木) 13:30–15:30 第2会議室 この日で次の会議を作る" in words


def test_a_day_that_was_moved_says_why(as_: As, session: Session) -> None:
    meeting = factories.a_conference(session, held_on=date(2026, 12, 14))
    session.commit()
    page = as_(cast.TAKAGI).post("calendars.make_next", series_id=meeting.series_id)
    assert page.notices == [
        "1/11は成人の日のため、令和9年1月18日(月)に合同ケース会議（月例）を作りました。13:30–15:30 第2会議室です。"
    ]


def test_after_a_holiday_the_series_goes_back_to_its_own_day(as_: As, session: Session) -> None:
    """成人の日 moves one meeting, made by one press or by hand; the second Monday stays the second Monday."""
    meeting = factories.a_conference(session, held_on=date(2026, 12, 14))
    session.commit()
    browser = as_(cast.TAKAGI)
    for _ in range(2):
        page = browser.post("calendars.make_next", series_id=meeting.series_id)
    assert page.notices == [
        "令和9年2月8日(月)に合同ケース会議（月例）を作りました。13:30–15:30 第2会議室です。"
    ]


@pytest.mark.parametrize(
    ("state", "rows", "reason"),
    [(ConferenceState.PREPARING, 1, "it has a roster"), (ConferenceState.IN_SESSION, 0, "it has begun")],
)
def test_what_has_begun_is_not_taken_back(
    as_: As, session: Session, state: str, rows: int, reason: str
) -> None:
    meeting = factories.a_conference(session, state=state)
    for _ in range(rows):
        factories.a_row(session, meeting)
    session.commit()
    assert as_(cast.SATO).post("calendars.take_back", conference_id=meeting.id).status == 409, reason
    session.rollback()
    assert session.get(Conference, meeting.id) is not None


def _a_line(session: Session, meeting: Conference) -> None:
    session.add(
        LineText(conference_id=meeting.id, line="all", part="first", number=1, value="17", at=A_SATURDAY)
    )


def _a_note(session: Session, meeting: Conference) -> None:
    session.add(
        ConferenceNote(conference_id=meeting.id, field="agenda", number=1, value="夏の訪問", at=A_SATURDAY)
    )


def _a_case(session: Session, meeting: Conference) -> None:
    session.add(ConferenceCase(conference_id=meeting.id, page_id="c-001", position=1, at=A_SATURDAY))


def _a_visit(session: Session, meeting: Conference) -> None:
    factories.a_visit(session, meeting)


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (_a_line, "a number somebody typed into its table"),
        (_a_note, "its memo has been begun"),
        (_a_case, "somebody chose what it talks about"),
        (_a_visit, "somebody goes to a school before it"),
    ],
)
def test_what_is_written_on_is_not_taken_back(
    as_: As, session: Session, write: Callable[[Session, Conference], None], reason: str
) -> None:
    meeting = factories.a_conference(session)
    write(session, meeting)
    session.commit()
    page = as_(cast.SATO).post("calendars.take_back", conference_id=meeting.id)
    assert page.status == 409, reason
    assert "書かれたものはそのままです。" in page.words
    session.rollback()
    assert session.get(Conference, meeting.id) is not None


def test_a_series_that_never_met_has_no_next_day(as_: As, session: Session) -> None:
    series = factories.a_series(session)
    session.commit()
    assert as_(cast.SATO).post("calendars.make_next", series_id=series.id).status == 409
    assert as_(cast.SATO).post("calendars.make_next", series_id=9_999).status == 404
    assert "まだ開かれていません。" in as_(cast.SATO).get("calendars.year").words


def test_the_file_names_no_family(as_: As, last: Conference) -> None:
    page = as_(cast.SUZUKI).get("calendars.file")
    assert page.answer.mimetype == "text/calendar"
    assert "SUMMARY:合同ケース会議（月例）" in page.text
    assert ("春野" in page.text, "田中" in page.text) == (False, False)


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_no_calendar(as_: As, last: Conference, actor: cast.Actor) -> None:
    assert (as_(actor).get("calendars.year").status, as_(actor).get("calendars.file").status) == (403, 403)


def test_a_worker_reads_and_does_not_make(as_: As, last: Conference) -> None:
    browser = as_(cast.SUZUKI)
    assert not browser.get("calendars.year").soup.select("main form")
    assert browser.post("calendars.make_next", series_id=last.series_id).status == 403
