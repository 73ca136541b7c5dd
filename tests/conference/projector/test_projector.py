"""投影: which row is on the wall, what it says, and that nobody's name is in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from conference.audit.models import AuditEvent
from conference.households.models import Household
from conference.live import broadcast
from conference.projector.masking import names_of
from conference.projector.service import current_row, who_of
from conference.projector.turns import Turn, Turns
from conference.rosters.models import Conference, ConferenceState, Row, RowStatus, Track
from tests import cast, factories
from tests.browser import Browser
from tests.fakes import A_SATURDAY, FixedClock

As = Callable[[cast.Actor], Browser]
DAY = date(2026, 11, 26)
REST = "会議の席に戻っています"


@pytest.fixture
def row(session: Session) -> Row:
    """春野, whose names somebody has typed wherever one can type."""
    family = factories.a_household(
        session, name="春野 洋子",
        members=[factories.a_member(name="春野 陽菜"), factories.a_member(name="カイト", birth_date=date(2021, 7, 1))],
    )  # fmt: skip
    before = factories.a_row(
        session, factories.a_conference(session, held_on=date(2026, 10, 22)), household=family
    )
    old = factories.a_decision(session, before, policy="春野さんの件")
    factories.an_assignment(session, old, who="陽菜の担任", what="陽菜さんに朝の電話", state="済")
    meeting = factories.a_conference(session, state=ConferenceState.IN_SESSION)
    made: Row = factories.a_row(session, meeting, household=family, last_policy="春野 洋子と話す")
    decision = factories.a_decision(
        session, made, policy="陽菜とかいとの登校。洋子さんは受診。", family_told_by="春野の祖母", family_told_how="ハルノさんへ電話で",
        review_on=date(2027, 1, 22),
    )  # fmt: skip
    factories.an_assignment(
        session, decision, who="鈴木", what="カイトを迎えに行く", person=cast.enter(session, cast.SUZUKI)
    )
    factories.an_assignment(session, decision, side="他機関", who="祖父 春野", what="陽菜の送迎", due_on=None)
    session.commit()
    return made


def _turn(browser: Browser, row: Row, wanted: object) -> int:
    return browser.post("projector.turn", json={"row": wanted}, conference_id=row.conference_id).status


def _wall(browser: Browser, row: Row) -> str:
    return browser.get("projector.row", conference_id=row.conference_id).words


def test_the_room_turns_to_a_row_and_back(as_: As, row: Row) -> None:
    browser = as_(cast.SATO)
    assert _wall(browser, row) == REST
    assert _turn(browser, row, row.id) == 204
    assert _wall(browser, row).startswith("No. 1 小3・年中のきょうだい")
    assert _turn(browser, row, None) == 204
    assert _wall(browser, row) == REST


def test_no_name_of_the_family_is_on_the_wall(as_: As, row: Row) -> None:
    browser = as_(cast.SATO)
    _turn(browser, row, row.id)
    for endpoint in ("projector.wall", "projector.row"):
        page = browser.get(endpoint, conference_id=row.conference_id)
        assert [name for name in [*names_of(row.household), "かいと", "洋子"] if name in page.text] == []
        assert "○○" in page.text


def test_workers_keep_their_names_and_the_order_is_the_rooms(as_: As, row: Row) -> None:
    browser = as_(cast.SATO)
    _turn(browser, row, row.id)
    page = browser.get("projector.row", conference_id=row.conference_id)
    assert [each.get_text() for each in page.soup.select("dt")] == [
        "前回",
        "今回",
        "だれが",
        "日付",
        "家族へ",
    ]
    assert "児福 鈴木：○○を迎えに行く 12/10まで" in page.words
    assert "済 児福 ○○の担任" in page.words
    assert "見直 1/22" in page.words


def test_title_address_and_live_messages_name_nobody(app: Flask, as_: As, row: Row) -> None:
    with app.app_context():
        stream = broadcast.broadcaster().open("a wall")
    browser = as_(cast.SATO)
    _turn(browser, row, row.id)
    told = next(broadcast.events(stream)) or ""
    assert json.loads(told) == {
        "conference": row.conference_id, "what": "turn", "by": "佐藤", "person": json.loads(told)["person"], "row": row.id,
    }  # fmt: skip
    page = browser.get("projector.wall", conference_id=row.conference_id)
    assert page.soup.title.get_text() == "投影｜知恵袋とケース会議"  # type: ignore[union-attr]


@pytest.mark.parametrize("wanted", [999_999, "x", [], True, {"row": 1}])
def test_only_rows_of_this_conference(as_: As, row: Row, wanted: object) -> None:
    assert _turn(as_(cast.SATO), row, wanted) == 404


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_outsiders_see_no_wall(as_: As, row: Row, actor: cast.Actor) -> None:
    browser = as_(actor)
    assert browser.get("projector.wall", conference_id=row.conference_id).status == 403
    assert _turn(browser, row, row.id) == 403


def test_what_the_wall_shows_leaves_its_line(as_: As, row: Row, session: Session) -> None:
    browser = as_(cast.SUZUKI)
    _turn(browser, row, row.id)
    for _ in range(3):
        browser.get("projector.row", conference_id=row.conference_id)
    seen = session.scalars(select(AuditEvent.household_id).where(AuditEvent.action == "row_viewed")).all()
    assert seen == [row.household_id]


def test_minutes_count_from_the_turn(as_: As, row: Row, wall_clock: FixedClock) -> None:
    browser = as_(cast.SATO)
    _turn(browser, row, row.id)
    wall_clock.move(minutes=9)
    _turn(browser, row, row.id)
    page = browser.get("projector.row", conference_id=row.conference_id)
    assert page.soup.select_one(".wall-over").get_text() == "9分/8分 超過1分"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("minutes", "own", "text", "reason"),
    [
        (0, None, "", "seconds planned for it are not on the wall"),
        (3, None, "3分", "talked about after all: how long, of nothing planned"),
        (3, 2.0, "3分/2分 超過1分", "somebody gave it minutes"),
        (0, 7.5, "0分/7分半", "as people say it"),
    ],
)
def test_a_row_of_the_round_has_no_clock_to_hold_it_to(
    as_: As,
    session: Session,
    row: Row,
    wall_clock: FixedClock,
    minutes: int,
    own: float | None,
    text: str,
    reason: str,
) -> None:
    row.track, row.minutes = Track.TOGETHER, own
    session.commit()
    browser = as_(cast.SATO)
    _turn(browser, row, row.id)
    wall_clock.move(minutes=minutes)
    page = browser.get("projector.row", conference_id=row.conference_id)
    found = page.soup.select_one(".wall-time .digits")
    assert (found.get_text() if found else "") == text, reason


@pytest.mark.parametrize(
    ("members", "said", "reason"),
    [
        ([("小3", date(2017, 6, 3)), ("年中", date(2021, 7, 1))], "小3・年中のきょうだい", "oldest first"),
        ([("小3", date(2017, 6, 3))], "小3", "one child"),
        ([("?", None)], "こども", "no birth date known"),
        ([], "こども", "nobody written"),
    ],
)
def test_who_is_said_without_a_name(members: list[tuple[str, date | None]], said: str, reason: str) -> None:
    household = Household(
        name="春野",
        members=[factories.a_member(name=name, birth_date=born, position=0) for name, born in members],
    )
    assert who_of(household, DAY) == said, reason


def test_a_pregnancy_stands_beside_the_children() -> None:
    mother = factories.a_member(
        name="洋子", birth_date=None, pregnancy_weeks=20, pregnancy_as_of=DAY, position=0
    )
    household = Household(name="春野", members=[mother, factories.a_member(position=1)])
    assert who_of(household, DAY) == "小3　妊娠20週"


def test_before_any_page_projects_the_row_in_discussion_is_shown() -> None:
    first = Row(id=1, status=RowStatus.IN_DISCUSSION, opened_at=A_SATURDAY)
    second = Row(id=2, status=RowStatus.IN_DISCUSSION, opened_at=A_SATURDAY.replace(hour=15))
    meeting = Conference(rows=[first, second, Row(id=3, status=RowStatus.OPEN)])
    assert current_row(meeting, None) is second
    assert current_row(meeting, Turn(1, A_SATURDAY)) is first
    assert current_row(meeting, Turn(None, A_SATURDAY)) is None


def test_turning_to_the_same_row_again_goes_on_counting() -> None:
    held, later = Turns(), A_SATURDAY.replace(hour=15)
    assert held.of(1) is None
    for row_id, now, since in ((7, A_SATURDAY, A_SATURDAY), (7, later, A_SATURDAY), (8, later, later)):
        held.take(1, row_id, now)
        assert held.of(1) == Turn(row_id, since)
