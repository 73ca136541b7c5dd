"""進行表: what comes when, what runs over the end, and who reads it with names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.briefs.models import Brief
from conference.rosters.models import Conference, ConferenceState, Row, Track
from conference.rosters.running import minutes_over, steps_of
from tests import cast, factories
from tests.browser import Browser

As = Callable[[cast.Actor], Browser]
T, D, F = Track.TOGETHER, Track.DISCUSS, Track.FOCUS


def _meeting(tracks: list[Track], **given: object) -> Conference:
    rows = [Row(position=at, track=track) for at, track in enumerate(tracks, start=1)]
    standard = {"starts_at": "14:00", "ends_at": "15:00", "break_minutes": 0, "training_minutes": 0}
    minutes = {"discuss_minutes": 8.0, "together_minutes": 0.5, "focus_minutes": 15.0}
    return Conference(rows=rows, **{**standard, **minutes, **given})


def _told(meeting: Conference) -> list[str]:
    steps = steps_of(meeting, meeting.rows)
    return [f"{step.clock} {step.name or step.numbers}{'!' if step.is_over else ''}" for step in steps]


@pytest.mark.parametrize(
    ("tracks", "given", "expected", "reason"),
    [
        ([D, T, F, T], {}, ["14:00 2・4", "14:01 1", "14:09 3", "15:00 終わり"], "一括 first, in one breath"),
        ([D, D], {"training_minutes": 30}, ["14:00 1", "14:08 2", "14:30 研修", "15:00 終わり"], "half of it"),
        ([D, D, D, D], {"break_minutes": 10}, ["14:00 1", "14:08 2", "14:16 休けい", "14:26 3", "14:34 4", "15:00 終わり"], "half way"),
        ([F, D], {"break_minutes": 10}, ["14:00 1", "14:15 休けい", "14:25 2", "15:00 終わり"], "never after the last"),
        ([D], {"break_minutes": 10}, ["14:00 1", "15:00 終わり"], "one row needs no break"),
        ([F, F, D], {"training_minutes": 30}, ["14:00 1", "14:15 2", "14:30 3!", "14:30 研修", "15:00 終わり"], "into the training"),
        ([D], {"starts_at": "14:55"}, ["14:55 1!", "15:00 終わり"], "over the end"),
        ([D], {"ends_at": ""}, ["14:00 1", "14:08 終わり"], "no planned end: nothing is over"),
        ([D, D], {"starts_at": ""}, ["0分後 1", "8分後 2", "16分後 終わり"], "no beginning"),
        ([F, F], {"starts_at": "23:50", "ends_at": "23:59"}, ["23:50 1!", "0:05 2!", "23:59 終わり"], "past midnight"),
        ([], {}, ["15:00 終わり"], "nobody on it yet"),
    ],
)  # fmt: skip
def test_what_comes_when(
    tracks: list[Track], given: dict[str, object], expected: list[str], reason: str
) -> None:
    assert _told(_meeting(tracks, **given)) == expected, reason


@pytest.mark.parametrize(
    ("tracks", "training", "over", "reason"),
    [([D], 0, 0.0, "it fits"), ([F] * 5, 0, 15.0, "a row too many"), ([F] * 3, 30, 15.0, "the training")],
)
def test_how_far_it_runs_over(tracks: list[Track], training: int, over: float, reason: str) -> None:
    meeting = _meeting(tracks, training_minutes=training)
    assert minutes_over(meeting, steps_of(meeting, meeting.rows)) == over, reason


# --- the page


@pytest.fixture
def meeting(session: Session) -> Conference:
    """春野 is talked about (presented by 鈴木), 夏木 and 秋山 are 一括確認."""
    made: Conference = factories.a_conference(session)
    for name, track in (("春野", D), ("夏木", T), ("秋山", T)):
        household = factories.a_household(session, name=name, lead_worker="鈴木")
        row = factories.a_row(session, made, household=household, track=track)
        session.add(Brief(row_id=row.id, at_hand="9月の訪問記録 3頁"))
    session.commit()
    return made


def _lines(browser: Browser, meeting: Conference, **given: object) -> list[str]:
    page = browser.get("rosters.running_order", conference_id=meeting.id, **given)
    assert page.status == 200
    return [" ".join(line.get_text(" ").split()) for line in page.soup.select(".running tbody tr")]


@pytest.mark.parametrize("actor", [cast.SATO, cast.SUZUKI, cast.INUI])
def test_the_office_reads_names(as_: As, meeting: Conference, actor: cast.Actor) -> None:
    assert _lines(as_(actor), meeting) == [
        "14:00 2・3 2 件 一括確認 30秒",
        "14:00 1 春野 協議 8分 鈴木 9月の訪問記録 3頁",
        "16:00 終わり",
    ]


def test_numbers_for_outside(as_: As, meeting: Conference) -> None:
    page = as_(cast.SATO).get("rosters.running_order", conference_id=meeting.id, numbers=1)
    assert [each for each in ("春野", "鈴木", "訪問記録", "取扱注意") if each in page.words] == []
    assert _lines(as_(cast.SATO), meeting, numbers=1)[1] == "14:00 1 協議 8分"


@pytest.mark.parametrize(
    ("numbered", "expected"), [(True, "14:00 1 協議 8分"), (False, "14:00 1 春野 協議 8分")]
)
def test_somebody_outside_finds_only_his_rows(
    as_: As, session: Session, meeting: Conference, numbered: bool, expected: str
) -> None:
    assert as_(cast.TANAKA).get("rosters.running_order", conference_id=meeting.id).status == 404
    factories.share(session, meeting.rows[0], cast.enter(session, cast.TANAKA))
    meeting.series.numbers_outside = numbered
    session.commit()
    assert _lines(as_(cast.TANAKA), meeting) == [expected, "16:00 終わり"]
    page = as_(cast.TANAKA).post("rosters.set_pauses", {"break_minutes": "10"}, conference_id=meeting.id)
    assert page.status == 403


@pytest.mark.parametrize(("numbers", "seen"), [(None, 3), (1, 0)])
def test_names_leave_a_line_in_the_record_of_views(
    as_: As, session: Session, meeting: Conference, numbers: int | None, seen: int
) -> None:
    as_(cast.SUZUKI).get("rosters.running_order", conference_id=meeting.id, numbers=numbers)
    named = select(AuditEvent).where(
        AuditEvent.action == "conference_viewed", AuditEvent.household_id.is_not(None)
    )
    assert len(session.scalars(named).all()) == seen


def test_break_and_training_are_set_and_taken_back(as_: As, session: Session, meeting: Conference) -> None:
    browser = as_(cast.SATO)
    sent = {"break_minutes": "１０分", "training_minutes": "60"}
    page = browser.post("rosters.set_pauses", sent, conference_id=meeting.id)
    assert page.notices == ["休けいと研修の時間を変えました。"]
    assert _lines(browser, meeting) == [
        "14:00 2・3 2 件 一括確認 30秒",
        "14:00 休けい 10分",
        "14:10 1 春野 協議 8分 鈴木 9月の訪問記録 3頁",
        "15:00 研修 60分",
        "16:00 終わり",
    ]
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    browser.post(str(undo["action"]))
    session.commit()
    session.refresh(meeting)
    assert (meeting.break_minutes, meeting.training_minutes) == (0, 0)
    session.commit()


@pytest.mark.parametrize("given", ["ながく", "-5", "0.5", "241", "６６６"])
def test_what_is_no_number_is_said_and_kept(
    as_: As, session: Session, meeting: Conference, given: str
) -> None:
    page = as_(cast.SATO).post("rosters.set_pauses", {"training_minutes": given}, conference_id=meeting.id)
    assert (page.status, "240までの数で書いてください" in page.words) == (422, True)
    assert page.soup.select_one("#f-training_minutes")["value"] == given  # type: ignore[index]
    session.commit()
    session.refresh(meeting)
    assert meeting.training_minutes == 0
    session.commit()


def test_a_confirmed_meeting_keeps_its_minutes(as_: As, session: Session, meeting: Conference) -> None:
    meeting.state = ConferenceState.CONFIRMED
    session.commit()
    browser = as_(cast.SATO)
    assert browser.post("rosters.set_pauses", {"break_minutes": "10"}, conference_id=meeting.id).status == 409
    assert browser.get("rosters.running_order", conference_id=meeting.id).soup.select(".pauses") == []
