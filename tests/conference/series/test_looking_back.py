"""ふりかえり of last time reaches the next meeting, line by line, when somebody wants it to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from conference.rosters.models import Conference, ConferenceState
from conference.series import service
from conference.series.checklist import LONGEST_CHECK, checks_of
from conference.series.kinds import BY_ID
from tests import cast, factories
from tests.browser import Browser, Page

As = Callable[[cast.Actor], Browser]
WORDS = "・父親の気持ちをもう一度読みたい\n\n　欠席が続く子の事例を次に"


@pytest.fixture
def meetings(session: Session) -> tuple[Conference, Conference]:
    """Two of a 事例検討会."""
    series = service.from_kind(session, BY_ID["study"])
    first = service.start(session, series, date(2026, 11, 1), last=None)
    made = (first, service.start(session, series, date(2026, 12, 1), last=first))
    session.commit()
    return made


def _write(browser: Browser, meeting: Conference, text: str) -> None:
    asked = {"field": "looked_back", "value": text, "base": 0, "page": "p1"}
    assert browser.post("notes.save", json=asked, conference_id=meeting.id).status == 200


def _lines(page: Page) -> list[str]:
    return [" ".join(line.span.get_text().split()) for line in page.soup.select(".last-time li") if line.span]


@pytest.mark.parametrize("kind", ["study", "practitioners"])
def test_each_line_is_offered(as_: As, session: Session, kind: str) -> None:
    series = service.from_kind(session, BY_ID[kind])
    first = service.start(session, series, date(2026, 11, 1), last=None)
    then = service.start(session, series, date(2026, 12, 1), last=first)
    session.commit()
    browser = as_(cast.INUI)
    _write(browser, first, WORDS)
    page = browser.get("series.checklist", conference_id=then.id)
    assert _lines(page) == ["父親の気持ちをもう一度読みたい", "欠席が続く子の事例を次に"]
    assert "前回（11/1）のふりかえり" in "".join(page.words.split())
    assert _lines(browser.get("series.checklist", conference_id=first.id)) == []


def test_one_line_goes_over_and_back(
    as_: As, session: Session, meetings: tuple[Conference, Conference]
) -> None:
    browser = as_(cast.SUZUKI)
    _write(browser, meetings[0], WORDS)
    offered = browser.get("series.checklist", conference_id=meetings[1].id)
    button = offered.soup.select_one(".last-time form")
    assert button is not None
    sent = {
        str(each["name"]): str(each["value"]) for each in button.select("input[name=text], input[name=stage]")
    }
    page = browser.post(str(button["action"]), sent)
    assert page.notices == ["「父親の気持ちをもう一度読みたい」を足しました。"]
    assert "✓ 足しました" in page.words
    session.commit()
    last = checks_of(session, meetings[1])
    assert ("当日", "父親の気持ちをもう一度読みたい") in [(each.stage, each.text) for each in last]
    session.commit()
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    page = browser.post(str(undo["action"]))
    assert page.notices == ["「父親の気持ちをもう一度読みたい」を外しました。"]
    assert "✓ 足しました" not in page.words


@pytest.mark.parametrize(
    ("state", "text", "count", "reason"),
    [
        (ConferenceState.CONFIRMED, WORDS, 2, "read on the next page whatever its own record is"),
        (ConferenceState.CALLED_OFF, WORDS, 0, "a meeting that was not held says nothing"),
        (ConferenceState.REVIEWING, " \n・\n", 0, "nothing but bullets"),
    ],
)
def test_what_is_offered(
    as_: As,
    session: Session,
    meetings: tuple[Conference, Conference],
    state: str,
    text: str,
    count: int,
    reason: str,
) -> None:
    browser = as_(cast.SATO)
    _write(browser, meetings[0], text)
    session.get_one(Conference, meetings[0].id).state = state
    session.commit()
    assert len(_lines(browser.get("series.checklist", conference_id=meetings[1].id))) == count, reason


def test_a_long_line_still_fits(as_: As, session: Session, meetings: tuple[Conference, Conference]) -> None:
    browser = as_(cast.SATO)
    _write(browser, meetings[0], "あ" * 300)
    page = browser.get("series.checklist", conference_id=meetings[1].id)
    (sent,) = [str(each["value"]) for each in page.soup.select(".last-time input[name=text]")]
    assert (len(sent), sent[-1]) == (LONGEST_CHECK, "…")


def test_a_closed_record_is_not_asked(
    as_: As, session: Session, meetings: tuple[Conference, Conference]
) -> None:
    browser = as_(cast.SATO)
    _write(browser, meetings[0], WORDS)
    session.get_one(Conference, meetings[1].id).state = ConferenceState.CONFIRMED
    session.commit()
    assert _lines(browser.get("series.checklist", conference_id=meetings[1].id)) == []


def test_a_line_of_another_meeting_is_not_removed(
    as_: As, session: Session, meetings: tuple[Conference, Conference]
) -> None:
    check_id = checks_of(session, meetings[0])[0].id
    other = factories.a_conference(session)
    session.commit()
    browser = as_(cast.SATO)
    assert browser.post("series.remove_check", conference_id=other.id, check_id=check_id).status == 404
    assert (
        as_(cast.TANAKA).post("series.remove_check", conference_id=meetings[0].id, check_id=check_id).status
        == 403
    )
