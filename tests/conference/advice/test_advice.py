"""助言 at any time: written on the household, new at home until 読みました, beside the row of the next meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from sqlalchemy.orm import Session

from conference.advice import service
from conference.advice.models import Advice
from conference.audit.models import AuditEvent
from conference.decisions.edits import Editor
from conference.decisions.models import Talk
from conference.households import merging
from conference.households.models import Household
from conference.households.page import entries_of
from conference.rosters.models import ConferenceState, Row
from tests import cast, factories
from tests.browser import Browser, Page
from tests.fakes import A_SATURDAY

As = Callable[[cast.Actor], Browser]
WORDS = "母の話を先に聞く。\n学校へは一緒に行く。"


@pytest.fixture
def family(session: Session) -> Household:
    """鈴木's household; its record of October is closed."""
    made: Household = factories.a_household(session, name="早瀬", lead_worker="児福 鈴木")
    october = factories.a_conference(session, held_on=date(2026, 10, 22), state=ConferenceState.CONFIRMED)
    october.closed_at = _at(10, 22, 16, 0)
    factories.a_decision(session, factories.a_row(session, october, household=made))
    session.commit()
    return made


def _at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date(2026, month, day), time(hour, minute))


def _write(browser: Browser, family: Household, text: str = WORDS) -> Page:
    return browser.post("advice.write", {"text": text}, household_id=family.id)


def _home(as_: As, actor: cast.Actor) -> str:
    return as_(actor).get("home.index").words


def _advise(session: Session, household: Household, at: datetime, text: str = WORDS) -> Advice:
    return service.write(session, household, cast.enter(session, cast.SATO), text, at)


def test_from_the_word_to_the_workers_home_and_read(as_: As, family: Household) -> None:
    page = _write(as_(cast.SATO), family)
    assert page.notices == ["助言を残しました。鈴木さんのホームに出ます。"]
    assert "担当はまだ読んでいません。" in page.words
    worker = as_(cast.SUZUKI)
    assert "新しい助言 1 件 早瀬 佐藤 恵" in worker.get("home.index").words
    page = worker.post("advice.read", advice_id=1)
    assert page.notices == ["助言を読みました。世帯の画面と、次の会議の行に残ります。"]
    assert "新しい助言" not in page.words
    assert "読みました：鈴木" in worker.get("households.household", household_id=family.id).words
    assert "新しい助言" in worker.post("advice.unread", advice_id=1).words


@pytest.mark.parametrize(
    ("actor", "lead", "is_new", "reason"),
    [
        (cast.SUZUKI, "児福 鈴木", True, "named in 担当"),
        (cast.INUI, "鈴木／保健師 乾", True, "one of two"),
        (cast.KURAMOCHI, "鈴木", False, "a colleague who does not work with the family"),
        (cast.SATO, "佐藤", False, "who wrote it knows it"),
        (cast.TAKAGI, "鈴木", False, "leads, and is not the worker"),
    ],
)
def test_at_whose_home_it_is_new(
    as_: As, session: Session, actor: cast.Actor, lead: str, is_new: bool, reason: str
) -> None:
    household = factories.a_household(session, lead_worker=lead)
    session.commit()
    _write(as_(cast.SATO), household)
    assert ("新しい助言" in _home(as_, actor)) is is_new, reason


def test_where_nobody_has_the_household_it_says_so(as_: As, session: Session) -> None:
    household = factories.a_household(session, lead_worker="")
    session.commit()
    page = _write(as_(cast.SATO), household)
    assert page.notices[0].endswith("ほかに担当の利用者がいないので、ホームには出ません。")
    assert "担当はまだ読んでいません。" not in page.words


def test_each_of_two_workers_reads_for_herself(as_: As, session: Session) -> None:
    household = factories.a_household(session, lead_worker="鈴木／乾")
    session.commit()
    assert _write(as_(cast.SATO), household).notices[0].endswith("鈴木さん、乾さんのホームに出ます。")
    as_(cast.SUZUKI).post("advice.read", advice_id=1)
    assert "新しい助言" in _home(as_, cast.INUI)


def test_what_the_worker_before_has_read_is_no_news(as_: As, session: Session, family: Household) -> None:
    """担当 goes from 鈴木 to 倉持: read before, it is history; unread, it is hers now."""
    first = _advise(session, family, A_SATURDAY, "先に読まれた")
    _advise(session, family, A_SATURDAY, "まだ読まれていない")
    service.read(session, first, cast.enter(session, cast.SUZUKI), A_SATURDAY)
    family.lead_worker = "倉持"
    session.commit()
    home = _home(as_, cast.KURAMOCHI)
    assert "まだ読まれていない" in home
    assert "先に読まれた" not in home
    assert "新しい助言" not in _home(as_, cast.SUZUKI)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "助言が書かれていません。書いてから残してください。"),
        (" 　\n", "助言が書かれていません。"),
        ("長" * 501, "助言は500字までです。いま501字あります。"),
    ],
)
def test_odd_input_keeps_its_text(
    as_: As, session: Session, family: Household, text: str, sentence: str
) -> None:
    page = _write(as_(cast.SATO), family, text)
    assert page.status == 422
    assert sentence in page.words
    field = page.soup.select_one("#f-advice")
    assert field is not None
    assert field.get_text() == text.strip()
    assert session.query(Advice).count() == 0
    newest = session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
    assert newest is not None
    assert (newest.action, newest.household_id) == ("household_viewed", family.id)


def test_pressed_twice_it_stands_once(as_: As, session: Session, family: Household) -> None:
    _write(as_(cast.SATO), family)
    _write(as_(cast.SATO), family)
    assert session.query(Advice).count() == 1


@pytest.mark.parametrize("actor", [cast.TANAKA, cast.NISHIMURA, cast.KANRI])
def test_it_is_for_the_office(as_: As, session: Session, family: Household, actor: cast.Actor) -> None:
    """Even an outsider to whom the family's row is shown reads none of it."""
    row = factories.a_row(session, factories.a_conference(session), household=family)
    factories.share(session, row, cast.enter(session, cast.TANAKA))
    _advise(session, family, A_SATURDAY)
    session.commit()
    browser = as_(actor)
    assert _write(browser, family, "見る").status == 403
    for endpoint in ("take_back", "put_back", "read", "unread"):
        assert browser.post(f"advice.{endpoint}", advice_id=1).status == 403
    assert "母の話を先に聞く" not in browser.get("rosters.panel", row_id=row.id).words
    assert "母の話を先に聞く" not in browser.get("home.index").words


@pytest.mark.parametrize(
    ("actor", "status", "stands"),
    [
        (cast.SUZUKI, 403, True),  # the worker cannot take away what somebody else advised
        (cast.SATO, 200, False),
        (cast.TAKAGI, 200, False),
    ],
)
def test_taken_back_and_put_back(
    as_: As, session: Session, family: Household, actor: cast.Actor, status: int, stands: bool
) -> None:
    _advise(session, family, A_SATURDAY)
    session.commit()
    browser = as_(actor)
    assert browser.post("advice.take_back", advice_id=1).status == status
    page = browser.get("households.household", household_id=family.id)
    assert ("母の話を先に聞く" in page.words) is stands
    assert ("新しい助言" in _home(as_, cast.SUZUKI)) is stands
    if not stands:
        assert "母の話を先に聞く" in browser.post("advice.put_back", advice_id=1).words


def test_only_a_worker_of_the_family_says_that_she_has_read(
    as_: As, session: Session, family: Household
) -> None:
    _advise(session, family, A_SATURDAY)
    session.commit()
    page = as_(cast.KURAMOCHI).post("advice.read", advice_id=1)
    assert page.status == 403
    assert "「読みました」を選べるのは、この世帯の担当です。" in page.words
    assert as_(cast.KURAMOCHI).post("advice.read", advice_id=99).status == 404


def test_advice_that_was_taken_back_is_not_read(as_: As, session: Session, family: Household) -> None:
    """A home page that was open before still offers it."""
    _advise(session, family, A_SATURDAY)
    session.commit()
    as_(cast.SATO).post("advice.take_back", advice_id=1)
    page = as_(cast.SUZUKI).post("advice.read", advice_id=1)
    assert (page.status, "「読みました」は残していません。" in page.words) == (409, True)
    as_(cast.SATO).post("advice.put_back", advice_id=1)
    assert "新しい助言" in as_(cast.SUZUKI).get("home.index").words, "it is news as before"


@pytest.mark.parametrize(
    ("sent", "goal", "reason"),
    [({"from": "household"}, "早瀬", "her household's page"), ({}, "ホーム", "her home")],
)
def test_the_undo_leads_back_to_where_it_was_pressed(
    as_: As, session: Session, family: Household, sent: dict[str, str], goal: str, reason: str
) -> None:
    _advise(session, family, A_SATURDAY)
    session.commit()
    browser = as_(cast.SUZUKI)
    page = browser.post("advice.read", sent, advice_id=1)
    undo = page.soup.select_one(".notice form")
    assert undo is not None
    back = browser.post(str(undo["action"]))
    assert (back.notices, back.h1.startswith(goal)) == (["読む前に戻しました。"], True), (reason, back.h1)


@pytest.fixture
def rows(session: Session) -> list[Row]:
    """A family on three rosters: October's closed at 16:00, November's called off, December's to come."""
    household = factories.a_household(session, lead_worker="鈴木")
    made = []
    for month, state in (
        (10, ConferenceState.CONFIRMED),
        (11, ConferenceState.CALLED_OFF),
        (12, ConferenceState.PREPARING),
    ):
        meeting = factories.a_conference(session, held_on=date(2026, month, 20), state=state)
        made.append(factories.a_row(session, meeting, household=household))
    made[0].conference.closed_at = _at(10, 20, 16, 0)
    return made


@pytest.mark.parametrize(
    ("at", "beside", "reason"),
    [
        (_at(9, 1, 9, 0), [0], "before there was any meeting"),
        (_at(10, 20, 15, 0), [0], "while the room sat"),
        (
            _at(10, 20, 16, 1),
            [1, 2],
            "after 閉会; the meeting that was called off took nothing away",
        ),
        (_at(11, 30, 9, 0), [1, 2], "between two meetings"),
    ],
)
def test_beside_which_row_it_stands(
    session: Session, rows: list[Row], at: datetime, beside: list[int], reason: str
) -> None:
    made = _advise(session, rows[0].household, at)
    found = [number for number, row in enumerate(rows) if made in service.beside(session, row)]
    assert found == beside, reason
    marked = [number for number, row in enumerate(rows) if service.advised(session, [row]) == {row.id}]
    assert marked == beside, reason


def test_a_meeting_nobody_closed_ends_with_its_day(session: Session, rows: list[Row]) -> None:
    rows[0].conference.closed_at = None
    same_day = _advise(session, rows[0].household, _at(10, 20, 18, 0), "その日")
    next_day = _advise(session, rows[0].household, _at(10, 21, 9, 0), "次の日")
    assert service.beside(session, rows[2]) == [next_day]
    assert same_day in service.beside(session, rows[0])


def test_the_line_of_the_roster_is_marked(as_: As, session: Session, family: Household) -> None:
    meeting = factories.a_conference(session)
    coming, other = factories.a_row(session, meeting, household=family), factories.a_row(session, meeting)
    _advise(session, family, A_SATURDAY)
    _advise(session, other.household, _at(9, 1, 9)).taken_back_at = A_SATURDAY
    session.commit()
    browser = as_(cast.SUZUKI)
    page = browser.get("rosters.roster", conference_id=meeting.id)
    assert ["助言" in line.get_text() for line in page.soup.select("tr.line")] == [True, False]
    assert "助言" in browser.get("rosters.line", row_id=coming.id).words
    assert "助言" not in browser.get("rosters.line", row_id=other.id).words


def test_an_agency_sees_no_mark(as_: As, session: Session, family: Household) -> None:
    meeting = factories.a_conference(session)
    meeting.series.numbers_outside = False
    coming = factories.a_row(session, meeting, household=family)
    factories.share(session, coming, cast.enter(session, cast.TANAKA))
    _advise(session, family, A_SATURDAY)
    session.commit()
    browser = as_(cast.TANAKA)
    assert "助言" not in browser.get("rosters.roster", conference_id=meeting.id).words
    assert "助言" not in browser.get("rosters.line", row_id=coming.id).words


def test_it_stands_on_the_hand_over_sheet(as_: As, session: Session, family: Household) -> None:
    _advise(session, family, A_SATURDAY, "取り消した").taken_back_at = A_SATURDAY
    for day in range(1, 8):
        _advise(session, family, _at(11, day, 9), f"{day}日の助言")
    session.commit()
    page = as_(cast.SUZUKI).get("handovers.sheet", household_id=family.id)
    (line,) = [
        each for each in page.soup.select(".handover-sheet tr") if each.th.get_text().startswith("助言")
    ]
    said = [each.get_text() for each in line.select(".kept")]
    assert said == [f"{day}日の助言" for day in (7, 6, 5, 4, 3)], "the newest, and none that was taken back"


def test_it_stands_in_the_panel_above_what_is_advised_in_the_room(
    as_: As, session: Session, family: Household
) -> None:
    coming = factories.a_row(session, factories.a_conference(session), household=family)
    _advise(session, family, A_SATURDAY)
    session.commit()
    advice = as_(cast.SUZUKI).get("rosters.panel", row_id=coming.id).soup.select_one(".row-advice")
    assert advice is not None
    assert advice.has_attr("open")
    assert "佐藤 恵" in advice.get_text()
    assert "学校へは一緒に行く。" in advice.get_text()
    assert advice.select_one("[data-field=advice]") is not None


def test_a_closed_record_shows_it_and_takes_no_more_in_its_row(
    as_: As, session: Session, family: Household
) -> None:
    row = session.query(Row).one()
    session.add(Talk(row_id=row.id, advice="山田先生：まず学校と会う"))
    _advise(session, family, _at(10, 23, 9), "会議のあとの一言")
    _advise(session, family, _at(10, 20, 9), "会議の前の一言")
    session.commit()
    panel = as_(cast.SUZUKI).get("rosters.panel", row_id=row.id)
    assert "会議の前の一言" in panel.words
    assert "会議のあとの一言" not in panel.words
    assert "山田先生：まず学校と会う" in panel.words
    assert panel.soup.select("[data-field=advice]") == []


def test_the_history_tells_meetings_and_words_in_their_order(
    as_: As, session: Session, family: Household
) -> None:
    for day in (date(2026, 10, 1), date(2026, 11, 1)):
        _advise(session, family, datetime.combine(day, A_SATURDAY.time()), f"{day.month}月の助言")
    session.commit()
    page = as_(cast.SUZUKI).get("households.household", household_id=family.id)
    first = page.soup.select("main table tbody tr > td:first-child")
    days = [cell.get_text(" ").split()[0] for cell in first]
    assert days == ["R8.11.1", "R8.10.22", "R8.10.1"]


def test_the_day_of_a_meeting_is_parted_at_noon(session: Session, family: Household) -> None:
    row = session.query(Row).one()
    before, after = (_advise(session, family, _at(10, 22, hour), f"{hour}時") for hour in (9, 17))
    told = [each.advice or each.row for each in entries_of([row], [before, after])]
    assert told == [after, row, before]


def test_families_that_become_one_bring_their_advice(session: Session, family: Household) -> None:
    gone = factories.a_household(session, name="早瀬", lead_worker="鈴木")
    made = _advise(session, gone, A_SATURDAY)
    editor = Editor(cast.enter(session, cast.SATO), A_SATURDAY)
    merged = merging.merge(session, editor, family, gone)
    assert made.household_id == family.id
    merging.take_apart(session, merged)
    assert made.household_id == gone.id


def test_on_the_page_of_a_shell_it_goes_to_the_family_that_stays(
    as_: As, session: Session, family: Household
) -> None:
    gone = factories.a_household(session, name="早瀬")
    merging.merge(session, Editor(cast.enter(session, cast.SATO), A_SATURDAY), family, gone)
    shell, stays = gone.id, family.id
    session.commit()  # lets go of the lock
    as_(cast.SATO).post("advice.write", {"text": WORDS}, household_id=shell)
    assert session.query(Advice).one().household_id == stays


def test_who_wrote_may_have_left(as_: As, session: Session, family: Household) -> None:
    made = _advise(session, family, A_SATURDAY)
    made.person_id = None
    session.commit()
    assert "書いた人は今はいません" in _home(as_, cast.SUZUKI)
    assert (
        "書いた人は今はいません" in as_(cast.SATO).get("households.household", household_id=family.id).words
    )


def test_every_step_leaves_its_line(as_: As, session: Session, family: Household) -> None:
    """Without a word of it; each belongs to the family."""
    _write(as_(cast.SATO), family)
    worker, sato = as_(cast.SUZUKI), as_(cast.SATO)
    for browser, endpoint in (
        (worker, "read"), (worker, "unread"), (sato, "take_back"), (sato, "put_back"),
    ):  # fmt: skip
        browser.post(f"advice.{endpoint}", advice_id=1)
    lines = session.query(AuditEvent).filter(AuditEvent.subject == "advice").order_by(AuditEvent.id).all()
    assert [each.action for each in lines] == [
        "advice_written", "advice_read", "undone", "advice_taken_back", "undone",
    ]  # fmt: skip
    assert {each.household_id for each in lines} == {family.id}
    assert not any("母" in each.detail for each in lines)
